import pg from 'pg'
import type { PushedRows } from './visits.ts'

/**
 * The floor of a push: the same rows of all tables by the fastest raw SQL that still commits each batch by itself. One
 * prepared statement in one round trip; by the owner of the tables, so without row-level security; no session, no
 * check, no decision, no answer.
 */
export async function openFloor(url: string, connections: number) {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString: url }))
  for (const client of clients) await client.connect()
  return {
    write: async (connection: number, { team, visits, commands, delta }: PushedRows) => {
      const values = [team, JSON.stringify(visits), JSON.stringify(commands), delta.day, JSON.stringify(delta.body)]
      await clients[connection]?.query({ name: 'floor', text, values })
    },
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  }
}

const text = `
  with raised as (
    update team_revision set rev = rev + 1 where team_id = $1 returning rev
  ), visited as (
    insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome,
      people, groups, skills, topics, platforms, difficulty, follow_up_on, note)
    select id, team_id, done_by_team_id, raised.rev, household_id, place, day, made_at, made_by, outcome,
      people, groups, skills, topics, platforms, difficulty, follow_up_on, note
    from raised, json_to_recordset($2::json) as fresh (id uuid, team_id uuid, done_by_team_id uuid, household_id uuid,
      place text, day date, made_at timestamptz, made_by uuid, outcome text, people smallint, groups jsonb,
      skills jsonb, topics text[], platforms jsonb, difficulty jsonb, follow_up_on date, note text)
  ), commanded as (
    insert into command (id, team_id, account_id, member_id, name, version, subject_kind, subject_id, args,
      made_at, day, skew_ms, verdict, rev)
    select id, team_id, account_id, member_id, 'visit.record', 1, 'visit', subject_id, args,
      made_at, day, 0, 'accepted', raised.rev
    from raised, json_to_recordset($3::json) as fresh (id uuid, team_id uuid, account_id uuid, member_id uuid,
      subject_id text, args jsonb, made_at timestamptz, day date)
  )
  insert into measure_delta (team_id, day, body) values ($1, $4, $5)`
