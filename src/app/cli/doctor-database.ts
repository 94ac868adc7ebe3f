import type pg from 'pg'
import { pendingMigrations } from '#platform/server/migrate.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import type { RoleUrls } from '#platform/server/role-urls.ts'
import type { Finding } from './doctor-finding.ts'

/** What the database says about itself: version, safety of what it acknowledges, order of names, schema, roles, clock. */
export async function* databaseFindings(urls: RoleUrls): AsyncGenerator<Finding> {
  yield* await withClient(urls.owner, async (client) => [
    await version(client),
    await durability(client),
    await sorting(client),
    await clockApart(client),
  ])
  yield await schema(urls.owner)
  for (const role of ['app', 'worker', 'auth'] as const) yield await login(role, urls[role])
}

async function version(client: pg.Client): Promise<Finding> {
  const [row] = (
    await client.query<{ number: number; shown: string; encoding: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as shown,
            current_setting('server_encoding') as encoding`,
    )
  ).rows
  const good = row !== undefined && row.number >= 150_000 && row.encoding === 'UTF8'
  return good
    ? { check: 'database version', level: 'ok', vi: `PostgreSQL ${row.shown}.`, en: `PostgreSQL ${row.shown}.` }
    : {
        check: 'database version',
        level: 'problem',
        vi: `PostgreSQL ${row?.shown} (${row?.encoding}) không dùng được: cần bản 15 trở lên, cơ sở dữ liệu UTF8.`,
        en: `PostgreSQL ${row?.shown} (${row?.encoding}) cannot be used: it must be 15 or later, with a UTF8 database.`,
      }
}

async function durability(client: pg.Client): Promise<Finding> {
  const check = 'durability'
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`,
  )
  const off = rows.map((row) => row.name).join(', ')
  if (off === '')
    return { check, level: 'ok', vi: 'Cơ sở dữ liệu ghi chắc xuống đĩa.', en: 'The database writes durably.' }
  return {
    check,
    level: 'problem',
    vi: `PostgreSQL đang tắt ${off}: mất điện là mất dữ liệu đã báo nhận; hãy bật lại.`,
    en: `PostgreSQL has ${off} switched off: a power cut loses what was acknowledged; switch it on.`,
  }
}

/** The letters that other languages sort elsewhere: ă after a, đ after d, ô and ơ after o. */
const vietnameseOrder = ['An', 'Ăn', 'Ân', 'Binh', 'Dũng', 'Đào', 'On', 'Ôn', 'Ơn']

async function sorting(client: pg.Client): Promise<Finding> {
  const check = 'sorting'
  const { rows } = await client.query<{ name: string }>('select name from unnest($1::text[]) as name order by name', [
    [...vietnameseOrder].reverse(),
  ])
  if (rows.map((row) => row.name).join() === vietnameseOrder.join())
    return { check, level: 'ok', vi: 'Tên xếp đúng thứ tự tiếng Việt.', en: 'Names sort in Vietnamese order.' }
  return {
    check,
    level: 'warning',
    vi: "Tên không xếp theo thứ tự tiếng Việt: nên tạo cơ sở dữ liệu với locale_provider icu, icu_locale 'vi'.",
    en: "Names do not sort in Vietnamese order: the database should be created with locale_provider icu, icu_locale 'vi'.",
  }
}

async function clockApart(client: pg.Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now')
  const middle = (before + Date.now()) / 2
  const seconds = Math.round(Math.abs((rows[0]?.now.getTime() ?? 0) - middle) / 1000)
  return seconds <= 2
    ? {
        check: 'database clock',
        level: 'ok',
        vi: 'Đồng hồ cơ sở dữ liệu khớp.',
        en: 'The clock of the database agrees.',
      }
    : {
        check: 'database clock',
        level: 'problem',
        vi: `Đồng hồ cơ sở dữ liệu lệch ${seconds} giây: hãy bật đồng bộ giờ (NTP) trên cả hai máy.`,
        en: `The clock of the database is ${seconds} seconds off: switch time synchronisation (NTP) on, on both machines.`,
      }
}

async function schema(url: string): Promise<Finding> {
  const check = 'schema'
  return await finding(check, async () => {
    const pending = await pendingMigrations({ url })
    if (pending.length === 0)
      return { check, level: 'ok', vi: 'Cơ sở dữ liệu đã mới nhất.', en: 'The schema is up to date.' }
    return {
      check,
      level: 'warning',
      vi: `Cơ sở dữ liệu còn thiếu ${pending.length} bước cập nhật: hãy chạy "tungnha migrate".`,
      en: `The database lacks ${pending.length} update(s): run "tungnha migrate".`,
    }
  })
}

async function login(role: 'app' | 'worker' | 'auth', url: string): Promise<Finding> {
  const check = `role ${role}`
  return await finding(check, () =>
    withClient(url, async (client) => {
      const { rows } = await client.query(
        'select 1 from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)',
      )
      if (rows.length === 0)
        return { check, level: 'ok', vi: `Vai trò ${role} vào được.`, en: `The role ${role} can log in.` }
      return {
        check,
        level: 'problem',
        vi: `Vai trò ${role} bỏ qua được bảo vệ theo dòng: hãy chạy ALTER ROLE tungnha_${role} NOSUPERUSER NOBYPASSRLS.`,
        en: `The role ${role} gets around row-level security: run ALTER ROLE tungnha_${role} NOSUPERUSER NOBYPASSRLS.`,
      }
    }),
  )
}

async function finding(check: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return { check, level: 'problem', vi: error.vi, en: error.en }
  }
}
