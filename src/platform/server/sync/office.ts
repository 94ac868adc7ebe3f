import type { Actor } from '#platform/shared/permission.ts'
import { Problem, type ProblemBody } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { BodyOf, OutputOf } from '#platform/shared/route.ts'
import type { officeCommandRoute } from '#platform/shared/sync-routes.ts'
import type { Scope } from '../db.ts'
import { refusalForOffice, withOtherTeams } from './access.ts'
import { decide } from './batch.ts'
import type { SyncDeps } from './deps.ts'
import { isItem, readCommand } from './envelope.ts'

/**
 * Runs one command of an office with the same engine as a push. What a phone would keep waiting does not exist for an
 * office, which sees the rows themselves.
 */
export async function runOfficeCommand(
  deps: SyncDeps,
  actor: Actor,
  scope: Scope,
  teamId: string,
  body: BodyOf<typeof officeCommandRoute>,
): Promise<OutputOf<typeof officeCommandRoute>> {
  const refusal = await refusalForOffice(deps, actor, scope, teamId)
  const receivedMs = deps.now()
  const sentAt = new Date(receivedMs).toISOString()
  const sender = { teamId, accountId: actor.accountId, memberId: actor.memberId, sentAt, receivedMs }
  const read = readCommand({ ...body, madeAt: sentAt }, sender, deps.commands)
  if (!isItem(read)) throw problemAs(read.problem as ProblemBody)
  const refuse = await withOtherTeams(deps, actor, scope, [read], refusal)
  const refused = read.refused ?? refuse(read)
  if (refused) throw problemAs(refused)
  const { answers } = await decide(deps, { items: [{ ...read, impatient: true }], expected: null })
  const verdict = answers.get(read.meta.id)
  if (!verdict || verdict.verdict === 'waiting') throw new Problem(notFound)
  if (verdict.verdict === 'refused') throw problemAs(verdict.problem as ProblemBody)
  return { verdict: verdict.verdict, rev: verdict.rev }
}

const problemAs = ({ code, status, vi, en, details, fields }: ProblemBody): Problem =>
  new Problem({ code, status, vi, en }, details, fields)
