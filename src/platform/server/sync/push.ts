import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { tooManyCommands } from '#platform/shared/sync-problems.ts'
import { limits, type PushAnswer, type PushRequest, type WireVerdict } from '#platform/shared/wire.ts'
import type { Scope } from '../db.ts'
import { countVerdicts } from '../metrics.ts'
import { refusalFor, withOtherTeams } from './access.ts'
import { type Batch, EpochOver } from './batch.ts'
import type { SyncDeps } from './deps.ts'
import type { Desk } from './desk.ts'
import { isItem, readCommand } from './envelope.ts'
import type { Item } from './items.ts'
import { requireWire } from './least-wire.ts'
import type { Answers } from './verdicts.ts'

/**
 * Decides one push: a batch of commands for one team. Every command gets a verdict of its own, in the order sent; a
 * repeated push gets the same verdicts again and changes nothing.
 */
export async function push(desk: Desk, actor: Actor, scope: Scope, request: PushRequest): Promise<PushAnswer> {
  requireWire(request.wire, desk.deps.leastWire, desk.deps.now())
  if (request.commands.length > limits.pushCommands) throw new Problem(tooManyCommands, { limit: limits.pushCommands })
  const { read, batch } = await desk.inTurn(() => readPush(desk.deps, actor, scope, request))
  try {
    const { epoch, answers } = await desk.decide(batch)
    const verdicts = read.map((one) => (isItem(one) ? verdictFor(answers, one) : one))
    for (const { verdict } of verdicts) countVerdicts(verdict)
    return { epoch, verdicts }
  } catch (error) {
    // After a restore the phone puts back what the backup lacks before anything that builds on it.
    if (error instanceof EpochOver) return { epoch: error.epoch, verdicts: [] }
    throw error
  }
}

interface ReadPush {
  /** In the order sent; a verdict where a command could not be read. */
  read: (Item | WireVerdict)[]
  batch: Batch
}

async function readPush(deps: SyncDeps, actor: Actor, scope: Scope, request: PushRequest): Promise<ReadPush> {
  const receivedMs = deps.now()
  const refusal = await refusalFor(deps, actor, request.team)
  const sender = {
    teamId: request.team,
    accountId: actor.accountId,
    memberId: actor.memberId,
    sentAt: request.sentAt,
    receivedMs,
  }
  const read = request.commands.map((raw) => readCommand(raw, sender, deps.commands))
  const fresh = distinct(read.filter(isItem))
  const refuse = await withOtherTeams(deps, actor, scope, fresh, refusal)
  const items = fresh.map((item) => (item.refused ? item : { ...item, refused: refuse(item) }))
  return { read, batch: { items, expected: request.epoch ?? null } }
}

const verdictFor = (answers: Answers, { meta }: Item): WireVerdict => {
  const verdict = answers.get(meta.id)
  if (!verdict) throw new Error('a command was left without a verdict')
  return verdict
}

// The same command twice in one push is one command.
const distinct = (items: readonly Item[]): Item[] => [...new Map(items.map((item) => [item.meta.id, item])).values()]
