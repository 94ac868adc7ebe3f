import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import { groupCodes, type Visit } from './visit.ts'

/**
 * What a visit adds to the figures; the whole definition of what it counts for. Figures belong to the team that did it
 * (`doneByTeamId`) on its day; a cancelled visit counts nowhere.
 *
 *   visits                      every visit · visits.done|absent|refused|moved by outcome ·
 *                               visits.desk at a help desk, visits.group with a group, visits.phone by phone
 *   people                      people-turns (lượt người), wherever it was · people.elderly|women|poor|minority|disabled
 *   skill.<skill>.<level>       people · topic.<code> people who were told
 *   platform.<result>           entries · platform.<code>.<result>; steps and appointments are for the next visit, not counted
 *   difficulties, followups     visits that raised one, agreed on one
 *   doors.reached               different doors at which somebody was guided (unique); a talk on the phone is not at the door
 */
export const visitMeasures = (visit: Visit): MeasureDelta[] => {
  if (visit.cancelledOn) return []
  const amounts: Record<string, number> = { visits: 1, [`visits.${visit.outcome}`]: 1 }
  const add = (measure: string, amount: number) => {
    if (amount) amounts[measure] = (amounts[measure] ?? 0) + amount
  }
  if (visit.place !== 'home') add(`visits.${visit.place}`, 1)
  add('people', visit.people)
  for (const group of groupCodes) add(`people.${group}`, visit.groups[group])
  for (const { skill, level, people } of visit.skills) add(`skill.${skill}.${level}`, people)
  for (const topic of visit.topics) add(`topic.${topic}`, visit.people)
  for (const { platform, result } of visit.platforms) {
    add(`platform.${result}`, 1)
    add(`platform.${platform}.${result}`, 1)
  }
  add('difficulties', visit.difficulty ? 1 : 0)
  add('followups', visit.followUpOn ? 1 : 0)
  return [{ teamId: visit.doneByTeamId, day: visit.day, amounts, ...reached(visit) }]
}

const reached = ({ outcome, householdId, place }: Visit): Pick<MeasureDelta, 'subjects'> =>
  outcome === 'done' && householdId && place === 'home' ? { subjects: { 'doors.reached': { [householdId]: 1 } } } : {}

/** What a write to a visit changes in the figures. A new visit, the commonest write by far, has nothing to compare with. */
export const visitDeltas = (before: Visit | undefined, after: Visit | undefined): MeasureDelta[] =>
  after && !before ? visitMeasures(after) : changeOf(visitMeasures, before, after)
