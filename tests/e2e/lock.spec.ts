import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { dumpDatabases, restoreDatabase } from '../stores/indexed-db.ts'
import { putPeople } from '../stores/people.ts'
import { storeFiles } from '../stores/store-file.ts'
import { holdEveryPage, holdsTheStart } from './every-page.ts'
import { choosePin, goUnlocked, setPin, testPin, typePin, unlock } from './pin.ts'
import { sharedProduct } from './shared-product.ts'

// F8, F11 on the built product: a PIN opens what is on the phone, with or without a network; nothing is readable without
// it; members who share a phone stay apart; a new version never comes into a form.

const product = sharedProduct()
const hoa = '0510000003'
const lan = '0510000002'
const otherPin = '839164'

const newPhone = async (browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN', ...options })).newPage()

const fillSignIn = async (page: Page | Locator, who: string) => {
  await page.getByLabel('Số điện thoại').fill(who)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

const signsIn = async (page: Page, who: string, pin = testPin) => {
  await page.goto(`${product.url}/app/`)
  await fillSignIn(page, who)
  await setPin(page, pin)
  await allSent(page)
}

const status = (page: Page) => page.getByRole('status').first()
const allSent = (page: Page) => expect(status(page)).toContainText('Đã gửi hết', { timeout: 90_000 })
const pinField = (page: Page) => page.getByRole('textbox', { name: 'Mã PIN', exact: true })

const recordsAtDesk = async (page: Page) => {
  await page.getByRole('link', { name: 'Ghi nhận', exact: true }).click()
  await page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await page.getByRole('button', { name: 'Tự bảo vệ trên mạng' }).click()
  await page.getByRole('button', { name: 'Lưu 1 người, đến người tiếp' }).click()
  await expect(page.getByText('Đã lưu trên máy')).toBeVisible()
}

test('a page that is not on the phone yet says so without a network, and opens as soon as there is one', async ({
  browser,
}) => {
  const page = await newPhone(browser)
  await signsIn(page, hoa)
  await holdsTheStart(page)
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'Cẩm nang' }).click()
  await expect(page.getByRole('alert')).toContainText('Trang này chưa tải về máy')
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await expect(page.getByRole('alert')).toContainText('Trang này chưa tải về máy')
  await recordsAtDesk(page)
  await page.getByRole('link', { name: 'Cẩm nang' }).click()
  await page.context().setOffline(false)
  await expect(page.getByRole('heading', { level: 1, name: 'Cẩm nang' })).toBeVisible()
  await page.context().close()
})

const nameOf = async (who: string): Promise<string> => {
  const [row] = await product.sql<{ name: string }>('select name from account where sign_in_name = $1', [
    who.replace(/^0/, '+84'),
  ])
  return row?.name ?? 'nobody'
}

const choosesOnLockScreen = async (page: Page, who: string) => {
  const given = (await nameOf(who)).split(' ').at(-1) ?? ''
  await page.getByRole('button', { name: new RegExp(`^Mở của .*${given}$`) }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(given)
}

/** Everything that this origin keeps, as text. */
const everythingKept = async (page: Page): Promise<string> => {
  const databases = await page.evaluate(dumpDatabases, '')
  const rest = await page.evaluate(async () => {
    const caches_: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const answer = await cache.match(request)
        const type = answer?.headers.get('content-type') ?? ''
        caches_.push(request.url, /json|html/.test(type) ? ((await answer?.text()) ?? '') : '')
      }
    }
    return { local: { ...localStorage }, session: { ...sessionStorage }, caches_ }
  })
  return JSON.stringify([databases, rest])
}

test.describe('a PIN', () => {
  test('is asked for at each start, also without a network; nothing on the phone can be read without it', async ({
    browser,
  }) => {
    const page = await newPhone(browser)
    const token = page.waitForResponse((answer) => answer.url().endsWith('/sign-in/username'))
    await page.goto(`${product.url}/app/`)
    await fillSignIn(page, hoa)
    const bearer = ((await (await token).json()) as { token: string }).token
    await choosePin(page, '123456')
    await expect(page.getByText('PIN này ai cũng thử đầu tiên')).toBeVisible()
    await setPin(page)
    await allSent(page)
    await holdsTheStart(page)

    const kept = await everythingKept(page)
    const doors = await product.sql<{ alley: string }>('select distinct alley from household where alley is not null')
    for (const readable of [
      await nameOf(hoa),
      bearer,
      bearer.split('.')[0] ?? '',
      hoa.slice(1),
      ...doors.map(({ alley }) => alley),
    ])
      expect(kept, readable).not.toContain(readable)

    await page.context().setOffline(true)
    await page.reload()
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await unlock(page)
    await recordsAtDesk(page)
    await expect(status(page)).toContainText('chờ gửi 1 lượt')
    await page.context().setOffline(false)
    await allSent(page)
    await page.context().close()
  })

  test('wrong ones wait longer each time, also after a restart and with a clock set on; after ten only the password opens', async ({
    browser,
  }) => {
    const page = await newPhone(browser)
    await signsIn(page, hoa)
    await page.goto(`${product.url}/app/`)
    for (const time of [1, 2, 3]) {
      await typePin(page, otherPin)
      await expect(page.getByText(`PIN chưa đúng, lần ${time} trên 10.`)).toBeVisible()
    }
    await expect(pinField(page)).toBeDisabled()
    await page.clock.install({ time: Date.now() + 86_400_000 })
    await page.reload()
    await expect(page.getByText(/Hãy đợi [1-5] giây/)).toBeVisible()
    await expect(pinField(page)).toBeDisabled()
    for (let time = 4; time <= 10; time += 1) {
      await page.clock.fastForward(660_000)
      await expect(pinField(page)).toBeEnabled()
      await typePin(page, otherPin)
      if (time < 10) await expect(page.getByText(`PIN chưa đúng, lần ${time} trên 10.`)).toBeVisible()
    }
    await expect(page.getByText('Đã sai 10 lần')).toBeVisible()
    await page.reload()
    await expect(page.getByText('Đã sai 10 lần')).toBeVisible()
    await expect(pinField(page)).toHaveCount(0)
    await page.getByRole('button', { name: 'Đăng nhập bằng mật khẩu' }).click()
    await fillSignIn(page, hoa)
    await setPin(page, otherPin)
    await allSent(page)
    await page.context().close()
  })

  test('forgotten: signing in gives a new one, and no unsent work or draft is lost', async ({ browser }) => {
    const page = await newPhone(browser)
    await signsIn(page, hoa)
    await holdsTheStart(page)
    await page.context().setOffline(true)
    await recordsAtDesk(page)
    await page.getByRole('link', { name: 'Ghi nhận', exact: true }).click()
    await page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
    await page.getByRole('button', { name: 'Thanh toán trực tuyến' }).click()
    await page.context().setOffline(false)
    await page.route('**/api/sync/**', (route) => route.abort())

    await page.goto(`${product.url}/app/record/desk`)
    await page.getByRole('button', { name: 'Quên mã PIN?' }).click()
    await fillSignIn(page, hoa)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đặt PIN mới')
    await setPin(page, otherPin)
    await expect(page.getByRole('button', { name: 'Thanh toán trực tuyến' })).toHaveAttribute('aria-pressed', 'true')
    await expect(status(page)).toContainText('chờ gửi 1 lượt')
    await page.unroute('**/api/sync/**')
    await page.goto(`${product.url}/app/`)
    await typePin(page, testPin)
    await expect(page.getByText('PIN chưa đúng, lần 1 trên 10.')).toBeVisible()
    await unlock(page, otherPin)
    await allSent(page)
    await page.context().close()
  })

  test('is asked again after ten minutes out of sight, and when somebody locks the app', async ({ browser }) => {
    const page = await newPhone(browser)
    await page.clock.install()
    await signsIn(page, hoa)
    await outOfSight(page, '09:00')
    await expect(page.getByRole('navigation')).toBeVisible()
    await outOfSight(page, '10:01')
    await expect(pinField(page)).toBeVisible()
    await unlock(page)
    await page.goto(`${product.url}/app/lock`)
    await unlock(page)
    await page.getByRole('button', { name: 'Khóa ngay' }).click()
    await expect(pinField(page)).toBeVisible()
    await page.context().close()
  })

  test('can be changed by who knows it', async ({ browser }) => {
    const page = await newPhone(browser)
    await signsIn(page, hoa)
    await goUnlocked(page, `${product.url}/app/lock`)
    await page.getByRole('button', { name: 'Đổi PIN' }).click()
    await setPin(page, otherPin)
    const present = page.getByRole('textbox', { name: 'Mã PIN đang dùng', exact: true })
    await present.fill('111222')
    await page.getByRole('button', { name: 'Đổi PIN' }).click()
    await expect(page.getByText('PIN đang dùng chưa đúng.')).toBeVisible()
    await present.fill(testPin)
    await page.getByRole('button', { name: 'Đổi PIN' }).click()
    await expect(page.getByText('Đã đổi PIN.')).toBeVisible()
    await page.reload()
    await unlock(page, otherPin)
    await page.context().close()
  })
})

/** The screen shows something else for that long (mm:ss). */
const outOfSight = async (page: Page, long: string) => {
  const show = (state: string) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.fastForward(long)
  await show('visible')
}

test('fingerprint or face instead of the PIN: a virtual authenticator with PRF opens, without a network too', async ({
  browser,
}) => {
  const page = await newPhone(browser)
  const authenticator = await page.context().newCDPSession(page)
  await authenticator.send('WebAuthn.enable')
  await authenticator.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  // Browsers let no bare address be the owner of a credential.
  const url = product.url.replace('127.0.0.1', 'localhost')
  await page.goto(`${url}/app/`)
  await fillSignIn(page, hoa)
  await setPin(page)
  await allSent(page)
  await goUnlocked(page, `${url}/app/lock`)
  await page.getByRole('button', { name: 'Bật vân tay, khuôn mặt' }).click()
  await page.getByRole('textbox', { name: 'Mã PIN đang dùng', exact: true }).fill(testPin)
  await page.getByRole('button', { name: 'Bật', exact: true }).click()
  await expect(page.getByText('Từ nay mở bằng vân tay, khuôn mặt.')).toBeVisible()
  await holdEveryPage(page)

  await page.context().setOffline(true)
  await page.reload()
  await expect(pinField(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Mở bằng vân tay, khuôn mặt' }).click()
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.getByRole('button', { name: 'Trở lại dùng PIN' }).click()
  await choosePin(page, otherPin)
  await expect(page.getByText('Từ nay mở bằng PIN.')).toBeVisible()
  await page.reload()
  await unlock(page, otherPin)
  await page.context().close()
})

test('two members on one phone, one of them with a session that is over: both work on, each with their own', async ({
  browser,
}) => {
  const page = await newPhone(browser)
  await signsIn(page, hoa)
  await holdsTheStart(page)
  await page.goto(`${product.url}/app/`)
  await page.getByRole('button', { name: 'Người khác đăng nhập' }).click()
  await fillSignIn(page, lan)
  await setPin(page, otherPin)
  await allSent(page)
  await page.getByRole('link', { name: 'Thêm' }).click()
  await expect(page.getByText(await nameOf(lan))).toBeVisible()
  await product.sql(`delete from auth_session where user_id = (select id from account where sign_in_name = $1)`, [
    hoa.replace(/^0/, '+84'),
  ])

  await page.context().setOffline(true)
  await page.reload()
  await choosesOnLockScreen(page, hoa)
  // The PIN of the other one opens nothing.
  await typePin(page, otherPin)
  await expect(page.getByText('PIN chưa đúng, lần 1 trên 10.')).toBeVisible()
  await unlock(page)
  await recordsAtDesk(page)
  await page.getByRole('link', { name: 'Ghi nhận', exact: true }).click()
  await page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await page.getByRole('button', { name: 'Thanh toán trực tuyến' }).click()

  await page.context().setOffline(false)
  await expect(status(page)).toContainText('Phiên đăng nhập đã hết', { timeout: 60_000 })
  await expect(status(page)).toContainText('chờ gửi 1 lượt')
  await page.goto(`${product.url}/app/record/desk`)
  await choosesOnLockScreen(page, lan)
  await unlock(page, otherPin)
  // Neither the draft nor the waiting visit of the first.
  await expect(page.getByRole('button', { name: 'Thanh toán trực tuyến' })).toHaveAttribute('aria-pressed', 'false')
  await allSent(page)

  await page.goto(`${product.url}/app/`)
  await choosesOnLockScreen(page, hoa)
  await unlock(page)
  await page.getByRole('button', { name: 'Đăng nhập lại' }).click()
  await fillSignIn(page.getByRole('dialog'), hoa)
  await allSent(page)
  await page.context().close()
})

test('signing out leaves nothing that could be read', async ({ browser }) => {
  const page = await newPhone(browser)
  const answer = page.waitForResponse((response) => response.url().endsWith('/sign-in/username'))
  await page.goto(`${product.url}/app/`)
  await fillSignIn(page, hoa)
  const { token } = (await (await answer).json()) as { token: string }
  await setPin(page)
  await allSent(page)
  await page.getByRole('link', { name: 'Thêm' }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(page.getByLabel('Số điện thoại')).toBeVisible()
  const kept = await everythingKept(page)
  const [account] = await product.sql<{ id: string }>('select id from account where sign_in_name = $1', [
    hoa.replace(/^0/, '+84'),
  ])
  const name = await nameOf(hoa)
  for (const trace of [
    name,
    name.split(' ').at(-1) ?? '',
    hoa,
    hoa.slice(1),
    token,
    token.split('.')[0] ?? '',
    account?.id ?? '',
  ])
    expect(kept, trace).not.toContain(trace)
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([])
  await page.context().close()
})

test('killed while the work of an older version is being sealed: all of it is there, sealed or not', async ({
  browser,
}) => {
  const [, file] = storeFiles()[0] ?? []
  if (!file) throw new Error('there is no store of wire 1')
  await putPeople((text, values) => product.sql(text, values), file.people, '+84518000001', '+84510000004')
  // Killed again and again, later each time, until it gets through.
  const page = await newPhone(browser)
  await page.goto(`${product.url}/app/icon-192.png`)
  for (const dump of file.databases) await page.evaluate(restoreDatabase, dump)
  await page.evaluate((account) => localStorage.setItem('tungnha.account', account), file.people.account)
  const context = page.context()
  let shown = page
  for (const afterMs of [0, 100, 300, 500, 700, 900]) {
    await shown.goto(`${product.url}/app/`)
    const choosing = shown.getByRole('button', { name: 'Đặt PIN', exact: true })
    await expect(choosing.or(pinField(shown))).toBeVisible()
    if (await pinField(shown).isVisible()) break
    await choosePin(shown, testPin)
    await shown.waitForTimeout(afterMs)
    const next = await context.newPage()
    await shown.close({ runBeforeUnload: false })
    shown = next
  }
  await shown.goto(`${product.url}/app/`)
  const choosing = shown.getByRole('button', { name: 'Đặt PIN', exact: true })
  await expect(choosing.or(pinField(shown))).toBeVisible()
  if (await choosing.isVisible()) await setPin(shown)
  else await unlock(shown)
  await expect(status(shown)).toContainText('chờ gửi')
  await expect(status(shown)).toContainText('việc bị từ chối')
  const half = file.holds.drafts.find((key) => key.startsWith('visit/'))
  await goUnlocked(shown, `${product.url}/app/record/${half?.replace('visit/', '')}`)
  await expect(shown.getByText('đang ghi dở')).toBeVisible()
  await context.close()
})

test('a new version waits while a form is open, and takes no draft and no unsent work with it', async ({ browser }) => {
  const builds = await twoBuilds()
  try {
    const page = await newPhone(browser)
    await page.goto(`${builds.url}/app/`)
    await fillSignIn(page, hoa)
    await setPin(page)
    await allSent(page)
    await holdsTheStart(page)
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true)
    await page.route('**/api/sync/push', (route) => route.abort())
    await recordsAtDesk(page)
    await page.getByRole('link', { name: 'Ghi nhận', exact: true }).click()
    await page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
    await page.getByRole('button', { name: 'Thanh toán trực tuyến' }).click()

    builds.release()
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('/app/'))?.update())
    await expect(page.getByText('Có bản mới. Ghi xong việc này rồi cập nhật.')).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Cập nhật' })).toHaveCount(0)
    expect(await buildOf(page)).toBe('1')

    await page.getByRole('link', { name: 'Hôm nay' }).click()
    await page.getByRole('button', { name: 'Cập nhật' }).click()
    await unlock(page)
    await expect.poll(() => buildOf(page)).toBe('2')
    await expect(status(page)).toContainText('chờ gửi 1 lượt')
    // The first version had only its start; the one that follows took over with every page.
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Cẩm nang' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Cẩm nang' })).toBeVisible()
    await page.context().setOffline(false)
    await goUnlocked(page, `${builds.url}/app/record/desk`)
    await expect(page.getByRole('button', { name: 'Thanh toán trực tuyến' })).toHaveAttribute('aria-pressed', 'true')
    await page.unroute('**/api/sync/push')
    await page.getByRole('link', { name: 'Hôm nay' }).click()
    await page.reload()
    await unlock(page)
    await allSent(page)
    await page.context().close()
  } finally {
    builds.server.close()
  }
})

const buildOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('meta[name=build]')?.getAttribute('content') ?? '1')

/**
 * The product behind a server that gives out its first build of the app until `release()`, then a second one: its page
 * says so, and its service worker names that page anew.
 */
const twoBuilds = async (): Promise<{ url: string; release: () => void; server: Server }> => {
  let released = false
  const changed = (path: string, body: Buffer): Buffer => {
    if (path === '/app/sw.js') return Buffer.from(body.toString().replace(/"[0-9a-f]{32}"/g, `"${'2'.repeat(32)}"`))
    const isPage = body.subarray(0, 15).toString().toLowerCase() === '<!doctype html>'
    return isPage ? Buffer.from(body.toString().replace('<head>', '<head><meta name="build" content="2">')) : body
  }
  const server = createServer(async (request, answer) => {
    const path = request.url ?? '/'
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const from = await fetch(product.url + path, {
      method: request.method,
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !/^(host|origin|connection|content-length|if-.*)$/.test(name),
        ),
      ) as Record<string, string>,
      body: chunks.length ? Buffer.concat(chunks) : undefined,
      redirect: 'manual',
    })
    const body = Buffer.from(await from.arrayBuffer())
    for (const [name, value] of from.headers)
      if (!/^(content-encoding|content-length|transfer-encoding|connection|etag)$/.test(name))
        answer.setHeader(name, value)
    answer.statusCode = from.status
    answer.end(released ? changed(path.split('?')[0] ?? '', body) : body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const release = () => {
    released = true
  }
  return { url: `http://127.0.0.1:${port}`, server, release }
}
