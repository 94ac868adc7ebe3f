import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { registerUndecided } from '../../shared/office-problems.ts'
import { consentPaperRoute, decideSwitchRoute, switchRoute } from '../../shared/switch-routes.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { communeWithId, today } from './commune.ts'
import { renderConsentPaper } from './consent-paper.ts'
import { type PeopleDeps, peopleRoutes } from './people-routes.ts'
import { ruleRoutes } from './rule-routes.ts'
import { decideSwitch, inForce, switchOf, versionsOf } from './switch.ts'

/** What offices do with the register. */
export const registerRoutes = (deps: PeopleDeps): Implementation[] => [
  ...switchRoutes,
  ...peopleRoutes(deps),
  ...calendarRoutes,
  ...ruleRoutes,
]

const switchRoutes: Implementation[] = [
  implement(switchRoute, async ({ trx, params }) =>
    switchOf(trx, (await communeWithId(trx, params.placeId)).id, today()),
  ),
  implement(decideSwitchRoute, async ({ trx, params, body, actor, audit }) => {
    const commune = await communeWithId(trx, params.placeId)
    const decided = await decideSwitch(trx, commune.id, body, actor.accountId, today())
    await audit({
      action: 'register.switch',
      placeId: commune.id,
      details: { ...decided, on: body.on, from: body.validFrom, months: body.retentionMonths },
    })
    return decided
  }),
  implement(consentPaperRoute, async ({ trx, params, reply }) => {
    const commune = await communeWithId(trx, params.placeId)
    const versions = await versionsOf(trx, commune.id)
    const decision = inForce(versions, today()) ?? versions[0]
    if (!decision?.on) throw new Problem(registerUndecided)
    reply.type('application/pdf').header('content-disposition', 'attachment; filename="loi-xin-dong-y.pdf"')
    return renderConsentPaper(commune.title, decision)
  }),
]
