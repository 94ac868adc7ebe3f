import { sql } from 'kysely'
import type { KindStore, Moved } from '#platform/server/sync/kinds.ts'
import { type DismissedDuplicate, duplicateKind } from '../shared/duplicates.ts'
import { type Register, registerKind } from '../shared/register.ts'
import './tables.ts'

/** Switch and rule as phones hold them; no command writes them: offices decide versions, refresh_registers() points here. */
export const registerStore: KindStore<Register> = {
  kind: registerKind,
  from: sql`register t
    left join commune_register s on s.commune_id = t.commune_id and s.version = t.switch_version
    left join register_rule r on r.province_id = t.province_id and r.version = t.rule_version`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'on', coalesce(s.is_on, false),
    'purpose', coalesce(s.purpose, ''), 'legalBasis', coalesce(s.legal_basis, ''),
    'retentionMonths', coalesce(s.retention_months, 0), 'decidedBy', coalesce(s.decided_by, ''),
    'since', s.valid_from, 'rule', case when r.version is not null
      then json_build_object('version', r.version, 'criteria', r.criteria, 'skills', r.skills) end)`,
}

const columns = `id text, "teamId" uuid, rev bigint, kind text, a uuid, b uuid, dismissed boolean, "by" uuid, "on" date`

/** "These two are not the same": all phones of the team stop asking. */
export const duplicateStore: KindStore<DismissedDuplicate> = {
  kind: duplicateKind,
  from: sql`duplicate_dismissed t`,
  idType: 'text',
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'kind', t.kind, 'a', t.a, 'b', t.b,
    'dismissed', t.dismissed, 'by', t.dismissed_by, 'on', t.dismissed_on)`,
  write: {
    insert: `insert into duplicate_dismissed (id, team_id, rev, kind, a, b, dismissed, dismissed_by, dismissed_on)
        select id, "teamId", rev, kind, a, b, dismissed, "by", "on" from json_to_recordset($rows) as fresh (${columns})`,
    update: `update duplicate_dismissed set team_id = fresh."teamId", rev = fresh.rev, dismissed = fresh.dismissed,
          dismissed_by = fresh."by", dismissed_on = fresh."on"
        from json_to_recordset($rows) as fresh (${columns})
        where duplicate_dismissed.id = fresh.id`,
  },
  follow: async (trx, moved, revs) => {
    const rows = moved.map((one) => ({ ...one, rev: revs.get(one.to) }))
    const found = await sql<Moved>`update duplicate_dismissed d set team_id = gone."to", rev = gone.rev
      from json_to_recordset(${JSON.stringify(rows)}::json) as gone (kind text, id uuid, "from" uuid, "to" uuid, rev bigint)
      where d.a = gone.id and d.kind = gone.kind and d.team_id = gone."from"
      returning ${duplicateKind}::text as kind, d.id, gone."from", gone."to"`.execute(trx)
    return found.rows
  },
}
