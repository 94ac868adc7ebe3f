import type { Id } from '#platform/shared/ids.ts'
import { inScopeBriefly } from '../db.ts'
import { asOneStatement, writeAll } from '../statement.ts'
import type { SyncDeps } from './deps.ts'
import { currentEpoch } from './epoch.ts'
import { basesOf, broughtBy, type Item } from './items.ts'
import { scopeOf, withTeams } from './locking.ts'
import { decideOneByOne, isRowFault } from './one-by-one.ts'
import { runPass } from './pass.ts'
import { type RevisionRow, raising, revisionsIn } from './revision.ts'
import { answerOf, asking, type Decision, type FoundRow, type Known, knownIn } from './verdicts.ts'
import { decideAwaited, withThoseBehind } from './waiting.ts'

/** Commands of one sender for one team, to be decided in their order. */
export interface Batch {
  items: readonly Item[]
  /** The epoch in which they are meant; null: whichever it is. */
  expected: string | null
  /** The revision at which the team must still stand: for what was worked out from all its rows. */
  at?: number
}

/** The team's rows changed since the commands were worked out from them: nothing is decided. */
export class Overtaken extends Error {}

/** The database lives another life than the one a batch was meant for: nothing of it is decided. */
export class EpochOver extends Error {
  readonly epoch: string

  constructor(epoch: string) {
    super('the database lives another life')
    this.epoch = epoch
  }
}

/** Nothing of a batch is new: rolled back, so that its repetition does not send every phone of the team to a new head. */
class Repeated extends Error {
  readonly decision: Decision

  constructor(decision: Decision) {
    super('every command is known')
    this.decision = decision
  }
}

/** One of several batches is not simply new: each is decided by itself instead. */
class NotTogether extends Error {}

/** Decides one batch; command by command when the database refuses one of its rows. Throws EpochOver. */
export async function decide(deps: SyncDeps, batch: Batch): Promise<Decision> {
  const { items, expected } = batch
  if (items.length === 0) return inEpoch(await currentEpoch(deps.db), expected)
  try {
    return await withTeams(items, (teams) => decideNew(deps, batch, teams, once))
  } catch (error) {
    if (error instanceof Repeated) return error.decision
    if (!isRowFault(error)) throw error
    return await decideOneByOne(deps, items)
  }
}

/**
 * Decides batches of different teams in one transaction. Only what is plainly new is decided so: a repetition, another
 * epoch, any fault, and each batch is decided by itself, so that none of them can change the answer of another.
 *
 * @returns per batch, in their order
 */
export async function decideTogether(
  deps: SyncDeps,
  batches: readonly Batch[],
): Promise<PromiseSettledResult<Decision>[]> {
  const [first, ...others] = batches
  if (!first || others.length === 0) return eachByItself(deps, batches)
  const items = batches.flatMap((batch) => batch.items)
  try {
    if (others.some(({ expected }) => expected !== first.expected)) throw new NotTogether()
    const joint = { items, expected: first.expected }
    const value = await withTeams(items, (teams) => decideNew(deps, joint, teams, refuseKnown))
    return batches.map(() => ({ status: 'fulfilled', value }))
  } catch {
    // Not swallowed: whatever it was, it comes again for the batch that has it.
    return eachByItself(deps, batches)
  }
}

// One after the other: all of them have one place in the lane, which is one connection.
async function eachByItself(deps: SyncDeps, batches: readonly Batch[]): Promise<PromiseSettledResult<Decision>[]> {
  const results: PromiseSettledResult<Decision>[] = []
  for (const batch of batches) results.push(...(await Promise.allSettled([decide(deps, batch)])))
  return results
}

type CheckKnown = (known: Known, decision: Decision, items: readonly Item[]) => void

const once: CheckKnown = ({ verdicts }, decision, items) => {
  if (items.every(({ meta }) => verdicts.has(meta.id))) throw new Repeated(decision)
}

const refuseKnown: CheckKnown = ({ verdicts }) => {
  if (verdicts.size > 0) throw new NotTogether()
}

const inEpoch = (epoch: string, expected: string | null): Decision => {
  if (expected && expected !== epoch) throw new EpochOver(epoch)
  return { epoch, answers: new Map() }
}

// Two round trips: locks and bases with the beginning of the transaction, all writes with its end.
function decideNew(
  deps: SyncDeps,
  { items, expected, at }: Batch,
  teams: readonly Id[],
  check: CheckKnown,
): Promise<Decision> {
  const brought = items.flatMap(broughtBy).map(({ id }) => id)
  const ids = items.map(({ meta }) => meta.id)
  const question = { ids, brought, bases: items.flatMap(basesOf) }
  const opening = [raising(teams), asking(question, deps)]
  return inScopeBriefly(deps.db, scopeOf(items, teams), opening, async (trx, [raised, found]) => {
    const revs = revisionsIn(raised as RevisionRow[])
    if (at !== undefined && teams.some((team) => revs.get(team) !== at + 1)) throw new Overtaken()
    const decision = inEpoch(revs.epoch, expected)
    const { answers } = decision
    const known = knownIn(found as FoundRow[], question, deps)
    for (const [id, verdict] of known.verdicts) answers.set(id, verdict)
    check(known, decision, items)
    const fresh = items.filter(({ meta }) => !known.verdicts.has(meta.id))
    const waiting = await withThoseBehind(trx, deps, known.waiting)
    const pass = await runPass(trx, deps, revs, fresh, waiting, known.bases)
    // Rows that nobody announced (a door's visits moving along, new conflicts) may be waited for too.
    const announced = new Set([...brought, ...waiting.flatMap(broughtBy).map(({ id }) => id)])
    const unannounced = pass.arrived.filter(({ id }) => !announced.has(id))
    if (unannounced.length > 0) await writeAll(trx, pass.unwritten.splice(0))
    const later = await decideAwaited(trx, deps, revs, unannounced)
    for (const one of [...pass.decided, ...later]) answers.set(one.item.meta.id, answerOf(one, revs))
    return { result: decision, last: asOneStatement(pass.unwritten) }
  })
}
