import type { Actor } from '#platform/shared/permission.ts'
import { Problem, type ProblemBody } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { BodyOf, OutputOf } from '#platform/shared/route.ts'
import type { officeCommandRoute } from '#platform/shared/sync-routes.ts'
import type { Scope } from '../db.ts'
import { refusalForOffice, withOtherTeams } from './access.ts'
import { decide } from './batch.ts'
import type { SyncDeps } from './deps.ts'
import { refusalForFullTeams } from './device-budget.ts'
import { isItem, readCommand } from './envelope.ts'
import type { Item } from './items.ts'
import type { Answers } from './verdicts.ts'

type OfficeCommand = BodyOf<typeof officeCommandRoute>

/**
 * Runs one command of an office with the same engine as a push. What a phone would keep waiting does not exist for an
 * office, which sees the rows themselves.
 */
export async function runOfficeCommand(
  deps: SyncDeps,
  actor: Actor,
  scope: Scope,
  teamId: string,
  body: OfficeCommand,
): Promise<OutputOf<typeof officeCommandRoute>> {
  const [item] = await readOfficeCommands(deps, actor, scope, teamId, [body])
  if (!item) throw new Problem(notFound)
  if (item.refused) throw problemAs(item.refused)
  const { answers } = await decide(deps, { items: [item], expected: null })
  const verdict = answers.get(item.meta.id)
  if (!verdict || verdict.verdict === 'waiting') throw new Problem(notFound)
  if (verdict.verdict === 'refused') throw problemAs(verdict.problem as ProblemBody)
  return { verdict: verdict.verdict, rev: verdict.rev }
}

/**
 * Runs commands that an office worked out from all rows of a team, in one transaction. `at`: the team's revision when
 * they were read. Answers a verdict per command, by its id; throws Overtaken when something changed since.
 */
export async function runOfficeCommands(
  deps: SyncDeps,
  { actor, scope }: { actor: Actor; scope: Scope },
  teamId: string,
  { commands, at }: { commands: readonly OfficeCommand[]; at: number },
): Promise<Answers> {
  const items = await readOfficeCommands(deps, actor, scope, teamId, commands)
  return (await decide(deps, { items, expected: null, at })).answers
}

async function readOfficeCommands(
  deps: SyncDeps,
  actor: Actor,
  scope: Scope,
  teamId: string,
  bodies: readonly OfficeCommand[],
): Promise<Item[]> {
  const refusal = await refusalForOffice(deps, actor, scope, teamId)
  const receivedMs = deps.now()
  const sentAt = new Date(receivedMs).toISOString()
  const sender = { teamId, accountId: actor.accountId, memberId: actor.memberId, sentAt, receivedMs }
  const items = bodies.map((body) => {
    const read = readCommand({ ...body, madeAt: sentAt }, sender, deps.commands)
    if (!isItem(read)) throw problemAs(read.problem as ProblemBody)
    return { ...read, impatient: true }
  })
  const refuse = await withOtherTeams(deps, actor, scope, items, refusal)
  const refuseFull = await refusalForFullTeams(deps, scope, items)
  return items.map((item) => ({ ...item, refused: item.refused ?? refuse(item) ?? refuseFull(item) }))
}

const problemAs = ({ code, status, vi, en, details, fields }: ProblemBody): Problem =>
  new Problem({ code, status, vi, en }, details, fields)
