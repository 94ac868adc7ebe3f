import { sql, type Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { type MeasureDelta, stockCode } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import { foldDeclared } from './declared.ts'
import { Figures } from './figures.ts'
import { saveFigures } from './kept.ts'
import { moveFigures, moveReasons } from './moved.ts'
import { type Taken, takeFromQueue } from './queue.ts'
import { loadStandings, type Standings, standingOf } from './standing.ts'
import { loadSubjects, type Subjects, saveSubjects, subjectKey } from './subjects.ts'
import { addReason, takeReason } from './unique.ts'

/** What one fold did. */
export interface Folded {
  rows: number
  /** When the oldest row was written; null: there was nothing to fold. */
  oldest: Date | null
  /** Changes of teams that do not exist, reasons taken away that were not there: 0 unless a writer is wrong. */
  misfits: number
}

/**
 * Takes the oldest rows off the queue and adds them to the kept figures, all in the given transaction. It must be
 * REPEATABLE READ and alone (`foldPending` sees to both): the rows taken and the places of teams must be of one moment,
 * or a team that moves in between would be counted in two places.
 */
export async function foldOnce(trx: Transaction<Database>, limit: number): Promise<Folded> {
  const taken = await takeFromQueue(trx, limit)
  const misfits = taken.rows > 0 ? await addToFigures(trx, taken) : 0
  await keepAsOf(trx, taken, taken.rows >= limit)
  return { rows: taken.rows, oldest: taken.oldest, misfits }
}

// Everything committed before this transaction began is in the figures, unless rows were left for the next fold.
// Written every 5 seconds when there is nothing to do: an idle system should not write each second.
async function keepAsOf(trx: Transaction<Database>, taken: Taken, cut: boolean): Promise<void> {
  const asOf = cut ? taken.newest : null
  await sql`update fold_state set as_of = greatest(as_of, coalesce(${asOf}, now()))
    where ${taken.rows > 0} or as_of < now() - interval '5 seconds'`.execute(trx)
}

async function addToFigures(trx: Transaction<Database>, taken: Taken): Promise<number> {
  const nation = await nationOf(trx)
  const subjects = await loadSubjects(trx, subjectsIn(taken), [...taken.moved.keys()])
  const after = await loadStandings(trx, nation, teamsIn(taken, subjects))
  const before: Standings = new Map(
    [...taken.moved].map(([team, rows]) => [team, rows.map((row) => standingOf(nation, row))]),
  )
  const figures = new Figures(nation)
  await moveFigures(trx, figures, before, after)
  moveReasons(figures.scopes, subjects, before, after)
  // What does not fit is left out and told, never retried: it would keep everybody's figures from moving.
  const fitting = taken.deltas.filter((delta) => after.has(delta.teamId))
  addAmounts(figures, after, fitting)
  const missing = addReasons(figures, after, subjects, fitting)
  const touched = await saveFigures(trx, figures)
  await saveSubjects(trx, subjects)
  await foldDeclared(trx, new Set([...touched, ...taken.declared]))
  return missing + taken.deltas.length - fitting.length
}

async function nationOf(trx: Transaction<Database>): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`select id from place where parent_id is null`.execute(trx)
  const [nation] = rows
  if (!nation) throw new Error('the tree of places has no root yet')
  return nation.id
}

const subjectsIn = (taken: Taken) => {
  const found = new Map<string, { id: Id; measure: string }>()
  for (const { subjects = {} } of taken.deltas)
    for (const [measure, reasons] of Object.entries(subjects))
      for (const id of Object.keys(reasons)) found.set(subjectKey(id, measure), { id, measure })
  return [...found.values()]
}

const teamsIn = (taken: Taken, subjects: Subjects): Set<Id> =>
  new Set([
    ...taken.deltas.map((delta) => delta.teamId),
    ...taken.moved.keys(),
    ...[...subjects.values()].flatMap((subject) => subject.reasons.map((reason) => reason.team)),
  ])

function addAmounts(figures: Figures, standings: Standings, deltas: readonly MeasureDelta[]): void {
  for (const { teamId, day, amounts = {}, stocks = {} } of deltas) {
    for (const [code, amount] of Object.entries(amounts)) figures.addFlow(standings, teamId, code, day, amount)
    for (const [measure, amount] of Object.entries(stocks))
      figures.addStock(standings, teamId, stockCode(measure), day, amount)
  }
}

function addReasons(
  figures: Figures,
  standings: Standings,
  subjects: Subjects,
  deltas: readonly MeasureDelta[],
): number {
  let missing = 0
  for (const { teamId: team, day, subjects: counted = {} } of deltas)
    for (const [measure, byId] of Object.entries(counted))
      for (const [id, count] of Object.entries(byId)) {
        const subject = subjects.get(subjectKey(id, measure))
        if (!subject) continue
        subject.changed.add(team)
        for (let n = 0; n < count; n++) addReason(figures.scopes, standings, measure, subject.reasons, { team, day })
        for (let n = 0; n > count; n--)
          if (!takeReason(figures.scopes, standings, measure, subject.reasons, { team, day })) missing++
      }
  return missing
}
