import { sql, type Transaction } from 'kysely'
import { toString as qrToString } from 'qrcode'
import { v7 as newId } from 'uuid'
import { renderPdf } from '#platform/server/documents/typst.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { confirmPath } from '../shared/confirmation.ts'
import { teamMark } from '../shared/mark.ts'
import { cardTemplate } from './card-template.ts'
import { hotp, slipSecret } from './hotp.ts'

export interface CardWish {
  teamId: Id
  slips: number
  by: Id
}

export interface MadeCard {
  id: Id
  team: string
  first: number
  slips: number
}

/** Takes the next numbers of a team for a card. Throws `not-found`. */
export async function takeNumbers(trx: Transaction<Database>, { teamId, slips, by }: CardWish): Promise<MadeCard> {
  const team = await trx.selectFrom('team').select('name').where('id', '=', teamId).executeTakeFirst()
  if (!team) throw new Problem(notFound)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`confirmation_card/${teamId}`}, 0))`.execute(trx)
  const id = newId()
  const { rows } = await sql<{ first_slip: number }>`
    insert into confirmation_card (id, team_id, mark, first_slip, slips, made_by)
    select ${id}, ${teamId}, ${teamMark(teamId)}, coalesce(max(first_slip + slips), 1), ${slips}, ${by}
    from confirmation_card where team_id = ${teamId}
    returning first_slip`.execute(trx)
  return { id, team: team.name, first: rows[0]?.first_slip ?? 1, slips }
}

/** The slips as PDF, to be cut. */
export async function renderCard(publicUrl: string, secret: string, teamId: Id, card: MadeCard): Promise<Buffer> {
  const key = slipSecret(secret, teamId)
  const mark = teamMark(teamId)
  const numbers = Array.from({ length: card.slips }, (_, n) => card.first + n)
  const slips = numbers.map(async (number) => {
    const code = hotp(key, number)
    return { number: String(number).padStart(3, '0'), code, qr: await qrSvg(confirmLink(publicUrl, mark, code)) }
  })
  const address = `${publicUrl.replace(/^https?:\/\//, '')}${confirmPath}`
  return renderPdf(cardTemplate, { team: card.team, mark, address, slips: await Promise.all(slips) })
}

const confirmLink = (publicUrl: string, mark: string, code: string): string =>
  `${publicUrl}${confirmPath}?m=${mark}&c=${code}`

const qrSvg = (text: string): Promise<string> => qrToString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 })
