import { usePersonFieldWords, usePersonValueWords } from '#slices/households/web/field/public.ts'
import { useValueWords as useVisitValueWords } from '#slices/visits/web/field/public.ts'
import { useFieldWords as useVisitFieldWords } from '#slices/visits/web/public.ts'

/** The word of a field of a door, a person or a visit. */
export const useFieldWords = (): ((field: string) => string) => {
  const ofVisits = useVisitFieldWords()
  const ofPersons = usePersonFieldWords()
  return (field) => {
    const word = ofVisits(field)
    return word === field ? (ofPersons(field) ?? field) : word
  }
}

/** The value of such a field in words. */
export const useValueWords = (): ((field: string, value: unknown) => string) => {
  const ofVisits = useVisitValueWords()
  const ofPersons = usePersonValueWords()
  return (field, value) => ofPersons(field, value) ?? ofVisits(field, value)
}
