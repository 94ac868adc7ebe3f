import { useLingui } from '@lingui/react/macro'
import { formatDay } from '#platform/web/ui/format.ts'
import type { Visit } from '#slices/visits/shared/visit.ts'
import { type Named, useVisitWords } from './version-words.ts'
import { outcomeWords, personLevelWords, placeWords, skillWords } from './words.ts'

/**
 * A visit in lines of words, the same on phone and in the office. `named`: names of the library by code; `member` and
 * `person`: names by id, '' where nobody of that id is known here.
 */
export const useVisitFacts = (named: Named, member: Named, person: Named): ((visit: Visit) => string[]) => {
  const { t, i18n } = useLingui()
  const words = useVisitWords(named)
  const namedPerson = ({ personId, skills }: NonNullable<Visit['persons']>[number]) => {
    const levels = skills.map(({ skill, level }) => `${i18n._(skillWords[skill])}: ${i18n._(personLevelWords[level])}`)
    return [person(personId) || t`Người không còn trong sổ`, levels.join(', ')].filter(Boolean).join(' – ')
  }
  return (visit) => {
    const mates = visit.members?.map((id) => member(id) || t`thành viên đã rời tổ`).join(', ')
    const done = visit.followUpDone
    return [
      visit.place !== 'home' && i18n._(placeWords[visit.place]),
      i18n._(outcomeWords[visit.outcome]),
      visit.outcome === 'done' && t`${visit.people} người`,
      visit.attendance === 'list' && t`Điểm danh theo danh sách`,
      visit.madeBy && member(visit.madeBy) && t`Người ghi: ${member(visit.madeBy)}`,
      mates && t`Cùng làm với: ${mates}`,
      ...visit.skills.map(words.skill),
      ...(visit.persons ?? []).map(namedPerson),
      ...visit.platforms.map(words.platform),
      ...visit.topics.map(named),
      visit.difficulty && t`Khó khăn: ${words.difficulty(visit.difficulty)}`,
      visit.followUpOn && t`Hẹn lại ${formatDay(visit.followUpOn)}`,
      done && [t`Đã xong hẹn ngày ${formatDay(done.on)}`, done.word].filter(Boolean).join(': '),
      visit.backdateReason && t`Ghi muộn: ${visit.backdateReason}`,
      visit.note,
    ].filter((line): line is string => Boolean(line))
  }
}
