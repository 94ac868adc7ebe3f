import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// A hamlet's list comes in from Excel and reaches the phones; the commune takes it out again, and settles what is twice.

let product: Product
test.beforeAll(async () => {
  product = new Product(dataFolder('tungnha-lists-'), await freePort())
  await product.start()
})
test.afterAll(() => product?.discard())

const header = ['STT', 'Chủ hộ', 'Số nhà', 'Ngõ', 'Nhãn', 'Loại hộ', 'Cáp quang', 'Ghi chú']
const rows = [
  [1, 'Nguyễn Văn Kín', '901', 'Ngõ Thử', 'cổng xanh', 'Hộ gia đình', 'x', null],
  [2, 'Trần Thị Kín', '902', 'Ngõ Thử', null, 'Cửa hàng', 'không', 'mở từ 7 giờ'],
  [3, 'Lê Văn Kín', '903', 'Ngõ Thử', null, 'Hộ gia đình', null, 'CCCD 001203012345'],
  // The same number again in another spelling of the lane: two doors until somebody says that they are one.
  [4, 'Lê Văn Kín', '902', 'Ngõ Thử', 'quầy bên hông', 'Cửa hàng', null, null],
]

const listFile = async () => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('Xóm').addRows([['DANH SÁCH HỘ'], header, ...rows])
  const buffer = Buffer.from(await book.xlsx.writeBuffer())
  return { name: 'danh-sach.xlsx', mimeType: 'application/octet-stream', buffer }
}

test('a commune imports a hamlet’s list: preview, phones, nothing the second time, export, duplicates', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'xa-dinh-hoa')
  const team = await openTeam(page, 'Trung Kiên')
  await page.getByRole('button', { name: 'Hộ dân', exact: true }).click()
  await page.getByRole('button', { name: 'Nhập từ Excel' }).click()
  await page.getByLabel('Tệp danh sách hộ').setInputFiles(await listFile())
  await expect(page.getByText('Cột “Chủ hộ” không được đọc và không được lưu', { exact: false })).toBeVisible()
  await expectCounts(page, { added: 3, changed: 0, same: 0, blockedRows: 1 })
  const blocked = page.locator('[data-problem="identity-number"]')
  await expect(blocked).toHaveAttribute('data-row', '5')
  await expect(blocked).toContainText('Ghi chú')
  await expect(page.locator('main')).not.toContainText(/Kín|001203012345/)
  await clean(page)
  const leftOver = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải các dòng chưa nhập' }).click()
  expect((await leftOver).suggestedFilename()).toMatch(/^Dòng chưa nhập/)

  await page.getByRole('button', { name: 'Nhập vào danh sách của tổ' }).click()
  await expect(page.locator('[data-list="applied"]')).toBeVisible()
  await expectCounts(page, { added: 3, changed: 0, same: 0 })
  await clean(page)
  await page.getByRole('button', { name: 'Nhập tệp khác' }).click()
  await page.getByLabel('Tệp danh sách hộ').setInputFiles(await listFile())
  await expectCounts(page, { added: 0, changed: 0, same: 3 })
  await expect(page.getByText('không có gì để nhập', { exact: false })).toBeVisible()

  const phone = new Phone(product.url)
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill('0510000001')
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.page.getByRole('button', { name: 'Đăng nhập' }).click()
  await phone.setPin()
  await phone.allSent()
  await phone.go('Hộ dân')
  await phone.page.getByRole('searchbox').or(phone.page.getByRole('textbox')).first().fill('ngo thu')
  await expect(phone.page.getByText('Số 901', { exact: false }).first()).toBeVisible({ timeout: 30_000 })

  await page.goto(`${product.url}${team}/doors`)
  await page.getByRole('button', { name: 'Xuất ra Excel' }).click()
  const taken = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Xuất', exact: true }).click()
  const file = await taken
  expect(file.suggestedFilename()).toMatch(/^danh-sach-ho_.*trung-kien.*_\d{8}-\d{4}_.+\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await file.path())
  expect(book.worksheets[0]?.getCell('A1').text).toMatch(/xuất từ Từng Nhà bởi .+ lúc \d\d:\d\d/)
  expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain('"901","Ngõ Thử","cổng xanh"')

  await duplicates(page, team)
  await phone.close()
  await page.context().close()
})

/** Merges, takes it back, says that they are two, takes that back too. */
const duplicates = async (page: Page, team: string) => {
  await page.getByRole('link', { name: 'Có thể trùng' }).click()
  await page.goto(`${page.url().split('?')[0]}?team=${team.split('/').at(-1)}`)
  await page.getByLabel('Tìm theo tên, số nhà, ngõ, nhãn').fill('902 ngo thu')
  const pair = page.locator('[data-pair="household"]')
  await expect(pair).toHaveCount(1)
  await clean(page)
  await pair
    .getByRole('button', { name: /^Gộp, giữ Số 902/ })
    .first()
    .click()
  await expect(pair).toHaveCount(0)
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await expect(pair).toHaveCount(1)
  await pair.getByRole('button', { name: 'Không phải là một' }).click()
  await expect(pair).toHaveCount(0)
  await page.getByRole('button', { name: 'Hoàn tác' }).last().click()
  await expect(pair).toHaveCount(1)
}

const clean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

const expectCounts = async (page: Page, counts: Record<string, number>) => {
  for (const [code, value] of Object.entries(counts))
    await expect(page.locator(`[data-count="${code}"]`)).toHaveAttribute('data-value', String(value))
}

/** Opens the page of a team and answers its path. */
const openTeam = async (page: Page, name: string): Promise<string> => {
  await page.getByRole('link', { name: 'Tổ công nghệ số', exact: true }).click()
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click()
  await page.waitForURL(/\/teams\/[0-9a-f-]{36}/)
  return /\/teams\/[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
}

const signedIn = async (browser: Browser, as: string): Promise<Page> => {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(as)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForURL(/\/places\//)
  return page
}
