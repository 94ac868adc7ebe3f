import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { v7 as newId } from 'uuid'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { dayInVietnam } from '../../src/platform/shared/dates.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// The rights of a person at the commune's desk, down to the phone of the team; and what stands behind them: the ministry's
// calendar by which the answer is due, and the province's rule. A product of its own: no other test counts on its accounts.

const name = 'Lường Thị Rút Lui'
const today = dayInVietnam(Date.now())

let product: Product
test.beforeAll(async () => {
  product = new Product(dataFolder('tungnha-rights-'), await freePort())
  await product.start()
  await somebodyInTheRegister()
})
test.afterAll(() => product?.discard())

const post = async <Body>(path: string, body: unknown, token?: string): Promise<Body> => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(product.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Body
}

/** The commune switches its register on, and somebody who agreed stands in it. */
const somebodyInTheRegister = async () => {
  const [{ place, team } = { place: '', team: '' }] = await product.sql<{ place: string; team: string }>(
    `select g.place_id as place, t.id as team from role_grant g join account a on a.id = g.account_id
     join team t on t.commune_id = g.place_id and t.name like '%Trung Kiên%' where a.sign_in_name = 'xa-dinh-hoa' limit 1`,
  )
  const as = { device: 'e2e', username: 'xa-dinh-hoa', password: demoPassword }
  const { token } = await post<{ token: string }>('/api/auth/sign-in/username', as)
  const decision = {
    after: 0,
    on: true,
    purpose: 'Hướng dẫn từng người dân kỹ năng số; không dùng vào việc khác.',
    legalBasis: 'Luật 91/2025/QH15',
    retentionMonths: 6,
    decidedBy: 'Ủy ban nhân dân xã, Quyết định 12/QĐ-UBND',
    remark: null,
    validFrom: today,
  }
  await post(`/api/places/${place}/register`, decision, token)
  const command = (what: string, args: object) =>
    post<{ verdict: string }>(`/api/teams/${team}/commands`, { id: newId(), name: what, version: 1, args }, token)
  const household = { id: newId(), kind: 'home', number: '77', alley: 'Ngõ Rút', label: null, criteria: {} }
  await command('household.add', { household: { ...household, walkOrder: 1, note: null } })
  const person = { id: newId(), householdId: household.id, name, birthYear: 1961, sex: 'female', phone: null }
  await command('person.add', {
    register: team,
    person: { ...person, relation: 'head', criteria: {}, skills: {} },
    consent: [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }],
  })
}

const signedIn = async (browser: Browser, account: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(account)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}

const go = (page: Page, entry: string) =>
  page.getByRole('navigation').getByRole('link', { name: entry, exact: true }).click()

const clean = async (page: Page): Promise<void> => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

const phoneOfMember = async (): Promise<Phone> => {
  const phone = new Phone(product.url)
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill('0510000003')
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.tap('Đăng nhập')
  await phone.setPin()
  await phone.allSent()
  return phone
}

/** The phone asks the server again. */
const nextContact = async (phone: Phone) => {
  const asked = phone.page.waitForResponse((answer) => answer.ok() && answer.url().includes('/sync/pull'), {
    timeout: 90_000,
  })
  await phone.reload()
  await asked
  await phone.allSent()
}

const found = (phone: Phone) => phone.page.getByRole('link', { name: new RegExp(`^${name}`) })
const search = async (phone: Phone) => {
  await phone.go('Hộ dân')
  await phone.page.getByRole('searchbox').fill(name)
}

test('somebody takes the consent back at the desk: written down with its clock, done, and gone from the phone', async ({
  browser,
}) => {
  const phone = await phoneOfMember()
  await search(phone)
  await expect(found(phone).first()).toBeVisible()

  const page = await signedIn(browser, 'xa-dinh-hoa')
  await go(page, 'Người dân trong sổ')
  await page.getByRole('searchbox').fill('luong thi rut')
  await page.getByRole('button', { name: `Ghi yêu cầu của ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Người dân yêu cầu' }).click()
  await page.getByRole('option', { name: 'Rút lại đồng ý' }).click()
  await clean(page)
  await dialog.getByRole('button', { name: 'Ghi yêu cầu', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/Đã ghi yêu cầu; trả lời chậm nhất ngày/)).toBeVisible()
  await expect(page.locator('[data-person]')).toContainText('1 yêu cầu đang chờ')

  await go(page, 'Yêu cầu của người dân')
  const request = page.locator('[data-request]')
  await expect(request).toHaveCount(1)
  await request.getByRole('button', { name: /^Trả lời/ }).click()
  await expect(dialog.getByText(/Việc dùng dừng ngay/)).toBeVisible()
  await clean(page)
  const paper = page.waitForEvent('download')
  await dialog.getByRole('button', { name: /^Bản PDF/ }).click()
  expect((await paper).suggestedFilename()).toBe('thong-tin-dang-giu.pdf')
  await dialog.getByRole('button', { name: 'Làm và ghi là đã làm' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(request).toContainText('Đã làm')
  await clean(page)
  await page.context().close()

  await nextContact(phone)
  await search(phone)
  await expect(phone.page.getByRole('searchbox')).toHaveValue(name)
  await expect(found(phone)).toHaveCount(0)
  await phone.close()
})

test('the ministry enters a free day with its document, and takes it back', async ({ browser }) => {
  const page = await signedIn(browser, 'trung-uong')
  await go(page, 'Ngày nghỉ lễ')
  await page.getByRole('button', { name: 'Thêm ngày' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Ngày', exact: true }).fill(`10/06/${today.slice(0, 4)}`)
  await dialog.getByLabel('Dịp').fill('Nghỉ thử')
  await dialog.getByLabel(/^Văn bản quyết định/).fill('Thông báo số 7/TB-BNV')
  await dialog.getByRole('button', { name: 'Ghi', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  const row = page.locator(`[data-day="${today.slice(0, 4)}-06-10"]`)
  await expect(row).toContainText('Thông báo số 7/TB-BNV')
  await row.getByRole('button', { name: /^Bỏ/ }).click()
  await dialog.getByLabel(/^Văn bản quyết định/).fill('Thông báo số 8/TB-BNV')
  await dialog.getByRole('button', { name: 'Bỏ ngày này', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row).toHaveCount(0)
  await page.context().close()
})

test('the province tries a new rule out and decides it; the version before stays readable', async ({ browser }) => {
  const page = await signedIn(browser, 'tinh-thai-nguyen')
  await go(page, 'Tiêu chí gia đình số')
  await expect(page.getByText('Đang áp dụng tiêu chí mặc định')).toBeVisible()
  await page.getByRole('button', { name: 'Soạn bản mới' }).click()
  await page.getByRole('button', { name: 'Bỏ tiêu chí Chữ ký số cá nhân' }).click()
  await page.getByLabel('Tiêu chí mới').fill('Loa thông minh')
  await page.getByRole('button', { name: 'Thêm tiêu chí' }).click()
  await page.getByRole('button', { name: 'Xem trước kết quả' }).click()
  await expect(page.locator('[data-preview=households]')).toBeVisible()
  await expect(page.locator('[data-preview=citizens]')).toBeVisible()
  await clean(page)
  await page.getByLabel('Số văn bản').fill('Quyết định số 5/QĐ-UBND')
  await page.getByLabel('Ngày của văn bản').fill('20/11/2026')
  await page.getByRole('button', { name: 'Ghi quyết định' }).click()
  await expect(page.locator('[data-rule="1"]')).toContainText('Loa thông minh')
  await expect(page.locator('[data-rule="1"]')).not.toContainText('Chữ ký số cá nhân')
  await expect(page.locator('[data-version="1"]')).toContainText('Quyết định số 5/QĐ-UBND ngày 20/11/2026')
  await clean(page)
  await page.context().close()
})
