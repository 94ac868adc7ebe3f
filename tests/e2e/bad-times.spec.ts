import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import config from '../../playwright.config.ts'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import type { ProblemDefinition } from '../../src/platform/shared/problem.ts'
import { databaseAway, diskFull } from '../../src/platform/shared/problems.ts'
import { rosterDamaged, rosterInflates, rosterWebPage } from '../../src/slices/teams/shared/import/refusals.ts'
import { xlsxEntries } from '../../src/slices/teams/testing/xlsx-file.ts'
import { zipFile } from '../../src/slices/teams/testing/zip-file.ts'
import type { VisitDraft } from '../../src/slices/visits/shared/public.ts'
import { type Answer, MemberApi, visitsAtDesk } from './member-api.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, mayRunAs, Product, until } from './product.ts'
import { SmallDisk } from './small-disk.ts'

// What an operator, a phone and an officer meet when things go wrong, on the built product: one product for all of it, on
// a disk of its own and for a user without a name and a home (as in a container), where this machine allows that.

/** Holds the small world and what PostgreSQL keeps for later; the rest is filled up. */
const diskMegabytes = 256
const mayMount = SmallDisk.possible()
/** A user's number that is in no /etc/passwd. */
const nameless = 12_345
const uid = mayRunAs(nameless) ? nameless : null
const roster = join(resolve(import.meta.dirname, '../fixtures/rosters'), 'an-giang-xa-chau-thanh.xlsx')

let disk: SmallDisk | null = null
let product: Product
let phone: Phone
let member: MemberApi

test.beforeAll(async () => {
  disk = mayMount ? SmallDisk.mount(diskMegabytes) : null
  product = new Product(disk?.dataFolder() ?? dataFolder('tungnha-bad-times-'), await freePort(), uid)
  await product.start({ HOME: '/nonexistent' })
  const [team] = await product.sql<{ id: string }>(
    `select t.id from team t join membership s on s.team_id = t.id join member m on m.id = s.member_id join account a on a.id = m.account_id
     where a.sign_in_name = '+84510000004'`,
  )
  member = await MemberApi.signIn(product.url, '0510000004', team?.id ?? '')
  phone = new Phone(product.url)
  await phoneSignsIn()
})

test.afterAll(async () => {
  await phone.close()
  await product.discard()
  disk?.unmount()
})

test(
  uid ? 'it runs for a user in no /etc/passwd, without a home' : 'this machine lets it run only as ourselves',
  () => {
    expect(product.owner()).toBe(uid ?? process.getuid?.())
  },
)

test.describe('a field app that must not record', () => {
  test('on plain HTTP under another name: says to open the https address, and keeps nothing', async () => {
    const name = 'tung-nha.example'
    const args = [...(config.use?.launchOptions?.args ?? []), `--host-resolver-rules=MAP ${name} 127.0.0.1`]
    const browser = await chromium.launch({ ...config.use?.launchOptions, args })
    try {
      for (const path of ['/app/', '/app/i#AAAA-BBBB-CCCC-DDDD']) {
        const page = await opened(browser, `http://${name}:${product.port}${path}`)
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Địa chỉ này chưa an toàn')
        await expect(page.getByRole('main')).toContainText('Hãy mở lại bằng địa chỉ https')
        await keepsNothing(page)
      }
    } finally {
      await browser.close()
    }
  })

  test('inside Zalo: says to open it in the phone’s own browser, and keeps nothing', async ({ browser }) => {
    const userAgent =
      'Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 Chrome/108.0 Mobile Safari/537.36 Zalo android/12110'
    for (const path of ['/app/', '/app/i#AAAA-BBBB-CCCC-DDDD']) {
      const page = await opened(browser, `${product.url}${path}`, userAgent)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mở bằng Chrome hoặc Safari')
      await expect(page.getByRole('main')).toContainText('bên trong Zalo')
      await expect(page.getByRole('main')).toContainText(`${product.url}${path}`)
      await keepsNothing(page)
    }
  })
})

/** A page with its own profile; which requests of it reached the API stands in its window. */
const opened = async (browser: Browser, url: string, userAgent?: string): Promise<Page> => {
  const context = await browser.newContext({ userAgent, viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  asked.set(page, [])
  page.on('request', (request) => asked.get(page)?.push(new URL(request.url()).pathname))
  await page.goto(url)
  return page
}

const asked = new WeakMap<Page, string[]>()

const keepsNothing = async (page: Page) => {
  await page.waitForLoadState('networkidle')
  const kept = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    texts: Object.keys(localStorage),
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    forms: document.querySelectorAll('input, textarea, form').length,
  }))
  expect(kept).toEqual({ databases: [], texts: ['tungnha.locale'], workers: 0, forms: 0 })
  expect(asked.get(page)?.filter((path) => path.startsWith('/api/'))).toEqual([])
  await page.context().close()
}

test.describe('an office file that is no roster', () => {
  let office: Page
  test.beforeAll(async ({ browser }) => {
    office = await officeAt(await browser.newContext({ viewport: { width: 1366, height: 768 } }), 'xa-chau-thanh')
    await office.waitForURL(/\/places\/[0-9a-f-]{36}$/)
    await office.goto(`${office.url()}/import`)
  })
  test.afterAll(() => office.context().close())

  const page = '<!DOCTYPE html><html><body><table><tr><td>Họ và tên</td></tr></table></body></html>'
  const files: [string, () => Buffer, ProblemDefinition, Record<string, string>][] = [
    ['damaged', () => readFileSync(roster).subarray(0, 5_000), rosterDamaged, {}],
    ['a web page', () => Buffer.from(page), rosterWebPage, {}],
    ['a zip that inflates beyond 200 MB and lies about it', () => lyingBomb(), rosterInflates, { limit: '200' }],
  ]
  for (const [what, make, refusal, details] of files) {
    test(`${what}: the page says what to do, the server answers meanwhile`, async () => {
      const buffer = make()
      const health = healthUntil(office.getByRole('alert').filter({ hasText: filled(refusal, details) }))
      await office.getByLabel('Tệp danh sách').setInputFiles({ name: 'danh-sach.xlsx', mimeType: 'x/y', buffer })
      const statuses = await health
      expect(statuses.length).toBeGreaterThan(2)
      expect(new Set(statuses)).toEqual(new Set([200]))
    })
  }

  test('a good file right after is read', async () => {
    await office.getByLabel('Tệp danh sách').setInputFiles(roster)
    const inFile = office.getByRole('region', { name: 'Trong tệp có', exact: true })
    await expect(inFile.locator('[data-count="members"]')).toHaveAttribute('data-value', '73')
  })
})

/** A workbook of 230 MB of blanks, packed small; its headers say 1,000 bytes. */
const lyingBomb = (): Buffer => {
  const entries = xlsxEntries({ sheet: '<sheetData></sheetData>' })
  return zipFile(
    entries.map((entry) => {
      if (!entry.name.endsWith('sheet1.xml')) return entry
      const [start, end] = entry.data.toString().split('</sheetData>')
      const data = Buffer.concat([Buffer.from(`${start}`), Buffer.alloc(230 * 1024 ** 2, ' '), Buffer.from(`${end}`)])
      return { ...entry, data, statedSize: 1_000 }
    }),
  )
}

const filled = ({ vi }: ProblemDefinition, details: Record<string, string>): string =>
  vi.replace(/\{(\w+)\}/g, (_whole, name) => details[name] ?? '')

/** What /api/health answers until something is seen. */
const healthUntil = async (seen: ReturnType<Page['getByRole']>): Promise<number[]> => {
  const statuses: number[] = []
  let over = false
  const watching = expect(seen)
    .toBeVisible({ timeout: 60_000 })
    .finally(() => {
      over = true
    })
  while (!over) {
    statuses.push((await fetch(`${product.url}/api/health`)).status)
    await new Promise((done) => setTimeout(done, 20))
  }
  await watching
  return statuses
}

test('the database is away: 503 with a time to come again; phones keep their work and send it by themselves', async ({
  browser,
}) => {
  const before = await visitsInDatabase()
  const office = await officeAt(await browser.newContext(), 'trung-uong')
  const mine = visitsAtDesk(3, 'trong lúc cơ sở dữ liệu vắng')
  product.loseDatabase()
  try {
    const answers = await Promise.all([member.get('/api/health'), member.get('/api/me'), member.push(mine)])
    for (const answer of answers) isAway(answer)
    await phoneKeepsTwo()
    await office.goto(product.url)
    await expect(office.getByText(databaseAway.vi)).toBeVisible()
  } finally {
    product.giveDatabaseBack()
  }
  await phone.allSent()
  await office.getByRole('button', { name: 'Thử lại' }).click()
  await expect(office.getByRole('heading', { level: 1 })).toContainText('Toàn quốc')
  await office.context().close()

  for (const time of ['first', 'again']) {
    const { body } = await member.push(mine)
    expect(
      body.verdicts?.map(({ verdict }) => verdict),
      time,
    ).toEqual(['accepted', 'accepted', 'accepted'])
  }
  expect(await visitsInDatabase()).toBe(before + 2 + 3)
})

/** Work goes on, also after the app was closed and opened again; the reason is told calmly. */
const phoneKeepsTwo = async () => {
  await phoneRecords()
  await phoneSays(databaseAway.vi)
  await phoneRecords()
  await phone.killTab()
  await phone.open()
  await expect(phone.status()).toContainText('chờ gửi 2 lượt')
  await phoneSays(databaseAway.vi)
}

const isAway = ({ status, retryAfter, body }: Answer<unknown>) => {
  expect(status).toBe(503)
  expect(Number(retryAfter)).toBeGreaterThan(0)
  expect(body).toEqual({ code: databaseAway.code, status: 503, vi: databaseAway.vi, en: databaseAway.en })
}

if (mayMount) {
  test('the disk is full: refused in a sentence, nothing half-written; with room again everything arrives once', async () => {
    const before = await visitsInDatabase()
    disk?.fill()
    const { refused, taken, fromPhone } = await untilPhoneIsRefused()

    disk?.makeRoom()
    await until(async () => (await fetch(`${product.url}/api/health`)).ok, 'the database did not come back')
    // A commit whose answer was lost is whole, too.
    expect([0, refused.length]).toContain(await visitsInDatabase(refused.map(({ id }) => id)))
    const { body } = await member.push(refused)
    expect(body.verdicts?.map(({ verdict }) => verdict)).toEqual(refused.map(() => 'accepted'))
    await phone.allSent()
    expect(await visitsInDatabase()).toBe(before + taken + refused.length + fromPhone)
  })
} else {
  test('this machine lets nobody mount a small disk, so nothing is said here about a full one', () => {
    expect(mayMount).toBe(false)
  })
}

/**
 * A push is refused, and so is the phone's. (When the database had to restart, it has tidied up, and a few visits more go
 * through: then again.) How many visits the server took, how many the phone made, and the first push that was refused.
 */
const untilPhoneIsRefused = async () => {
  const outcome = { refused: [] as VisitDraft[], taken: 0, fromPhone: 0 }
  for (let attempt = 0; attempt < 10; attempt++) {
    const { accepted, refused } = await pushUntilRefused()
    outcome.taken += accepted
    if (attempt === 0) outcome.refused = refused
    await phoneRecords()
    outcome.fromPhone += 1
    await expect(phone.status()).toContainText(new RegExp(`${isFullOrAway.source}|Đã gửi hết`), { timeout: 60_000 })
    if (isFullOrAway.test((await phone.status().textContent()) ?? '')) break
  }
  await expect(phone.status()).toContainText('chờ gửi 1 lượt')
  return outcome
}

/** Pushes smaller and smaller batches until not a single visit is taken: how many were, and the first batch that was not. */
const pushUntilRefused = async () => {
  let accepted = 0
  let refused: VisitDraft[] | null = null
  for (const size of [300, 30, 1, 1, 1]) {
    for (;;) {
      const visits = visitsAtDesk(size, 'x'.repeat(500))
      const answer = await member.push(visits)
      if (answer.status !== 200) {
        isRefused(answer)
        refused ??= visits
        break
      }
      expect(answer.body.verdicts).toHaveLength(size)
      accepted += size
    }
  }
  return { accepted, refused: refused ?? [] }
}

const isRefused = ({ status, retryAfter, body }: Answer<unknown>) => {
  expect([diskFull.code, databaseAway.code]).toContain(body.code)
  expect(body.vi).toBe(status === 507 ? diskFull.vi : databaseAway.vi)
  if (status === 503) expect(Number(retryAfter)).toBeGreaterThan(0)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const isFullOrAway = new RegExp(`${escaped(diskFull.vi)}|${escaped(databaseAway.vi)}`)

const visitsInDatabase = async (ids?: string[]): Promise<number> => {
  const [row] = await product.sql<{ n: string }>(
    'select count(*) as n from visit where $1::uuid[] is null or id = any($1::uuid[])',
    [ids ?? null],
  )
  return Number(row?.n)
}

const phoneSignsIn = async () => {
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill('0510000003')
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.tap('Đăng nhập')
  await phone.setPin()
  await phone.allSent()
}

const phoneRecords = async () => {
  await phone.go('Ghi nhận')
  await phone.page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await phone.tap('Tự bảo vệ trên mạng', 'Kỹ năng')
  await phone.save()
  await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
}

const phoneSays = async (sentence: string) => {
  await expect(phone.status()).toContainText(sentence, { timeout: 60_000 })
}

const officeAt = async (context: BrowserContext, name: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(name)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}
