import { existsSync } from 'node:fs'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { audit } from '#platform/server/audit.ts'
import { readConfig } from '#platform/server/config.ts'
import { openDatabase } from '#platform/server/database.ts'
import { type Db, openDb, type Scope } from '#platform/server/db.ts'
import { type Day, dayInVietnam, isDay } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import { rosterText } from './roster-text.ts'

/** What scripts can tell apart; notices are no problems. */
const exitCodes = { fine: 0, problems: 1, refused: 2, usage: 64 } as const

interface Options {
  place: string
  asOf?: Day
  dryRun?: boolean
  json?: boolean
  lang: 'vi' | 'en'
}

/** The owner of the schema sees everything: the scope says nothing here. */
const everything: Scope = { account: null, teams: [], provinces: [], communes: [] }

export const importCommand = new Command('import')
  .description('nhập danh sách tổ từ tệp (imports the teams of a roster file)')
  .addArgument(new Argument('<what>', 'nhập gì').choices(['teams']))
  .argument('<file>', 'tệp .xlsx, .xls, .ods hoặc .csv')
  .requiredOption('--place <code>', 'mã tỉnh (2 chữ số), mã huyện cũ (3) hoặc mã xã (5) của danh sách')
  .option('--as-of <day>', 'ngày của danh sách (2025-06-30): mã và tên đơn vị được hiểu theo ngày này', readDay)
  .option('--dry-run', 'chỉ đọc và báo lại, không ghi gì')
  .option('--json', 'in kết quả dạng JSON')
  .addOption(new Option('--lang <lang>', 'ngôn ngữ').choices(['vi', 'en']).default('vi'))
  .addHelpText('after', '\nMã kết thúc: 0 không có vấn đề, 1 có dòng cần xem lại, 2 tệp bị từ chối, 64 dùng sai lệnh.')
  .action(async (_what: string, file: string, options: Options) => {
    process.exitCode = await importTeams(file, options)
  })

async function importTeams(file: string, options: Options): Promise<number> {
  const { lang, place, asOf } = options
  if (!existsSync(file)) return misused(`Không có tệp ${file}.`, `There is no file ${file}.`, lang)
  try {
    return (await withDatabase((db) => readAndApply(db, file, options))) ?? noSuchPlace(place, asOf, lang)
  } catch (error) {
    if (error instanceof Problem) return refused(error, options)
    throw error
  }
}

/** Null: there is no such place. */
async function readAndApply(db: Db, path: string, options: Options): Promise<number | null> {
  const { place: placeCode, asOf, dryRun, json, lang } = options
  const { applyRoster, readRosterOf } = await import('#slices/teams/server/public.ts')
  const today = dayInVietnam(Date.now())
  const read = await readRosterOf(db.owner, { path, placeCode, today, asOf }, lang)
  if (!read) return null
  const { report, plan, provinceId } = read
  if (!dryRun) await noteImport(db, read.placeId, plan.teams.length)
  const done = dryRun ? null : await applyRoster(db.owner, everything, { plan, provinceId, today })
  const text = json ? [JSON.stringify({ ...report, ...(done && { done }) }, null, 2)] : rosterText(report, done, lang)
  console.log(text.join('\n'))
  return report.problems.length > 0 ? exitCodes.problems : exitCodes.fine
}

/** Before the first team, like an import from the office: one that breaks off has left its line too. */
const noteImport = (db: Db, placeId: string, teams: number): Promise<void> =>
  db.owner
    .transaction()
    .execute((trx) => audit(trx, commandLine, { action: 'team.import', placeId, details: { by: 'cli', teams } }))

/** Nobody's account: whoever may run commands on the server. */
const commandLine = { accountId: null, address: null }

async function withDatabase<T>(use: (db: Db) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  // Messages go beside the output: --json is read by programs.
  const database = await openDatabase(config, console.error)
  const db = openDb(database.urls, { poolSize: 2 })
  try {
    const { loadReferenceData } = await import('../server/reference-data.ts')
    await loadReferenceData(db.owner)
    return await use(db)
  } finally {
    await db.close()
    await database.stop()
  }
}

function refused({ body }: Problem, { json, lang }: Options): number {
  if (json) console.log(JSON.stringify({ refused: { code: body.code, vi: body.vi, en: body.en } }, null, 2))
  else console.error(body[lang])
  return exitCodes.refused
}

function noSuchPlace(code: string, asOf: Day | undefined, lang: 'vi' | 'en'): number {
  const on = asOf ? [` vào ngày ${asOf}`, ` on ${asOf}`] : ['', '']
  return misused(
    `Không có địa bàn mã ${code}${on[0]}. Dùng mã tỉnh (2 chữ số), mã huyện cũ (3) hoặc mã xã (5).`,
    `There is no place with the code ${code}${on[1]}. Give a province (2 digits), an old district (3) or a commune (5).`,
    lang,
  )
}

function misused(vi: string, en: string, lang: 'vi' | 'en'): number {
  console.error(lang === 'vi' ? vi : en)
  return exitCodes.usage
}

function readDay(text: string): Day {
  if (isDay(text)) return text
  throw new InvalidArgumentError('Ghi ngày dạng 2025-06-30 (a day like 2025-06-30).')
}
