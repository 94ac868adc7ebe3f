import { Command, InvalidArgumentError, Option } from 'commander'
import { type Config, readConfig } from '#platform/server/config.ts'
import { dayInVietnam, isDay } from '#platform/shared/dates.ts'
import { demoSizes } from '../demo/network.ts'

export const demoCommand = new Command('demo')
  .description('nạp dữ liệu mẫu vào cơ sở dữ liệu trống (fills an empty database with the demo world)')
  .addOption(
    new Option('--size <size>', 'demo: bốn tỉnh; small: vài xã, để thử; nation: mọi tổ cả nước, để đo')
      .choices(demoSizes)
      .default('demo'),
  )
  .addOption(new Option('--visits <n>', 'số lượt đến, thay cho số thường dùng của cỡ').argParser(wholeNumber))
  .option('--seed <text>', 'cùng một hạt giống cho cùng một dữ liệu', '1')
  .addOption(new Option('--as-of <date>', 'ngày "hôm nay" của dữ liệu (mặc định: hôm nay)').argParser(day))
  .action(async (options: Options) => {
    await fillEmpty(readConfig(process.env), options)
  })

interface Options {
  size: (typeof demoSizes)[number]
  visits?: number
  seed: string
  asOf?: string
}

async function fillEmpty(config: Config, { asOf = today(), ...options }: Options): Promise<void> {
  const { openDatabase } = await import('#platform/server/database.ts')
  const { openDb } = await import('#platform/server/db.ts')
  const { loadReferenceData } = await import('#app/server/reference-data.ts')
  const { loadDemo } = await import('../demo/load.ts')
  const { accountsText } = await import('../demo/accounts.ts')
  const database = await openDatabase(config, console.log)
  // A connection that breaks fails the query that runs on it; the load then says so.
  const db = openDb(database.urls, { poolSize: 2, onIdleError: () => {} })
  try {
    await loadReferenceData(db.owner)
    await loadDemo(db, { ...options, asOf }, console.log)
    console.log(`\n${accountsText()}`)
  } finally {
    await db.close()
    await database.stop()
  }
}

const today = () => dayInVietnam(Date.now())

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Cần một số nguyên, ví dụ 1000000.')
}

/** The communes of the demo world exist since 1 July 2025, and nothing may have happened in the future. */
function day(text: string): string {
  if (isDay(text) && text >= '2025-07-01' && text <= today()) return text
  throw new InvalidArgumentError(`Cần một ngày từ 2025-07-01 đến ${today()}, viết như 2026-09-05.`)
}
