import type { Outcome } from '#platform/shared/command.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { internal, notFound } from '#platform/shared/problems.ts'
import type { Decided, Item } from './items.ts'
import type { BatchWorld } from './world.ts'

/** Called for a fault in a rule: the command is refused with the reference, the rest goes on. */
export type ReportFault = (error: unknown, item: Item) => string

/**
 * Decides commands in memory, in their order, and after each one those that had waited for a row it brought. `waiting`
 * are commands of earlier pushes that may be released. Answers one verdict per command that was decided or parked.
 */
export function decideAll(
  world: BatchWorld,
  items: readonly Item[],
  waiting: readonly Item[],
  report: ReportFault,
): Decided[] {
  const decided = new Map<string, Decided>()
  const parked = new Map<string, Item[]>()
  for (const item of waiting) if (item.waitsFor) park(parked, item.waitsFor, item)
  const queue = [...items]
  for (let item = queue.shift(); item; item = queue.shift()) {
    const { outcome, brought } = impatiently(item, decideOne(world, item, report))
    if (outcome.verdict === 'waiting') park(parked, outcome.waitsFor, item)
    decided.set(item.meta.id, asDecided(item, outcome))
    queue.unshift(...decideWaiting(parked, brought))
  }
  return [...decided.values()]
}

/** Those that waited for one of these rows, in the order in which they arrived; they wait no longer. */
export function decideWaiting(parked: Map<string, Item[]>, brought: readonly string[]): Item[] {
  const released = brought.flatMap((id) => parked.get(id) ?? [])
  for (const id of brought) parked.delete(id)
  return released
}

function decideOne(world: BatchWorld, item: Item, report: ReportFault): { outcome: Outcome; brought: string[] } {
  if (item.refused || !item.command) return { outcome: refusedBefore(item), brought: [] }
  const view = world.viewFor(item.meta.teamId)
  try {
    const outcome: Outcome = item.command.decide(view, item.args as never, item.meta)
    const keeps = outcome.verdict !== 'refused' && outcome.verdict !== 'waiting'
    return { outcome, brought: keeps ? view.keep().map(({ id }) => id) : [] }
  } catch (error) {
    const problem = problemBody(internal, { reference: report(error, item) })
    return { outcome: { verdict: 'refused', problem }, brought: [] }
  }
}

const impatiently = (item: Item, one: { outcome: Outcome; brought: string[] }) =>
  item.impatient && one.outcome.verdict === 'waiting'
    ? { ...one, outcome: { verdict: 'refused', problem: problemBody(notFound) } as const }
    : one

const refusedBefore = (item: Item): Outcome => ({
  verdict: 'refused',
  problem: item.refused ?? problemBody(internal, { reference: item.meta.id }),
})

const asDecided = (item: Item, outcome: Outcome): Decided => ({
  item,
  verdict: outcome.verdict,
  problem: outcome.verdict === 'refused' ? outcome.problem : null,
  waitsFor: outcome.verdict === 'waiting' ? outcome.waitsFor : null,
  forget: outcome.verdict === 'refused' && outcome.forget === true,
})

const park = (parked: Map<string, Item[]>, id: string, item: Item): void => {
  parked.set(id, [...(parked.get(id) ?? []), item])
}
