import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { decideRuleRoute, previewRuleRoute, ruleRoute } from '../../shared/rule-routes.ts'
import { provinceWithId, today } from './commune.ts'
import { decide, previewOf, ruleOfPlace } from './rule.ts'

/** The province's rule: what makes a digital household and a digital citizen. */
export const ruleRoutes: Implementation[] = [
  implement(ruleRoute, async ({ trx, params }) =>
    ruleOfPlace(trx, (await provinceWithId(trx, params.placeId)).id, today()),
  ),
  implement(previewRuleRoute, async ({ trx, params, body }) =>
    previewOf(trx, (await provinceWithId(trx, params.placeId)).id, body, today()),
  ),
  implement(decideRuleRoute, async ({ trx, params, body, actor, audit }) => {
    const province = await provinceWithId(trx, params.placeId)
    const decided = await decide(trx, province.id, body, actor.accountId, today())
    await audit({
      action: 'rule.decide',
      placeId: province.id,
      details: { ...decided, from: body.validFrom, criteria: body.criteria.length, skills: body.skills.length },
    })
    return decided
  }),
]
