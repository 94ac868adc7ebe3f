import { doorKindWords } from '#slices/households/web/field/public.ts'
import { type Named, useVersionWords } from '../ui/version-words.ts'
import { useVisitChoices } from './use-visit-choices.ts'

/** The names of platforms, topics and difficulties as the team's library has them; the code where it knows none. */
export const useItemNames = (): Named => {
  const { platforms, topics, difficulties } = useVisitChoices()
  const all = [...platforms, ...topics, ...difficulties]
  return (code) => all.find((one) => one.code === code)?.label ?? code
}

/** A field's value for people, on the phone. */
export const useValueWords = () => useVersionWords(useItemNames(), doorKindWords)
