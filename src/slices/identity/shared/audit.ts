import * as z from 'zod/mini'
import { type OutputOf, onPlace, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'

export const auditPageSize = 50

/** Looks at personal data, or everything else: changes, sign-ins, invitations. */
export const auditKinds = ['looks', 'changes'] as const
export type AuditKind = (typeof auditKinds)[number]

const line = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  /** noun.verb, 'member.read'. */
  action: z.string(),
  /** Null: the installation itself, the command line. */
  who: z.nullable(
    z.object({
      accountId: idText,
      /** Null for members of teams: the audit names officials only. */
      office: z.nullable(z.object({ name: z.string(), place: z.string() })),
    }),
  ),
  /** The address the request came from. */
  from: z.nullable(z.string()),
  place: z.nullable(z.object({ id: idText, title: z.string() })),
  team: z.nullable(z.object({ id: idText, name: z.string() })),
  subject: z.nullable(z.object({ kind: z.string(), id: idText })),
  /** Ids, codes and counts; `shown`: how many persons or things of persons a look showed. */
  details: z.record(z.string(), z.unknown()),
})

/** What happened on a place and below it, newest first. Lines stand where their team or place stood on that day. */
export const auditRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/audit',
  summary: 'The audit of a place: who looked at or changed what, newest first, after a cursor.',
  access: onPlace('audit.read', 'params.placeId'),
  params: z.object({ placeId: idText }),
  query: z.object({
    /** The cursor: lines older than this one. */
    before: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))),
    /** Of one account. */
    account: z.optional(idText),
    team: z.optional(idText),
    /** In Vietnam. */
    day: z.optional(dayText),
    kind: z.optional(z.enum(auditKinds)),
  }),
  reads: { what: 'audit', shown: 'lines' },
  output: z.object({
    lines: z.array(line),
    /** The cursor of the next page; null at the end. */
    next: z.nullable(z.int()),
  }),
})

export type AuditLine = OutputOf<typeof auditRoute>['lines'][number]
