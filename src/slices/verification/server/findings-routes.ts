import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { closeFindingRoute, explainFindingRoute, placeFindingsRoute, teamFindingsRoute } from '../shared/findings.ts'
import { close, explain, findingsOfCommune, findingsOfTeam } from './findings.queries.ts'

const today = () => dayInVietnam(Date.now())

/** Patterns worth a look: the team says what it was, then the commune what came of it. */
export const findingsRoutes: Implementation[] = [
  implement(teamFindingsRoute, async ({ trx, params }) => ({
    findings: await findingsOfTeam(trx, params.teamId, today()),
  })),
  implement(explainFindingRoute, async ({ trx, params, body, actor, audit }) => {
    const { teamId, findingId } = params
    await explain(trx, teamId, { findingId, word: body.word, by: actor.accountId, today: today() })
    await audit({ action: 'finding.explain', subject: { kind: 'finding', id: findingId }, teamId })
    return { explained: true as const }
  }),
  implement(placeFindingsRoute, async ({ trx, params }) => ({
    findings: await findingsOfCommune(trx, params.placeId, today()),
  })),
  implement(closeFindingRoute, async ({ trx, params, body, actor, audit }) => {
    const { placeId, findingId } = params
    const teamId = await close(trx, placeId, { findingId, word: body.word, by: actor.accountId, today: today() })
    await audit({ action: 'finding.close', subject: { kind: 'finding', id: findingId }, teamId })
    return { closed: true as const }
  }),
]
