import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { dayInVietnam } from '../../src/platform/shared/dates.ts'
import { Phone } from './phone.ts'
import { sharedProduct } from './shared-product.ts'

// Honest numbers: a citizen confirms a visit by its code, the commune draws a sample and records what was answered, and
// every figure of the dashboard says how much of it is verified.

const product = sharedProduct()

test('a citizen confirms by code, without script and without an account, and the phone learns of it', async ({
  browser,
}) => {
  const phone = new Phone(product.url)
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill('0510000001')
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.page.getByRole('button', { name: 'Đăng nhập' }).click()
  await phone.setPin()
  await phone.allSent()
  await phone.holdsTheApp()
  await phone.go('Ghi nhận')
  await phone.page.getByRole('link', { name: /^Số / }).first().click()
  await expect(phone.page.getByRole('button', { name: 'Lưu', exact: true })).toBeVisible()
  // The code is made where there is no network, and sent with the visit.
  await phone.offline(true)
  await phone.save()
  await phone.page.getByRole('link', { name: 'Mời người dân xác nhận' }).click()
  await phone.page.getByRole('button', { name: 'Hiện mã trên máy' }).click()
  await expect(phone.page.getByRole('img', { name: 'Mã QR để xác nhận' })).toBeVisible()
  await clean(phone.page)
  const [mark = '', code = ''] = await phone.page
    .locator('[data-code]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-code') ?? ''))
  expect(code).toMatch(/^\d{6}$/)
  await phone.offline(false)

  const citizen = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await citizen.goto(`${product.url}/xn?m=${mark}&c=${code}`)
  await expect(citizen.getByLabel(/^Mã xác nhận/)).toHaveValue(code)
  await citizen.getByLabel('5', { exact: true }).check()
  await citizen.getByLabel(/^Nhiều nhất ba từ/).fill('rất dễ hiểu')
  await citizen.getByRole('button', { name: 'Xác nhận' }).click()
  await expect(citizen.getByRole('heading', { level: 1 })).toHaveText(/Cảm ơn bà con|Đã ghi nhận/)
  await expect(async () => {
    await phone.looksAgain()
    await expect(phone.page.getByText('Người dân đã xác nhận')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
  await citizen.context().close()
  await phone.close()

  const reader = await (await browser.newContext()).newPage()
  await reader.goto(`${product.url}/xn`)
  await clean(reader)
  await reader.context().close()
})

test('the commune draws a sample and records the answers, and the dashboard shows the share', async ({ browser }) => {
  const page = await officer(browser)
  await page.getByRole('link', { name: 'Gọi lại xác minh' }).click()
  await page.getByRole('button', { name: 'Chọn mẫu gọi lại' }).first().click()
  const [year, month, day] = dayInVietnam(Date.now()).split('-')
  await page.getByLabel('Một ngày trong kỳ').fill(`${day}/${month}/${year}`)
  await page.getByLabel('Số lượt cần gọi').fill('4')
  await page.getByRole('button', { name: 'Chọn ngẫu nhiên' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Mẫu gọi lại: Tháng ${month}/${year}`)
  await clean(page)
  const items = page.locator('[data-item]')
  const count = await items.count()
  expect(count).toBeGreaterThanOrEqual(4)
  for (let n = 0; n < count; n++)
    await record(page, n, n === 0 ? 'Không liên lạc được' : n === 1 ? 'Không đúng' : 'Đúng')
  await expect(page.getByText(`Đã hỏi ${count} / ${count} lượt`)).toBeVisible()

  await page.getByRole('link', { name: 'Tổng quan' }).click()
  const summary = page.locator('[data-verified-summary]')
  await expect(summary).toContainText(`${count - 2} đúng, 1 không đúng, 1 không liên lạc được`)
  await expect(page.locator('[data-card=visits]')).toContainText('thật khoảng')
  await expect(page.locator('[data-card=members]')).toContainText('Đã xác minh: —')
  await clean(page)
  await page.context().close()
})

const record = async (page: Page, n: number, result: string): Promise<void> => {
  await page
    .locator('[data-item]')
    .nth(n)
    .getByRole('button', { name: /^Ghi kết quả/ })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(result, { exact: true }).check()
  if (n === 0) await clean(page)
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('[data-item]').nth(n)).toContainText(result)
}

const officer = async (browser: Browser): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill('xa-dinh-hoa')
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Định Hóa')
  return page
}

const clean = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
