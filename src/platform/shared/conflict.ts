import * as z from 'zod/mini'
import { type CommandMeta, command, type Outcome, type SyncRow, type World } from './command.ts'
import {
  type ConflictRow,
  conflictKind,
  type FieldChange,
  fieldOf,
  keepConflicts,
  sameValue,
  withField,
} from './edit.ts'
import { type FieldProblem, type ProblemDefinition, problemBody } from './problem.ts'
import { commandInvalid, conflictSettled, rowGone } from './sync-problems.ts'
import { idText } from './text.ts'

/** One changed field on the wire; what `old` and `new` may be is checked by the slice that owns the row. */
export const fieldChange = z.object({ old: z.unknown(), new: z.unknown() })

/** At most 40 changed fields. */
export const fieldChanges = z
  .record(z.string().check(z.maxLength(60), z.regex(/^[A-Za-z]+(\.[a-z0-9-]+)?$/)), fieldChange)
  .check(z.refine((changes) => Object.keys(changes).length <= 40, { params: tooManyFields() }))

/** What must hold for a whole row of a kind, after a choice has put two versions together. */
export type RowRules = Record<string, (row: SyncRow) => FieldProblem[]>

const resolveArgs = z.object({
  /** `<command>/<field>`, as the conflict's row says. */
  id: z.string().check(z.maxLength(100), z.regex(/^[0-9a-f-]{36}\/[A-Za-z0-9.-]+$/)),
  choice: z.enum(['current', 'proposed']),
  /** The value that stood there when the person chose: if it is another by now, the choice is asked again. */
  current: z.unknown(),
})
export type ResolveArgs = z.infer<typeof resolveArgs>

/** conflict.resolve: a person of the owning team chooses one of two versions; both stay readable. */
export const conflictResolve = (rules: RowRules) =>
  command<ResolveArgs>({
    name: 'conflict.resolve',
    version: 1,
    permission: 'conflict.resolve',
    args: resolveArgs,
    bases: ({ id }) => [{ kind: conflictKind, id }],
    furtherBases: (world, { id }) => {
      const conflict = world.get<ConflictRow>(conflictKind, id)
      return conflict ? [{ kind: conflict.subjectKind, id: conflict.subjectId }] : []
    },
    decide: (world, args, meta) => resolve(world, args, meta, rules),
  })

const resolve = (world: World, args: ResolveArgs, meta: CommandMeta, rules: RowRules): Outcome => {
  const conflict = world.get<ConflictRow>(conflictKind, args.id)
  if (!conflict) return { verdict: 'waiting', waitsFor: args.id }
  if (world.left(conflictKind, args.id)) return { verdict: 'refused', problem: problemBody(rowGone) }
  if (conflict.choice === args.choice) return { verdict: 'merged' }
  if (conflict.choice) return { verdict: 'refused', problem: problemBody(conflictSettled) }
  const settled = { ...conflict, choice: args.choice, chosenBy: meta.memberId }
  return args.choice === 'current' ? keepCurrent(world, settled) : takeProposed(world, settled, args, rules)
}

const keepCurrent = (world: World, settled: ConflictRow): Outcome => {
  world.put(conflictKind, settled)
  return { verdict: 'accepted' }
}

const takeProposed = (world: World, settled: ConflictRow, args: ResolveArgs, rules: RowRules): Outcome => {
  const subject = world.get<SyncRow>(settled.subjectKind, settled.subjectId)
  if (!subject) return { verdict: 'waiting', waitsFor: settled.subjectId }
  const current = fieldOf(subject, settled.field)
  if (!sameValue(current, args.current ?? null)) return askAgain(world, settled, current)
  const row = withField(subject, settled.field, settled.proposed)
  const wrong = rules[settled.subjectKind]?.(row) ?? []
  if (wrong.length) return { verdict: 'refused', problem: problemBody(commandInvalid, undefined, wrong) }
  world.put(settled.subjectKind, row)
  world.put(conflictKind, settled)
  return { verdict: 'accepted' }
}

// The field changed while the person was choosing: what they compared is no longer what stands there.
const askAgain = (world: World, settled: ConflictRow, current: unknown): Outcome => {
  world.put<ConflictRow>(conflictKind, { ...settled, current, choice: null, chosenBy: null })
  return { verdict: 'conflict' }
}

const handOverArgs = z.object({
  /** The refused edit: what the tray shows. */
  commandId: idText,
  kind: z.string().check(z.maxLength(40), z.regex(/^[a-z]+$/)),
  id: idText,
  changes: fieldChanges,
})
export type HandOverArgs = z.infer<typeof handOverArgs>

/** What keeps a row from being edited at all; null: nothing. */
export type Closed = Record<string, (row: SyncRow) => ProblemDefinition | null>

/**
 * edit.hand-over: an edit that was refused because its subject went to another team becomes a proposal there: one
 * conflict per field that differs. It carries the edit itself, so that it holds also after a restore.
 *
 * @param checks per kind: what is wrong with the changes, as the kind's own edit command would say
 * @param closed per kind: rows for which nothing may be proposed; what was proposed is then not kept either
 */
export const editHandOver = (
  checks: Record<string, (changes: Record<string, FieldChange>) => FieldProblem[]>,
  closed: Closed = {},
) =>
  command<HandOverArgs>({
    name: 'edit.hand-over',
    version: 1,
    permission: 'household.edit',
    args: handOverArgs,
    bases: ({ kind, id }) => [{ kind, id }],
    decide: (world, args, meta) => handOver(world, args, meta, checks[args.kind], closed[args.kind]),
  })

const handOver = (
  world: World,
  args: HandOverArgs,
  meta: CommandMeta,
  check: ((changes: Record<string, FieldChange>) => FieldProblem[]) | undefined,
  closed: Closed[string] | undefined,
): Outcome => {
  const wrong = check?.(args.changes) ?? [unknownKind]
  // What no field takes may be what nobody may keep.
  if (wrong.length) return { verdict: 'refused', problem: problemBody(commandInvalid, undefined, wrong), forget: true }
  const row = world.get<SyncRow>(args.kind, args.id)
  if (!row) return { verdict: 'waiting', waitsFor: args.id }
  const shut = closed?.(row)
  if (shut) return { verdict: 'refused', problem: problemBody(shut), forget: true }
  const differing = Object.keys(args.changes).filter(
    (field) => !sameValue(fieldOf(row, field), args.changes[field]?.new ?? null),
  )
  keepConflicts(world, { kind: args.kind, row }, differing, args.changes, { ...meta, commandId: meta.id })
  return { verdict: differing.length ? 'conflict' : 'merged' }
}

const unknownKind: FieldProblem = {
  path: 'kind',
  vi: 'Loại mục này không chuyển được.',
  en: 'This kind of record cannot be handed over.',
}

function tooManyFields() {
  return { vi: 'Sửa quá nhiều mục trong một lần.', en: 'Too many fields changed at once.' }
}
