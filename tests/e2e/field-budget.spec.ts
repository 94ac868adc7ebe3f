import { gzipSync } from 'node:zlib'
import { type BrowserContext, expect, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { setPin, unlock } from './pin.ts'
import { sharedProduct } from './shared-product.ts'

// Experience 7: at most 200 KB of JavaScript, as it travels (gzip), from a cold start to the first saved visit: signing in,
// the PIN, the first sync, recording, and what the service worker fetches in that time, which is the start of the app. The
// other pages come afterwards, when nobody has touched the screen for 20 seconds (hold-rest.ts): they have a budget of their
// own here, and must all be there without a network.

const budgetBytes = 200_000
const restBytes = 80_000

const product = sharedProduct()

/** Every page that is not of the start; an id that does not exist opens the page all the same. */
const laterPages = [
  ...[
    '/more',
    '/guide',
    '/members',
    '/members/x/invite',
    '/members/x/lost-phone',
    '/tray',
    '/conflicts',
    '/team-refused',
  ],
  ...['/findings', '/phones', '/lock', '/photos', '/rescue', '/follow-ups', '/card', '/duplicates', '/i'],
  ...['/visits/x', '/visits/x/correct', '/visits/x/confirm', '/doors/x/people/new'],
  ...['/people/x', '/people/x/edit', '/people/x/move', '/people/x/consent'],
]

test('the field app needs at most 200 KB of JavaScript up to the first saved visit, then holds every page', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' })
  const page = await context.newPage()
  const scripts = scriptsOf(context)

  await page.goto(`${product.url}/app/`)
  await page.getByLabel('Số điện thoại').fill('0510000004')
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await setPin(page)
  await expect(page.getByRole('status').first()).toContainText('Đã gửi hết', { timeout: 90_000 })
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.getByRole('link', { name: 'Ghi nhận', exact: true }).click()
  await page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await page.getByRole('button', { name: 'Thanh toán trực tuyến' }).click()
  await page.getByRole('button', { name: 'Lưu 1 người, đến người tiếp' }).click()
  await expect(page.getByText('Đã lưu trên máy')).toBeVisible()

  const start = await sizesOf(scripts)
  expect(start.total, start.list).toBeGreaterThan(50_000)
  expect(start.total, start.list).toBeLessThanOrEqual(budgetBytes)

  await page.getByRole('link', { name: 'Thêm', exact: true }).click()
  await expect(page.getByText('Máy đã có đủ mọi trang')).toBeVisible({ timeout: 90_000 })
  const all = await sizesOf(scripts)
  expect(all.total - start.total, all.list).toBeGreaterThan(20_000)
  expect(all.total - start.total, all.list).toBeLessThanOrEqual(restBytes)

  await context.setOffline(true)
  await page.reload()
  await unlock(page)
  for (const path of laterPages) {
    await page.evaluate((to) => {
      history.pushState(null, '', `/app${to}`)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
    await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
    await expect(page.getByText('Đang mở…'), path).toHaveCount(0)
    await expect(page.getByText('chưa tải về máy'), path).toHaveCount(0)
  }
  await context.close()
})

/** The addresses of all JavaScript that pages and service worker fetch. */
const scriptsOf = (context: BrowserContext): Set<string> => {
  const urls = new Set<string>()
  context.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? '')) urls.add(response.url())
  })
  return urls
}

/** As the server gives them out: Chromium's log has no body of what a worker took over from the page. */
const sizesOf = async (urls: ReadonlySet<string>): Promise<{ total: number; list: string }> => {
  const sizes = await Promise.all(
    [...urls].map(async (url) => {
      const answer = await fetch(url)
      expect(answer.status, url).toBe(200)
      return { path: new URL(url).pathname, bytes: gzipSync(Buffer.from(await answer.arrayBuffer())).length }
    }),
  )
  const list = sizes.sort((a, b) => b.bytes - a.bytes).map(({ path, bytes }) => `${bytes} ${path}`)
  return { total: sizes.reduce((sum, { bytes }) => sum + bytes, 0), list: list.join('\n') }
}
