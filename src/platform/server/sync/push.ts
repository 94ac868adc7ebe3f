import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { tooManyCommands, wireTooOld } from '#platform/shared/sync-problems.ts'
import {
  limits,
  oldestWireVersion,
  type PushAnswer,
  type PushRequest,
  type WireVerdict,
} from '#platform/shared/wire.ts'
import { inScopeBriefly, type Scope } from '../db.ts'
import { countVerdicts } from '../metrics.ts'
import { asOneStatement, writeAll } from '../statement.ts'
import { refusalFor, withOtherTeams } from './access.ts'
import type { SyncDeps } from './deps.ts'
import { isItem, readCommand } from './envelope.ts'
import { currentEpoch } from './epoch.ts'
import { basesOf, broughtBy, type Item } from './items.ts'
import { scopeOf, withTeams } from './locking.ts'
import { decideOneByOne, isRowFault } from './one-by-one.ts'
import { runPass } from './pass.ts'
import { type RevisionRow, raising, revisionsIn } from './revision.ts'
import { type Answers, answerOf, asking, type Decision, type FoundRow, knownIn } from './verdicts.ts'
import { decideAwaited, withThoseBehind } from './waiting.ts'

/**
 * Decides one push: a batch of commands for one team. Every command gets a verdict of its own, in the order sent; a
 * repeated push gets the same verdicts again and changes nothing.
 */
export async function push(deps: SyncDeps, actor: Actor, scope: Scope, request: PushRequest): Promise<PushAnswer> {
  if (request.wire < oldestWireVersion) throw new Problem(wireTooOld)
  if (request.commands.length > limits.pushCommands) throw new Problem(tooManyCommands, { limit: limits.pushCommands })
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
  try {
    const { epoch, answers } = await decide(deps, items, request.epoch)
    const verdicts = read.map((one) => (isItem(one) ? verdictFor(answers, one) : one))
    for (const { verdict } of verdicts) countVerdicts(verdict)
    return { epoch, verdicts }
  } catch (error) {
    // After a restore the phone puts back what the backup lacks before anything that builds on it.
    if (error instanceof EpochOver) return { epoch: error.epoch, verdicts: [] }
    throw error
  }
}

const verdictFor = (answers: Answers, { meta }: Item): WireVerdict => {
  const verdict = answers.get(meta.id)
  if (!verdict) throw new Error('a command was left without a verdict')
  return verdict
}

// The same command twice in one push is one command.
const distinct = (items: readonly Item[]): Item[] => [...new Map(items.map((item) => [item.meta.id, item])).values()]

/**
 * Decides commands of one team as one batch; command by command when the database refuses one of their rows.
 *
 * @param expected the epoch in which they are meant; throws EpochOver in another one, and decides nothing
 */
export async function decide(deps: SyncDeps, items: readonly Item[], expected?: string | null): Promise<Decision> {
  if (items.length === 0) return inEpoch(await currentEpoch(deps.db), expected)
  try {
    return await withTeams(items, (teams) => decideBatch(deps, items, teams, expected))
  } catch (error) {
    if (error instanceof Repeated) return error.decision
    if (!isRowFault(error)) throw error
    return await decideOneByOne(deps, items)
  }
}

const inEpoch = (epoch: string, expected: string | null | undefined): Decision => {
  if (expected && expected !== epoch) throw new EpochOver(epoch)
  return { epoch, answers: new Map() }
}

class EpochOver extends Error {
  readonly epoch: string

  constructor(epoch: string) {
    super('the database lives another life')
    this.epoch = epoch
  }
}

/** Nothing of a push is new: rolled back, so that its repetition does not send every phone of the team to a new head. */
class Repeated extends Error {
  readonly decision: Decision

  constructor(decision: Decision) {
    super('every command is known')
    this.decision = decision
  }
}

// Two round trips: locks and bases with the beginning of the transaction, all writes with its end.
function decideBatch(
  deps: SyncDeps,
  items: readonly Item[],
  teams: readonly Id[],
  expected: string | null | undefined,
): Promise<Decision> {
  const brought = items.flatMap(broughtBy).map(({ id }) => id)
  const ids = items.map(({ meta }) => meta.id)
  const question = { ids, brought, bases: items.flatMap(basesOf) }
  const opening = [raising(teams), asking(question, deps)]
  return inScopeBriefly(deps.db, scopeOf(items, teams), opening, async (trx, [raised, found]) => {
    const revs = revisionsIn(raised as RevisionRow[])
    const { epoch, answers } = inEpoch(revs.epoch, expected)
    const known = knownIn(found as FoundRow[], question, deps)
    for (const [id, verdict] of known.verdicts) answers.set(id, verdict)
    const fresh = items.filter(({ meta }) => !known.verdicts.has(meta.id))
    if (fresh.length === 0) throw new Repeated({ epoch, answers })
    const waiting = await withThoseBehind(trx, deps, known.waiting)
    const pass = await runPass(trx, deps, revs, fresh, waiting, known.bases)
    // Rows that nobody announced (a door's visits moving along, new conflicts) may be waited for too.
    const announced = new Set([...brought, ...waiting.flatMap(broughtBy).map(({ id }) => id)])
    const unannounced = pass.arrived.filter(({ id }) => !announced.has(id))
    if (unannounced.length > 0) await writeAll(trx, pass.unwritten.splice(0))
    const later = await decideAwaited(trx, deps, revs, unannounced)
    for (const one of [...pass.decided, ...later]) answers.set(one.item.meta.id, answerOf(one, revs))
    return { result: { epoch, answers }, last: asOneStatement(pass.unwritten) }
  })
}
