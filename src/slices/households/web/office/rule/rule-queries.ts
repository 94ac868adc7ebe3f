import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { type RuleContent, ruleRoute } from '#slices/households/shared/rule-routes.ts'

export type RuleAnswer = OutputOf<typeof ruleRoute>

export const ruleQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['register-rule', placeId],
    queryFn: ({ signal }) => call(ruleRoute, { params: { placeId }, signal }),
  })

/** Only what a rule says, of a version or of the default. */
export const contentOf = ({ criteria, skills }: RuleContent): RuleContent => ({
  criteria: criteria.map(({ code, name, of, fromAge }) => ({ code, name, of, fromAge })),
  skills: [...skills],
})
