import { sql } from 'kysely'
import { fold } from '#platform/shared/folding.ts'
import { switchRegister } from '#platform/testing/sync-world.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Danh', 'Lò', 'Triệu', 'Y']
const middles = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Thị Ánh', 'Minh', 'Kim']
const givens = ['An', 'Bưởi', 'Cường', 'Dũng', 'Giang', 'Hòa', 'Khánh', 'Lợi', 'Mỹ', 'Nguyệt', 'Phúc', 'Quyên', 'Tuyết']

/** The n-th of 1,092 names, so that some people of a hamlet bear the same. */
export const nameOf = (n: number): string =>
  [families, middles, givens].map((list, step) => list[(n * (step * 2 + 1)) % list.length]).join(' ')

interface People {
  team: string
  member: string
  count: number
  doors: number
  /** The team's last revision. */
  rev: number
}

/** Switches the register of the team's commune on and writes people with their consent at all its doors. */
export async function addPeople(db: TestDb, { team, member, count, doors, rev }: People): Promise<void> {
  const names = Array.from({ length: count }, (_, n) => nameOf(n))
  await sql`insert into person (id, team_id, rev, household_id, name, folded, birth_year, sex, phone, relation, criteria,
      skills, consent, created_on)
    select gen_random_uuid(), ${team}, ${rev}::bigint + n, door.id, someone.name, someone.folded, 1935 + n % 80,
      case when n % 2 = 0 then 'female' else 'male' end, case when n % 3 = 0 then '+849' || lpad(n::text, 8, '0') end,
      case when n <= ${doors} then 'head' else 'other' end, '{"smartphone": true}',
      jsonb_build_object('payment', jsonb_build_object(
        'level', 'with-help', 'on', current_date - 30, 'by', ${member}::text, 'visitId', null, 'at', 0)),
      jsonb_build_array(jsonb_build_object('purpose', 'register', 'given', true, 'on', current_date - 300,
        'by', 'self', 'how', 'spoken', 'takenBy', ${member}::text)),
      current_date - 300
    from unnest(${names}::text[], ${names.map(fold)}::text[]) with ordinality as someone (name, folded, n)
    join household as door on door.team_id = ${team} and door.walk_order = 1 + n % ${doors}`.execute(db.owner)
  await sql`update team_revision set rev = ${rev + count} where team_id = ${team}`.execute(db.owner)
  await switchRegister(db, team)
}
