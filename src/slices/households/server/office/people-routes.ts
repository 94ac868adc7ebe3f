import type { Transaction } from 'kysely'
import { type Implementation, implement, implementUnbound } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { personGone } from '../../shared/office-problems.ts'
import { doorPersonsRoute, personsRoute } from '../../shared/people-routes.ts'
import { answerRequestRoute, openRequestRoute, requestFileRoute, requestsRoute } from '../../shared/request-routes.ts'
import { answerRequest } from './answer-request.ts'
import { communeWithId, today } from './commune.ts'
import { personsWithRecognition } from './door-persons.ts'
import { personsOf, personWithId } from './people.queries.ts'
import { type NamedVisit, renderPersonFile } from './person-file.ts'
import { openRequest, requestsOf, requestsOfPerson, requestWithId } from './requests.queries.ts'

export interface PeopleDeps {
  /** What a request does is done by the commands of the sync. */
  sync: SyncDeps
  /** Visits at which a person was named: they belong to a slice that this one does not know. */
  visitsNaming(trx: Transaction<Database>, personId: Id): Promise<NamedVisit[]>
}

/** The persons of a commune and what they ask for by law. */
export const peopleRoutes = ({ sync, visitsNaming }: PeopleDeps): Implementation[] => [
  implement(personsRoute, ({ trx, params, query }) => personsOf(trx, params.placeId, query)),
  implement(doorPersonsRoute, ({ trx, params }) => personsWithRecognition(trx, params.teamId, params.doorId, today())),
  implement(requestsRoute, ({ trx, params, query }) => requestsOf(trx, params.placeId, query, today())),
  implement(openRequestRoute, async ({ trx, params, body, actor, audit }) => {
    const { dueOn, teamId } = await openRequest(trx, params.placeId, body, actor.accountId, today())
    const { kind, askedBy, askedHow, identified } = body
    await audit({
      action: 'person-request.open',
      subject: { kind: 'person', id: body.personId },
      teamId,
      details: { kind, askedBy, askedHow, identified, due: dueOn },
    })
    return { id: body.id, dueOn }
  }),
  implementUnbound(answerRequestRoute, (context) => answerRequest(sync, context)),
  implement(requestFileRoute, async ({ trx, params, audit, reply }) => {
    const request = await requestWithId(trx, params.placeId, params.requestId, today())
    const person = await personWithId(trx, request.personId)
    if (!person) throw new Problem(personGone)
    const commune = await communeWithId(trx, params.placeId)
    const requests = await requestsOfPerson(trx, person.id, today())
    const visits = await visitsNaming(trx, person.id)
    await audit({
      action: 'person.export',
      subject: { kind: 'person', id: person.id },
      teamId: request.teamId,
      details: { kind: request.kind },
    })
    reply.type('application/pdf').header('content-disposition', 'attachment; filename="thong-tin-dang-giu.pdf"')
    reply.header('cache-control', 'no-store')
    return renderPersonFile(trx, { commune: commune.title, madeOn: today(), person, visits, requests })
  }),
]
