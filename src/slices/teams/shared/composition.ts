/** How a team should be made up. Provinces differ (3 in the pilot letter of 2022, 4 to 9 in practice, 7 in Đà Nẵng). */
export interface CompositionRule {
  members: { least: number; most: number }
}

/** The practice that the ministry counted in 2023: "4 đến 9 thành viên". */
export const defaultComposition: CompositionRule = { members: { least: 4, most: 9 } }

export const compositionWarningCodes = ['no-leader', 'two-leaders', 'too-small', 'too-large'] as const
export type CompositionWarning = (typeof compositionWarningCodes)[number]

/** What a person should look at; never a reason to refuse: teams are as they are. */
export const compositionWarnings = (
  team: { members: number; leaders: number },
  rule: CompositionRule = defaultComposition,
): CompositionWarning[] => {
  const warnings: CompositionWarning[] = []
  if (team.leaders === 0) warnings.push('no-leader')
  if (team.leaders > 1) warnings.push('two-leaders')
  if (team.members < rule.members.least) warnings.push('too-small')
  if (team.members > rule.members.most) warnings.push('too-large')
  return warnings
}
