import { useRows } from '#platform/web/sync/use-sync.ts'
import { type Person, personKind } from '#slices/households/shared/public.ts'
import { doorKindWords } from '#slices/households/web/field/public.ts'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'
import { type Named, stepCode, useVersionWords } from '../ui/version-words.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import type { Choice, PlatformChoice } from './visit-choices.ts'

/** The names of platforms, topics and difficulties as the team's library has them; the code where it knows none. */
export const useItemNames = (): Named => {
  const { platforms, topics, difficulties } = useVisitChoices()
  const all = [...platforms, ...topics, ...difficulties, ...platforms.flatMap(stepsOf)]
  return (code) => all.find((one) => one.code === code)?.label ?? code
}

const stepsOf = ({ code, steps }: PlatformChoice): Choice[] =>
  steps.map((step) => ({ ...step, code: stepCode(code, step.code) }))

/** A field's value for people, on the phone. */
export const useValueWords = () => useVersionWords(useItemNames(), doorKindWords)

/** The names of members by their id. */
export const useMemberNames = (): Named => {
  const members = useRows<Member>(memberKind)
  return (id) => members.find(({ memberId }) => memberId === id)?.name ?? ''
}

/** The names of people in the register by their id; '' of who is not in it any more. */
export const usePersonNames = (): Named => {
  const persons = useRows<Person>(personKind)
  return (id) => persons.find((person) => person.id === id)?.name ?? ''
}
