export interface Choice {
  code: string
  label: string
}

/** What the library offers to choose from at this place. */
export interface VisitChoices {
  platforms: readonly Choice[]
  topics: readonly Choice[]
  difficulties: readonly Choice[]
}
