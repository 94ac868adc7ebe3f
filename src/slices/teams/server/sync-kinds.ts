import { sql } from 'kysely'
import type { KindStore } from '#platform/server/sync/kinds.ts'
import { type Member, memberKind, type Team, teamKind } from '../shared/team.ts'
import './tables.ts'

/** The team itself, as its phones hold it (`Team`). Changed by offices only: no command writes it. */
export const teamStore: KindStore<Team> = {
  kind: teamKind,
  from: sql`team t join place p on p.id = t.place_id join place c on c.id = t.commune_id`,
  team: sql`t.id`,
  json: sql`json_build_object('id', t.id, 'teamId', t.id, 'rev', t.rev, 'kind', t.kind, 'name', t.name,
    'status', t.status, 'placeId', t.place_id, 'communeId', t.commune_id, 'provinceId', t.province_id,
    'place', json_build_object('kind', p.kind, 'name', p.name),
    'commune', json_build_object('kind', c.kind, 'name', c.name))`,
}

/**
 * Memberships with the person's name, as the team's phones hold them (`Member`); the row's id is the membership's. Who
 * has left keeps a row, so that phones learn it, without name and phone: the person is no longer the team's to see
 * (row-level security hides them from requests, and snapshots, which see everything, must not differ).
 */
export const memberStore: KindStore<Member> = {
  kind: memberKind,
  from: sql`membership t left join member m on m.id = t.member_id and t.left_on is null`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'memberId', t.member_id, 'name', m.name,
    'phone', m.phone, 'role', t.role, 'organisation', t.organisation, 'position', t.position,
    'joinedOn', t.joined_on, 'leftOn', t.left_on)`,
}
