import * as z from 'zod/mini'

/**
 * The sync protocol on the wire; `docs/sync.md` tells it in words. Field phones of an older version are customers:
 * fields are added, never removed or given another meaning, and `wire.test.ts` pins a hash of all this, so that nobody
 * changes it by accident. History:
 *   1  first version
 *   2  the same shapes; commands of the register, of visits in full and of verification came, which a server of version 1
 *      does not know. Phones of version 1 are served as before
 */
export const wireVersion = 2
/** The oldest version this server still serves. Raised only with notice: phones in the hills update late. */
export const oldestWireVersion = 1

export const limits = {
  pushCommands: 500,
  pushBytes: 1_000_000,
  pullRows: 500,
  chunkRows: 500,
  removalDays: 180,
  waitingDays: 30,
  keptAcceptedDays: 35,
  visitMonths: 12,
  /** What a team's phones hold at most (F4): no office gives it more. */
  teamRecords: 10_000,
} as const

const id = z.string().check(z.maxLength(100))

/** One command as a phone sends it. `madeAt` is the device's own clock; `sinceMs` the monotonic age of the command at sending, when the app still knows it. */
export const wireCommand = z.object({
  id: z.uuid(),
  name: z.string().check(z.maxLength(60)),
  version: z.int(),
  madeAt: z.string().check(z.maxLength(40)),
  sinceMs: z.optional(z.nullable(z.number())),
  args: z.unknown(),
})
export type WireCommand = z.infer<typeof wireCommand>

/** Commands are checked one by one, so that one malformed command spoils nothing else. */
export const pushRequest = z.object({
  wire: z.int(),
  team: z.uuid(),
  /** The device's clock at sending, to correct `madeAt` (clocks lie). */
  sentAt: z.string().check(z.maxLength(40)),
  /** The epoch of the phone's cursor. When it is over, nothing is decided: the phone first puts back what it kept. */
  epoch: z.optional(z.nullable(id)),
  /** At most `limits.pushCommands`. */
  commands: z.array(z.unknown()),
})
export type PushRequest = z.infer<typeof pushRequest>

const wireProblem = z.object({
  code: z.string(),
  status: z.int(),
  vi: z.string(),
  en: z.string(),
  details: z.optional(z.record(z.string(), z.unknown())),
  fields: z.optional(z.array(z.object({ path: z.string(), vi: z.string(), en: z.string() }))),
})

/** The answer to one command. `rev`: the revision of the command's team after which its effect is in the pull. */
export const wireVerdict = z.object({
  id: z.nullable(id),
  verdict: z.enum(['accepted', 'merged', 'conflict', 'refused', 'waiting']),
  rev: z.number(),
  problem: z.optional(wireProblem),
})
export type WireVerdict = z.infer<typeof wireVerdict>

/** Verdicts stand in the order of the commands sent. */
export const pushAnswer = z.object({
  epoch: id,
  verdicts: z.array(wireVerdict),
})
export type PushAnswer = z.infer<typeof pushAnswer>

/**
 * A page of a pull. The first request of a pull names (epoch, rev); the answer fixes `head`; further pages repeat
 * `head` and continue after `next`. When `next` is null the cursor is (epoch, head).
 */
export const pullQuery = z.object({
  wire: z.coerce.number(),
  team: z.uuid(),
  epoch: z.optional(id),
  rev: z.optional(z.coerce.number()),
  head: z.optional(z.coerce.number()),
  after: z.optional(z.string().check(z.maxLength(200))),
})
export type PullQuery = z.infer<typeof pullQuery>

/** `row` absent: the row left this team's scope (a removal). */
export const wireChange = z.object({
  kind: z.string(),
  id,
  rev: z.number(),
  row: z.optional(z.unknown()),
})
export type WireChange = z.infer<typeof wireChange>

/** `reset`: the cursor is too old or of another epoch; take the snapshot, keep drafts and unsent work (F24). */
export const pullAnswer = z.object({
  epoch: id,
  head: z.number(),
  next: z.nullable(z.string()),
  reset: z.boolean(),
  changes: z.array(wireChange),
  /** Late verdicts of this account's commands that had been waiting. */
  verdicts: z.array(wireVerdict),
  /** The counter of the reference data (platforms, topics) of the team's place; when it moved, fetch them again. */
  reference: z.number(),
})
export type PullAnswer = z.infer<typeof pullAnswer>

/** A team's first sync: immutable gzip chunks of NDJSON `wireChange` lines, named by the hash of their content. */
export const snapshotManifest = z.object({
  wire: z.int(),
  team: id,
  epoch: id,
  rev: z.number(),
  rows: z.number(),
  chunks: z.array(z.object({ hash: z.string(), rows: z.number(), bytes: z.number() })),
})
export type SnapshotManifest = z.infer<typeof snapshotManifest>
