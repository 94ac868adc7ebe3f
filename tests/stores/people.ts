import type { Id } from '#platform/shared/ids.ts'

/** Whose phone a store was: ids as they stand in it. The same people are put into a new database, to send its work to. */
export interface People {
  team: Id
  member: Id
  membership: Id
  account: Id
}

/** Asks the database as its owner. */
export type Sql = <Row>(text: string, values: unknown[]) => Promise<Row[]>

interface Model {
  team_id: Id
  commune_id: Id
  member_id: Id
  membership_id: Id
  account_id: Id
}

/**
 * Puts a team, its member and the member's account with these ids into a database, as copies of those of the member who
 * signs in as `like`: whatever columns later migrations bring, the rows are whole. They sign in with `phone` (+84...) and
 * the password of `like`. Their commune keeps a register: one without teams, so that nobody else's switch is touched.
 */
export async function putPeople(sql: Sql, people: People, phone: string, like: string): Promise<void> {
  const [model] = await sql<Model>(
    `select s.team_id, s.member_id, s.id as membership_id, a.id as account_id, coalesce(empty.id, t.commune_id) as commune_id
     from account a join member m on m.account_id = a.id join membership s on s.member_id = m.id and s.left_on is null
     join team t on t.id = s.team_id
     left join lateral (
       select p.id from place p where p.level = 'commune' and p.province_id = t.province_id and p.valid_to is null
         and not exists (select from team other where other.commune_id = p.id and other.name <> 'Tổ cũ')
       order by p.id limit 1
     ) empty on true
     where a.sign_in_name = $1`,
    [like],
  )
  if (!model) throw new Error(`there is no member ${like}`)
  const copy = (table: string, key: string, id: Id, changes: string, values: unknown[] = []) =>
    sql(
      `insert into ${table} select (jsonb_populate_record(t, ${changes})).* from ${table} t where ${key} = $1 on conflict do nothing`,
      [id, ...values],
    )
  await copy(
    'team',
    'id',
    model.team_id,
    `jsonb_build_object('id', $2::uuid, 'place_id', $3::uuid, 'commune_id', $3::uuid,
       'path', (select p.path || $2::uuid from place p where p.id = $3), 'name', 'Tổ cũ', 'name_key', 'to cu ' || $2::text,
       'status', 'active', 'member_count', 0, 'leader_count', 0, 'rev', 0)`,
    [people.team, model.commune_id],
  )
  await copy(
    'team_place',
    'team_id',
    model.team_id,
    `jsonb_build_object('team_id', $2::uuid, 'place_id', $3::uuid, 'commune_id', $3::uuid)`,
    [people.team, model.commune_id],
  )
  await copy('team_revision', 'team_id', model.team_id, `jsonb_build_object('team_id', $2::uuid, 'rev', 0)`, [
    people.team,
  ])
  await copy('account', 'id', model.account_id, `jsonb_build_object('id', $2::uuid, 'sign_in_name', $3::text)`, [
    people.account,
    phone,
  ])
  await copy(
    'auth_user',
    'id',
    model.account_id,
    `jsonb_build_object('id', $2::uuid, 'username', $3::text, 'email', $2::text || '@invalid')`,
    [people.account, phone],
  )
  await copy(
    'auth_account',
    'user_id',
    model.account_id,
    `jsonb_build_object('id', gen_random_uuid(), 'user_id', $2::uuid, 'account_id', $2::text)`,
    [people.account],
  )
  await copy(
    'member',
    'id',
    model.member_id,
    `jsonb_build_object('id', $2::uuid, 'account_id', $3::uuid, 'phone', $4::text, 'team_ids', '{}'::uuid[])`,
    [people.member, people.account, phone],
  )
  // Before any work in any file.
  await copy(
    'membership',
    'id',
    model.membership_id,
    `jsonb_build_object('id', $2::uuid, 'team_id', $3::uuid, 'member_id', $4::uuid, 'role', 'leader', 'joined_on', '2025-07-01', 'rev', 0)`,
    [people.membership, people.team, people.member],
  )
  await sql(
    `insert into commune_register (commune_id, version, is_on, purpose, legal_basis, retention_months, decided_by, valid_from)
     values ($1, 1, true, 'Hướng dẫn kỹ năng số', 'Luật 91/2025/QH15', 12, 'QĐ thử', '2025-07-01') on conflict do nothing`,
    [model.commune_id],
  )
  await sql('select refresh_registers(array[$1::uuid])', [people.team])
}
