export interface Choice {
  code: string
  label: string
}

/** `countsOnly`: never beside a name. */
export interface PlatformChoice extends Choice {
  countsOnly: boolean
  steps: readonly Choice[]
}

/** What the library offers to choose from at this place. */
export interface VisitChoices {
  platforms: readonly PlatformChoice[]
  topics: readonly Choice[]
  difficulties: readonly Choice[]
}
