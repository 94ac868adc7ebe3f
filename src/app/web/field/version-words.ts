import { usePersonFieldWords, usePersonValueWords } from '#slices/households/web/field/public.ts'
import * as visits from '#slices/visits/web/field/public.ts'

/** The word of a field of a door, a person or a visit. */
export const useFieldWords = (): ((field: string) => string) => {
  const ofVisits = visits.useFieldWords()
  const ofPersons = usePersonFieldWords()
  return (field) => {
    const word = ofVisits(field)
    return word === field ? (ofPersons(field) ?? field) : word
  }
}

/** The value of such a field in words. */
export const useValueWords = (): ((field: string, value: unknown) => string) => {
  const ofVisits = visits.useValueWords()
  const ofPersons = usePersonValueWords()
  return (field, value) => ofPersons(field, value) ?? ofVisits(field, value)
}
