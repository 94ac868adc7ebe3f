import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { Dashboard } from '../shared/figure.ts'
import { hamletScopes, placeScopes, type Scopes, teamScopes } from './kept-amounts.ts'

type Trx = Transaction<Database>

/** A place whose figures are asked for, how far the figures are, and what was declared for it. */
export interface ScopeOfPlace {
  level: string
  asOf: string
  scopes: Scopes
  declarations: Dashboard['declarations']
}

/** One query. Throws `not-found`. */
export async function scopeOfPlace(trx: Trx, placeId: Id): Promise<ScopeOfPlace> {
  const { rows } = await sql<{ level: string; as_of: Date; declarations: Dashboard['declarations'] | null }>`
    select level, as_of, (
      select json_agg(json_build_object('measure', measure, 'day', day, 'amount', amount, 'source', source,
        'formerUnit', former_unit.kind || ' ' || former_unit.name) order by day desc, measure)
      from declared_figure left join former_unit on former_unit.id = former_unit_id
      where place_id = insight_place.id
    ) as declarations
    from insight_place cross join fold_state where id = ${placeId}`.execute(trx)
  const [place] = rows
  if (!place) throw new Problem(notFound)
  const scopes = place.level === 'hamlet' ? hamletScopes([placeId]) : placeScopes([placeId])
  return { level: place.level, asOf: place.as_of.toISOString(), scopes, declarations: place.declarations ?? [] }
}

/** The same for a team; one query. */
export async function scopeOfTeam(trx: Trx, teamId: Id): Promise<{ asOf: string; scopes: Scopes }> {
  const { rows } = await sql<{ as_of: Date; places: Id[] }>`
    select as_of, array(select place_id from team_standing where team_id = ${teamId}) as places from fold_state`.execute(
    trx,
  )
  const [state] = rows
  if (!state) throw new Error('the database lacks the row of fold_state')
  return { asOf: state.as_of.toISOString(), scopes: teamScopes([teamId], state.places) }
}
