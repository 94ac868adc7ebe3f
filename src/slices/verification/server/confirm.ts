import { createHmac } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { hotp, slipSecret } from './hotp.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** confirmed now · known: was before · kept: no visit has this code yet, or it is wrong · too-many wrong ones lately. */
export type Confirmed = 'confirmed' | 'known' | 'kept' | 'too-many'

export interface Confirmation {
  mark: string
  code: string
  rating: number | null
  words: string | null
  /** Where it came from; kept as a keyed hash, for a day. */
  address: string
  today: Day
}

/** A citizen's confirmation, with or without its visit. `secret`: of the installation. */
export async function confirm(trx: Trx, secret: string, said: Confirmation): Promise<Confirmed> {
  const slips = await slipsWith(trx, secret, said)
  const sender = createHmac('sha256', secret).update(`confirmation ${said.address}`).digest('base64url').slice(0, 22)
  const { rows } = await sql<{ outcome: Confirmed }>`
    select confirm_visit(${said.mark}, ${said.code}, ${slips}::int[], ${said.rating}::int, ${said.words}, ${sender},
      ${said.today}::date) as outcome`.execute(trx)
  const [row] = rows
  if (!row) throw new Error('a confirmation has an outcome')
  return row.outcome
}

/** The numbers of the printed slips that carry this code: usually one, or none. */
async function slipsWith(trx: Trx, secret: string, { mark, code }: Confirmation): Promise<number[]> {
  const { rows } = await sql<{ team_id: Id; first_slip: number; slips: number }>`
    select team_id, first_slip, slips from confirmation_cards(${mark})`.execute(trx)
  return rows.flatMap(({ team_id, first_slip, slips }) => {
    const key = slipSecret(secret, team_id)
    return Array.from({ length: slips }, (_, n) => first_slip + n).filter((slip) => hotp(key, slip) === code)
  })
}

/** Forgets what nothing can be found for any more. */
export async function tidyConfirmations(db: Kysely<Database>, today: Day): Promise<void> {
  await sql`delete from confirmation_pending where received_on < ${today}::date - 40`.execute(db)
  await sql`delete from confirmation_attempt where hour < now() - interval '2 days'`.execute(db)
}
