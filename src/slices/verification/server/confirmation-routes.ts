import { type Implementation, implement, implementPublic } from '#platform/server/endpoint.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { sensitiveIn } from '#platform/shared/free-text.ts'
import type { BodyOf } from '#platform/shared/route.ts'
import { confirmationCardRoute, confirmPageRoute, confirmRoute } from '../shared/confirmation.ts'
import { readMark, readSixDigits } from '../shared/mark.ts'
import { renderCard, takeNumbers } from './cards.ts'
import { type Confirmed, confirm } from './confirm.ts'
import { formPage, type Language, outcomePage, type TypedConfirmation, type WrongField } from './confirm-page.ts'

interface Parts {
  /** Of the installation: codes of slips are derived from it. */
  secret: string
  publicUrl: string
}

/** Citizens confirm, teams get slips. */
export const confirmationRoutes = ({ secret, publicUrl }: Parts): Implementation[] => [
  implementPublic(confirmPageRoute, ({ query, reply }) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store')
    return formPage(languageOf(query.lang), { mark: query.m ?? '', code: query.c ?? '', rating: '', words: '' })
  }),
  implementPublic(confirmRoute, async ({ trx, body, request, reply }) => {
    reply.type('text/html; charset=utf-8')
    const language = languageOf(body.lang)
    const read = readTyped(body)
    if ('wrong' in read) {
      reply.status(422)
      return formPage(language, typedIn(body), read.wrong)
    }
    const outcome = await confirm(trx, secret, { ...read, address: request.ip, today: dayInVietnam(Date.now()) })
    reply.status(statusOf[outcome])
    return outcomePage(language, outcome)
  }),
  implement(confirmationCardRoute, async ({ trx, params, body, actor, audit, reply }) => {
    const { teamId } = params
    const card = await takeNumbers(trx, { teamId, slips: body.slips, by: actor.accountId })
    const details = { first: card.first, slips: card.slips }
    await audit({ action: 'confirmation.print', subject: { kind: 'confirmation_card', id: card.id }, teamId, details })
    reply.type('application/pdf').header('content-disposition', 'attachment; filename="phieu-xac-nhan.pdf"')
    return renderCard(publicUrl, secret, teamId, card)
  }),
]

const languageOf = (wanted: string | undefined): Language => (wanted === 'en' ? 'en' : 'vi')
const statusOf: Record<Confirmed, number> = { confirmed: 200, known: 200, kept: 202, 'too-many': 429 }

type Body = BodyOf<typeof confirmRoute>

const typedIn = ({ mark = '', code = '', rating = '', words = '' }: Body): TypedConfirmation => ({
  mark,
  code,
  rating,
  words,
})

interface Read {
  mark: string
  code: string
  rating: number | null
  words: string | null
}

const readTyped = (body: Body): Read | { wrong: WrongField[] } => {
  const mark = readMark(body.mark ?? '')
  const code = readSixDigits(body.code ?? '')
  const words = (body.words ?? '').normalize('NFC').trim()
  const wrong: WrongField[] = [
    ...(mark ? [] : ['mark' as const]),
    ...(code ? [] : ['code' as const]),
    ...(words.split(/\s+/).length > 3 ? ['words' as const] : []),
    ...(sensitiveIn(words) || /\d{6}/.test(words.replace(/[\s.-]/g, '')) ? ['sensitive' as const] : []),
  ]
  if (!mark || !code || wrong.length > 0) return { wrong }
  const rating = /^[1-5]$/.test(body.rating ?? '') ? Number(body.rating) : null
  return { mark, code, rating, words: words || null }
}
