import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { AuditDetails } from '#platform/server/audit.ts'
import type { Database } from '#platform/server/schema.ts'
import { addDays, startOfDayMs } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { QueryOf } from '#platform/shared/route.ts'
import { summariesOf } from '#slices/places/server/public.ts'
import { type AuditLine, auditPageSize, type auditRoute } from '../shared/audit.ts'

type Trx = Transaction<Database>

/** Names of teams by their ids; what the scope does not show is missing. Given by the composition root. */
export type NamesOfTeams = (trx: Trx, ids: readonly Id[]) => Promise<ReadonlyMap<Id, string>>

/** A page of the audit of a place. The scope must be that of somebody with `audit.read` there. */
export const auditOfPlace = async (
  trx: Trx,
  placeId: Id,
  query: QueryOf<typeof auditRoute>,
  namesOfTeams: NamesOfTeams,
): Promise<{ lines: AuditLine[]; next: number | null }> => {
  const { rows } = await sql<Row>`
    select id, at, account_id, action, subject_kind, subject_id, place_id, team_id, host(from_address) as "from", details
    from audit
    where ${sql.join([await areaOf(trx, placeId), ...filtersOf(query)], sql` and `)}
    order by id desc limit ${auditPageSize + 1}`.execute(trx)
  const page = rows.slice(0, auditPageSize)
  const next = rows.length > auditPageSize ? (page.at(-1)?.id ?? null) : null
  return { lines: await presentLines(trx, page, namesOfTeams), next }
}

interface Row {
  id: number
  at: Date
  account_id: Id | null
  action: string
  subject_kind: string | null
  subject_id: Id | null
  place_id: Id | null
  team_id: Id | null
  from: string | null
  details: AuditDetails
}

/** Each level by its own index; a hamlet's lines are few and those of its commune are gone through. */
const areaOf = async (trx: Trx, placeId: Id): Promise<RawBuilder<unknown>> => {
  const place = await trx
    .selectFrom('place')
    .select(['level', 'commune_id'])
    .where('id', '=', placeId)
    .executeTakeFirst()
  if (place?.level === 'nation') return sql`true`
  if (place?.level === 'province') return sql`province_id = ${placeId}`
  if (place?.level === 'commune') return sql`commune_id = ${placeId}`
  const ofHamlet = sql`(place_id = ${placeId} or team_id in (select t.id from team t where t.place_id = ${placeId}))`
  return sql`commune_id = ${place?.commune_id ?? null} and ${ofHamlet}`
}

const filtersOf = ({ before, account, team, day, kind }: QueryOf<typeof auditRoute>): RawBuilder<unknown>[] => [
  ...(before === undefined ? [] : [sql`id < ${before}`]),
  ...(account ? [sql`account_id = ${account}`] : []),
  ...(team ? [sql`team_id = ${team}`] : []),
  ...(day ? [sql`at >= ${new Date(startOfDayMs(day))} and at < ${new Date(startOfDayMs(addDays(day, 1)))}`] : []),
  ...(kind ? [kind === 'looks' ? sql`action like '%.read'` : sql`action not like '%.read'`] : []),
]

const presentLines = async (trx: Trx, rows: readonly Row[], namesOfTeams: NamesOfTeams): Promise<AuditLine[]> => {
  const officials = await officialsOf(trx, idsIn(rows, 'account_id'))
  const officePlaces = [...officials.values()].map(({ placeId }) => placeId)
  const places = await summariesOf(trx, [...idsIn(rows, 'place_id'), ...officePlaces])
  const teams = await namesOfTeams(trx, idsIn(rows, 'team_id'))
  const titleOf = (id: Id) => places.get(id)?.title ?? ''
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    who: row.account_id
      ? { accountId: row.account_id, office: officeOf(officials.get(row.account_id), titleOf) }
      : null,
    from: row.from,
    place: row.place_id ? { id: row.place_id, title: titleOf(row.place_id) } : null,
    team: row.team_id ? { id: row.team_id, name: teams.get(row.team_id) ?? '' } : null,
    subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
    details: { ...row.details },
  }))
}

interface Official {
  name: string
  placeId: Id
}

const officeOf = (official: Official | undefined, titleOf: (id: Id) => string) =>
  official ? { name: official.name, place: titleOf(official.placeId) } : null

const officialsOf = async (trx: Trx, ids: readonly Id[]): Promise<Map<Id, Official>> => {
  const { rows } = await sql<Official & { id: Id }>`
    select id, name, place_id as "placeId" from office_accounts(${[...ids]}::uuid[])`.execute(trx)
  return new Map(rows.map((row) => [row.id, row]))
}

const idsIn = (rows: readonly Row[], column: 'account_id' | 'place_id' | 'team_id'): Id[] => [
  ...new Set(rows.flatMap((row) => row[column] ?? [])),
]
