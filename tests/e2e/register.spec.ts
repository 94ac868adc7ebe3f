import { expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// The register of persons on two phones of one team, on the built product: nobody without consent, found by name, tested,
// merged and parted again; gone from the other phone when the person takes the consent back, and when the switch goes off.

const [firstNumber, secondNumber] = ['0510000003', '0510000004']
const hoa = 'Nguyễn Thị Hoa Sen'

let product: Product
let first: Phone
let second: Phone

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  product = new Product(dataFolder('tungnha-register-'), await freePort())
  await product.start()
  await switchIt(true)
  first = await signedIn(firstNumber)
  second = await signedIn(secondNumber)
  await first.holdsTheApp()
})

test.afterAll(async () => {
  await first?.close()
  await second?.close()
  await product?.discard()
})

const signedIn = async (number: string): Promise<Phone> => {
  const phone = new Phone(product.url)
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill(number)
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.tap('Đăng nhập')
  await phone.setPin()
  await phone.allSent()
  return phone
}

/** The commune's decision, as its office writes it. */
const switchIt = async (on: boolean) => {
  const communes = `select distinct t.commune_id from team t join membership s on s.team_id = t.id
     join member m on m.id = s.member_id join account a on a.id = m.account_id
     where a.sign_in_name = '+84510000003'`
  await product.sql(
    `insert into commune_register (commune_id, version, is_on, purpose, legal_basis, retention_months, decided_by, valid_from)
     select commune_id, coalesce((select max(version) from commune_register r where r.commune_id = c.commune_id), 0) + 1,
       $1, 'Hướng dẫn kỹ năng số', 'Luật 91/2025/QH15', 6, 'UBND xã', (now() at time zone 'Asia/Ho_Chi_Minh')::date
     from (${communes}) c`,
    [on],
  )
  await product.sql(`select refresh_registers(array(select id from team where commune_id in (${communes})))`)
}

/** At the first door of the list; the text, the answers, then who it is. */
const addPerson = async (phone: Phone, name: string, year: string) => {
  const { page } = phone
  await page.getByRole('link', { name: 'Thêm người' }).click()
  await expect(page.getByLabel('Họ và tên')).toHaveCount(0)
  await phone.tap('Đồng ý', 'Ông/bà có đồng ý cho ghi tên vào sổ hộ dân như vừa đọc không?')
  await expect(page.getByLabel('Họ và tên')).toHaveCount(0)
  await phone.tap('Chính người đó', 'Ai trả lời?')
  await phone.tap('Nói miệng', 'Bằng cách nào?')
  await page.getByLabel('Họ và tên').fill(name)
  await page.getByLabel('Năm sinh').fill(year)
  await phone.save()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

const find = async (phone: Phone, words: string) => {
  await phone.go('Hộ dân')
  await phone.page.getByLabel('Tìm hộ, tìm người').fill(words)
}

const person = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) })

/** The phone asks the server again. */
const seesWhat = async (phone: Phone) => {
  await phone.reload()
  await phone.allSent()
}

test('somebody who said yes is written down without a network, tested, and found by the team mate without marks', async () => {
  await first.offline(true)
  await first.addDoor('901', 'Ngõ Sen')
  await first.door('901').click()
  await addPerson(first, hoa, '1958')
  await first.tap(/^Thanh toán trực tuyến/)
  await first.tap('Tự làm được', 'Thanh toán trực tuyến')
  await expect(first.page.getByText('Tự làm được ·')).toBeVisible()
  await find(first, 'hoa sen')
  await expect(person(first.page, hoa)).toBeVisible()

  await person(first.page, hoa).click()
  await first.page.getByRole('button', { name: 'Quay lại' }).click()
  await expect(first.page.getByLabel('Tìm hộ, tìm người')).toHaveValue('hoa sen')

  await first.offline(false)
  await first.allSent()
  await seesWhat(second)
  await find(second, 'hoa sen')
  await person(second.page, hoa).click()
  await expect(second.page.getByText('Tự làm được ·')).toBeVisible()
})

test('written down twice: proposed, merged, and two again', async () => {
  await first.go('Hộ dân')
  await first.door('901').click()
  await addPerson(first, hoa, '1958')
  await first.go('Hộ dân')
  await first.page.getByRole('link', { name: /^Có thể trùng/ }).click()
  const keep = first.page.getByRole('button', { name: 'Gộp, giữ mục này' })
  await keep.first().click()
  await expect(first.page.getByText(`${hoa} → ${hoa}`)).toBeVisible()
  await first.tap('Hoàn tác')
  await expect(first.page.getByText(`${hoa} → ${hoa}`)).toHaveCount(0)
  await expect(keep.first()).toBeVisible()
  await keep.first().click()
  await first.allSent()
  await seesWhat(second)
  await find(second, 'hoa sen')
  await expect(person(second.page, hoa)).toHaveCount(1)
})

test('who takes the consent back is gone from the team mate’s phone', async () => {
  await find(first, 'hoa sen')
  await person(first.page, hoa).click()
  await first.page.getByRole('link', { name: 'Đổi hoặc rút đồng ý' }).click()
  await first.tap('Rút đồng ý')
  await expect(first.page.getByRole('alert')).toContainText('ai trả lời')
  await first.tap('Chính người đó', 'Ai trả lời?')
  await first.tap('Nói miệng', 'Bằng cách nào?')
  await first.tap('Rút đồng ý')
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('Đã rút đồng ý')
  await first.allSent()
  await seesWhat(second)
  await second.go('Hộ dân')
  await second.door('901').click()
  await expect(second.page.getByRole('link', { name: /^Đã rút đồng ý/ })).toBeVisible()
  await expect(second.page.getByText(hoa)).toHaveCount(0)
})

test('the switch goes off: nobody is shown any more, and what was not sent lies in the tray with its reason', async () => {
  await second.offline(true)
  await second.go('Hộ dân')
  await second.door('901').click()
  await addPerson(second, 'Lò Văn Thử', '1990')
  await switchIt(false)
  await second.offline(false)
  await expect(second.page.getByRole('link', { name: /việc bị từ chối/ })).toBeVisible({ timeout: 90_000 })
  await second.page.getByRole('link', { name: /việc bị từ chối/ }).click()
  await expect(second.page.getByText('Thêm người')).toBeVisible()
  await expect(second.page.getByText(/danh sách người dân/)).toBeVisible()
  await second.go('Hộ dân')
  await second.door('901').click()
  await expect(second.page.getByText('Người trong hộ')).toHaveCount(0)
})
