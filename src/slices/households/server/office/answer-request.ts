import type { UnboundContext } from '#platform/server/endpoint.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import { runOfficeCommand } from '#platform/server/sync/office.ts'
import { fieldOf } from '#platform/shared/edit.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { BodyOf } from '#platform/shared/route.ts'
import {
  personGone,
  requestAnswered,
  requestWithoutChange,
  requestWithoutReason,
} from '../../shared/office-problems.ts'
import type { PersonInList } from '../../shared/people-routes.ts'
import type { answerRequestRoute, RequestInList } from '../../shared/request-routes.ts'
import { eraseSoon } from '../decide-register.ts'
import { today } from './commune.ts'
import { personWithId } from './people.queries.ts'
import { noteAnswer, requestWithId } from './requests.queries.ts'

type Asked = UnboundContext<typeof answerRequestRoute>

/**
 * Does what a person asked for, by the same commands that phones send (so that it reaches them by their revisions, and
 * counts the same), and notes the answer after it. The command has the id of the request: should the server die between,
 * the answer is given again and the command is done once.
 */
export const answerRequest = async (deps: SyncDeps, context: Asked): Promise<{ done: true }> => {
  const { actor, scope, params, body, transaction } = context
  const { request, person } = await transaction(async ({ trx }) => {
    const request = await requestWithId(trx, params.placeId, params.requestId, today())
    return { request, person: await personWithId(trx, request.personId) }
  })
  if (request.outcome) throw new Problem(requestAnswered)
  if (body.outcome === 'refused' && !body.answer) throw new Problem(requestWithoutReason)
  const command = body.outcome === 'done' ? commandFor(request, person, body) : null
  if (command) await runOfficeCommand(deps, actor, scope, request.teamId, { id: request.id, version: 1, ...command })
  await transaction(async ({ trx, audit }) => {
    const { outcome, answer } = body
    const noted = await noteAnswer(trx, request.id, { outcome, answer, by: actor.accountId, day: today() })
    if (!noted) throw new Problem(requestAnswered)
    if (outcome === 'done' && request.kind === 'erase') await eraseSoon(trx, [request.personId], today())
    await audit({
      action: 'person-request.answer',
      subject: { kind: 'person', id: request.personId },
      teamId: request.teamId,
      details: { kind: request.kind, outcome, due: request.dueOn, late: request.overdue },
    })
  })
  return { done: true }
}

interface Command {
  name: string
  args: object
}

/** What a request does to the register; null: to look changes nothing. */
const commandFor = (
  { kind, personId: id, teamId: register, askedBy, askedHow }: RequestInList,
  person: PersonInList | undefined,
  { changes = {} }: BodyOf<typeof answerRequestRoute>,
): Command | null => {
  if (kind === 'see' || kind === 'export') return null
  if (!person) throw new Problem(personGone)
  if (kind === 'correct') return { name: 'person.edit', args: { register, id, changes: editOf(person, changes) } }
  if (kind === 'restrict' || kind === 'resume')
    return { name: 'person.restrict', args: { id, restricted: kind === 'restrict' } }
  const how = askedHow === 'paper' ? 'signed' : 'spoken'
  return {
    name: 'person.consent',
    args: { register, id, consent: { purpose: 'register', given: false, by: askedBy, how } },
  }
}

const editOf = (person: PersonInList, changes: Record<string, unknown>) => {
  const edited = Object.entries(changes).map(([field, value]) => [field, { old: fieldOf(person, field), new: value }])
  if (edited.length === 0) throw new Problem(requestWithoutChange)
  return Object.fromEntries(edited)
}
