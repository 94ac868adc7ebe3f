import type { Transaction } from 'kysely'
import { type Cell, tableFile } from '#platform/server/documents/table-file.ts'
import type { Database } from '#platform/server/schema.ts'
import { allIndicators } from '#slices/indicators/server/public.ts'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import type { Figure, Ranking } from '../shared/figure.ts'
import { type RankingWish, rankingOf } from './ranking.ts'

type Language = 'vi' | 'en'

/** More places or teams than a place has. */
const allRows = 100_000

const words = {
  vi: {
    rank: 'Hạng',
    place: 'Nơi',
    declared: 'trong đó khai báo',
    sheet: 'Xếp hạng',
    asOf: 'Số liệu cập nhật lúc',
    verified: 'Tỷ lệ đã xác minh (%)',
  },
  en: {
    rank: 'Rank',
    place: 'Place',
    declared: 'of it declared',
    sheet: 'Ranking',
    asOf: 'Figures as of',
    verified: 'Verified share (%)',
  },
}

/**
 * The whole ranking as an Excel file: what the screen shows, all pages. Beside a figure of which some was declared stands
 * how much. No data is an empty cell. Throws like `rankingOf`.
 */
export async function rankingFile(
  trx: Transaction<Database>,
  wish: Omit<RankingWish, 'page' | 'size'>,
  language: Language,
): Promise<Buffer> {
  const ranking = await rankingOf(trx, { ...wish, page: 1, size: allRows })
  const indicators = await allIndicators(trx)
  const codes = ranking.rows[0]?.figures.map(({ indicator }) => indicator) ?? []
  const columns = codes.flatMap((code) => columnsOf(code, indicators, ranking, language))
  const { rank, place, sheet, asOf, verified } = words[language]
  return tableFile({
    sheet,
    above: [`${dayText(ranking.period.from)} – ${dayText(ranking.period.to)}`, `${asOf} ${instantText(ranking.asOf)}`],
    header: [rank, place, ...columns.map(({ title }) => title), verified],
    rows: ranking.rows.map((row) => [
      row.rank,
      row.title,
      ...columns.map(({ cell }) => cell(row.figures)),
      verifiedPercent(row),
    ]),
  })
}

const verifiedPercent = ({ verification }: Ranking['rows'][number]): Cell =>
  verification?.share ? Math.round(verification.share.share * 1000) / 10 : null

interface Column {
  title: string
  cell: (figures: readonly Figure[]) => Cell
}

function columnsOf(code: string, all: readonly Indicator[], ranking: Ranking, language: Language): Column[] {
  const indicator = all.find((one) => one.code === code)
  const figureOf = (figures: readonly Figure[]) => figures.find((one) => one.indicator === code)
  const title = indicator ? `${indicator[language]} (${indicator.unit[language]})` : code
  const value: Column = { title, cell: (figures) => figureOf(figures)?.value ?? null }
  const anyDeclared = ranking.rows.some(({ figures }) => figureOf(figures)?.declared !== null)
  if (!anyDeclared) return [value]
  const declared = `${indicator?.[language] ?? code}, ${words[language].declared}`
  return [value, { title: declared, cell: (figures) => figureOf(figures)?.declared ?? null }]
}

const dayText = (day: string): string => day.split('-').reverse().join('/')

const instantText = (instant: string): string =>
  new Intl.DateTimeFormat('vi-VN', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(
    new Date(instant),
  )
