import { expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// The register of persons on two phones of one team, on the built product: nobody without consent, found by name and door
// and phone, tested, moved, merged and parted again; gone from both phones, with every trace, when the person takes the
// consent back, and when the commune's switch goes off. A product of its own: no other test counts on its accounts.

const [firstNumber, secondNumber] = ['0510000003', '0510000004']
const hoa = 'Nguyễn Thị Hoa Sen'
const nam = 'Đỗ Hữu Nam Phước'

let product: Product
let first: Phone
let second: Phone

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  product = new Product(dataFolder('tungnha-register-'), await freePort())
  await product.start()
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

/** The commune's decision, made by its officer as the office's page makes it. */
const switchIt = async (on: boolean) => {
  const [{ place } = { place: '' }] = await product.sql<{ place: string }>(
    `select g.place_id as place from role_grant g join account a on a.id = g.account_id where a.sign_in_name = 'xa-dinh-hoa'`,
  )
  const as = { device: 'e2e', username: 'xa-dinh-hoa', password: demoPassword }
  const { token } = await answerOf<{ token: string }>('/api/auth/sign-in/username', as)
  const versions = await product.sql('select from commune_register where commune_id = $1', [place])
  const decision = {
    after: versions.length,
    on,
    purpose: 'Hướng dẫn từng người dân kỹ năng số; không dùng vào việc khác.',
    legalBasis: 'Luật 91/2025/QH15',
    retentionMonths: 6,
    decidedBy: 'Ủy ban nhân dân xã, Quyết định 12/QĐ-UBND',
    remark: null,
    validFrom: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10),
  }
  await answerOf(`/api/places/${place}/register`, decision, token)
}

const answerOf = async <Body>(path: string, body: unknown, token?: string): Promise<Body> => {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(product.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Body
}

interface NewPerson {
  name: string
  year?: string
  phone?: string
  relation?: string
  /** What they have, of the criteria. */
  has?: readonly string[]
  /** What they do alone. */
  alone?: readonly string[]
}

const allButSignature = [
  'Điện thoại thông minh',
  'Tài khoản định danh điện tử (VNeID)',
  'Tài khoản thanh toán điện tử',
  'Tài khoản dịch vụ công trực tuyến',
  'Phần mềm bảo vệ an toàn cơ bản',
]
const allSkills = [
  'Dịch vụ công trực tuyến',
  'Mua sắm trực tuyến',
  'Thanh toán trực tuyến',
  'Tự bảo vệ trên mạng',
  'Nền tảng số địa phương',
]

/** On the page of a door; the text is read, the questions are answered, then who it is. */
const addPerson = async (phone: Phone, { name, year, phone: number, relation, has = [], alone = [] }: NewPerson) => {
  const { page } = phone
  await page.getByRole('link', { name: 'Thêm người' }).click()
  await saysYes(phone)
  await page.getByLabel('Họ và tên').fill(name)
  if (year) await page.getByLabel('Năm sinh').fill(year)
  if (number) await page.getByLabel('Điện thoại').fill(number)
  if (relation) await phone.tap(relation, 'Quan hệ với chủ hộ')
  for (const criterion of has) await phone.tap('Có', criterion)
  for (const skill of alone) await phone.tap('Tự làm được', skill)
  await phone.save()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
}

const saysYes = async (phone: Phone) => {
  await expect(phone.page.getByLabel('Họ và tên')).toHaveCount(0)
  await phone.tap('Đồng ý', mayWrite)
  await expect(phone.page.getByLabel('Họ và tên')).toHaveCount(0)
  await phone.tap('Chính người đó', 'Ai trả lời?')
  await phone.tap('Nói miệng', 'Bằng cách nào?')
}

const mayWrite = 'Ông/bà có đồng ý cho ghi tên vào sổ hộ dân như vừa đọc không?'

const find = async (phone: Phone, words: string) => {
  await phone.go('Hộ dân')
  await phone.page.getByRole('searchbox').fill(words)
}

const toDoor = async (phone: Phone, number: string) => {
  await find(phone, number)
  await phone.door(number).click()
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^Số ${number},`))
}

const toPerson = async (phone: Phone, name: string) => {
  await find(phone, name)
  await person(phone.page, name).first().click()
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(name)
}

const person = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) })

/** Whom the list of people names, after a filter. */
const foundPeople = (page: Page) => page.getByRole('region', { name: 'Người dân' })

/** The phone asks the server again. */
const seesWhat = async (phone: Phone) => {
  const asked = phone.page.waitForResponse((answer) => answer.ok() && answer.url().includes('/sync/pull'), {
    timeout: 90_000,
  })
  await phone.reload()
  await asked
  await phone.allSent()
}

test('before the commune has decided: no way to a person, and no search for people', async () => {
  await first.addDoor('901', 'Ngõ Sen')
  await expect(first.page.getByText('Người trong hộ')).toHaveCount(0)
  const door = new URL(first.page.url()).pathname
  await first.open(`${door}/people/new`)
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('Sổ hộ dân đang tắt')
  await first.go('Hộ dân')
  await expect(first.page.getByRole('searchbox', { name: 'Tìm hộ', exact: true })).toBeVisible()
  await first.allSent()
})

test('a no is a no: nothing of the person stays on the phone', async () => {
  await switchIt(true)
  await seesWhat(first)
  await toDoor(first, '901')
  await expect(first.page.getByText('Chưa ghi ai. Chỉ ghi tên khi người dân đồng ý.')).toBeVisible()
  await first.offline(true)
  await first.page.getByRole('link', { name: 'Thêm người' }).click()
  await expect(first.page.getByText('Luật 91/2025/QH15')).toBeVisible()
  await expect(first.page.getByText('Quyết định 12/QĐ-UBND')).toBeVisible()
  const chosen = first.page.locator('[aria-pressed=true]')
  await expect(chosen).toHaveCount(0)
  await saysYes(first)
  await first.page.getByLabel('Họ và tên').fill('Trần Văn Từ Chối')
  await first.tap('Không đồng ý', mayWrite)
  await expect(first.page.getByLabel('Họ và tên')).toHaveCount(0)
  await first.page.getByRole('link', { name: 'Ghi nhận theo số người' }).click()
  await toDoor(first, '901')
  await first.page.getByRole('link', { name: 'Thêm người' }).click()
  await saysYes(first)
  await expect(first.page.getByLabel('Họ và tên')).toHaveValue('')
  await first.tap('Không đồng ý', mayWrite)
  await first.page.getByRole('link', { name: 'Ghi nhận theo số người' }).click()
  await expect(first.status()).toContainText('Đã gửi hết')
})

test('who said yes is written down without a network, tested, and is there on the team mate’s phone', async () => {
  await toDoor(first, '901')
  await addPerson(first, { name: hoa, year: '1958', phone: '0912 345 678' })
  await first.tap(/^Thanh toán trực tuyến/)
  await first.tap('Chưa làm được', 'Thanh toán trực tuyến')
  await expect(first.page.getByText('Chưa làm được ·')).toBeVisible()
  await first.tap('Hoàn tác')
  await expect(first.page.getByText('Chưa làm được ·')).toHaveCount(0)
  await first.tap(/^Thanh toán trực tuyến/)
  await first.tap('Làm được khi có người giúp', 'Thanh toán trực tuyến')
  await expect(first.page.getByText(/^Làm được khi có người giúp · \d\d\/\d\d\/\d{4}$/)).toBeVisible()
  await expect(first.page.getByText('0912 345 678 (chưa đồng ý cho gọi)')).toBeVisible()

  await first.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await first.page.getByLabel('Năm sinh').fill('1959')
  await first.tap('Có', 'Điện thoại thông minh')
  await first.tap('Nói đã xác nhận trên VNeID', 'Kỹ năng số trên VNeID')
  await first.save()
  await expect(first.page.getByText('1959')).toBeVisible()
  await expect(first.page.getByText(/Công dân số: còn thiếu tài khoản định danh/)).toBeVisible()

  await first.offline(false)
  await first.allSent()
  await seesWhat(second)
  await toDoor(second, '901')
  await expect(
    second.page.getByText(/Gia đình số: còn thiếu đường truyền cáp quang; .*kỹ năng số cơ bản/),
  ).toBeVisible()
  await person(second.page, hoa).click()
  await expect(second.page.getByText('Làm được khi có người giúp ·')).toBeVisible()
  const [row] = await product.sql<{ criteria: object; vneid: boolean }>(
    `select criteria, vneid_said_on = (now() at time zone 'Asia/Ho_Chi_Minh')::date as vneid from person where name = $1`,
    [hoa],
  )
  expect(row).toEqual({ criteria: { smartphone: true }, vneid: true })
})

test('found without a network: without marks, by door, by lane, by the last digits of the phone; what was typed stays', async () => {
  await first.offline(true)
  await toDoor(first, '901')
  await addPerson(first, { name: nam, year: '1990', relation: 'Con', has: allButSignature.slice(1), alone: allSkills })
  for (const words of ['hoa sen', 'SEN hoa ngu', '901 hoa', 'ngo sen', '5678']) {
    await find(first, words)
    await expect(person(first.page, hoa), words).toBeVisible()
  }
  await find(first, 'phuoc do')
  await expect(person(first.page, nam)).toBeVisible()
  await expect(person(first.page, hoa)).toHaveCount(0)
  await person(first.page, nam).click()
  await first.page.getByRole('button', { name: 'Quay lại' }).click()
  await expect(first.page.getByRole('searchbox')).toHaveValue('phuoc do')
})

test('filtered: not visited, follow-up due, elderly, lacks a criterion, cannot do a skill', async () => {
  await find(first, '')
  await first.tap('Lọc theo người, kỹ năng')
  const people = foundPeople(first.page)
  await first.tap('Từ 60 tuổi', 'Tuổi')
  await expect(person(first.page, hoa)).toBeVisible()
  await expect(person(first.page, nam)).toHaveCount(0)
  await first.tap('Từ 60 tuổi', 'Tuổi')
  await first.page.getByLabel('Chưa có (hoặc chưa hỏi)').selectOption('Điện thoại thông minh')
  await expect(people.getByRole('link')).toHaveText([new RegExp(`^${nam}`)])
  await first.page.getByLabel('Chưa có (hoặc chưa hỏi)').selectOption('Không lọc')
  await first.page.getByLabel('Chưa tự làm được').selectOption('Thanh toán trực tuyến')
  await expect(people.getByRole('link')).toHaveText([new RegExp(`^${hoa}`)])
  await first.tap(/^Đến hẹn/, 'Lọc theo')
  await expect(people.getByRole('link')).toHaveCount(0)
  await first.tap(/^Chưa tới/, 'Lọc theo')
  await expect(people.getByRole('link')).toHaveText([new RegExp(`^${hoa}`)])
  await first.tap('Bỏ lọc theo người')
  await expect(first.door('901')).toBeVisible()
  await first.tap(/^Đến hẹn/, 'Lọc theo')
  await expect(first.door('901')).toHaveCount(0)
  await first.tap(/^Tất cả/, 'Lọc theo')
})

test('moved to another door with an undo; no longer lives here, and back', async () => {
  await first.addDoor('903', 'Ngõ Sen')
  await toPerson(first, nam)
  await first.page.getByRole('link', { name: 'Chuyển sang hộ khác' }).click()
  await first.page.getByRole('searchbox').fill('903')
  await first.tap(/^Số 903, Ngõ Sen/)
  const door = (number: string) => first.page.getByRole('link', { name: new RegExp(`^Số ${number}, Ngõ Sen`) })
  await expect(door('903')).toBeVisible()
  await first.tap('Hoàn tác')
  await expect(door('901')).toBeVisible()
  await first.page.getByRole('link', { name: 'Chuyển sang hộ khác' }).click()
  await first.page.getByRole('searchbox').fill('903')
  await first.tap(/^Số 903, Ngõ Sen/)
  await first.tap('Không còn ở đây')
  await expect(first.page.getByText(/^Không còn ở đây từ/)).toBeVisible()
  await first.tap('Vẫn ở đây')
  await expect(first.page.getByText(/^Không còn ở đây từ/)).toHaveCount(0)
  await first.offline(false)
  await first.allSent()
  const [row] = await product.sql<{ number: string; left: string | null }>(
    `select h.number, p.left_on as left from person p join household h on h.id = p.household_id where p.name = $1`,
    [nam],
  )
  expect(row).toEqual({ number: '903', left: null })
})

test('the walk is arranged by hand without a network: one place, or far away, and back', async () => {
  await first.offline(true)
  await find(first, 'ngo sen')
  await first.tap('Sắp xếp đường đi')
  const door = (number: string) =>
    first.page.getByRole('main').getByRole('button', { name: new RegExp(`^Số ${number},`) })
  const order = () =>
    first.page
      .getByRole('main')
      .getByRole('button', { name: /^Số \d+,/ })
      .allTextContents()
  await expect.poll(order).toEqual([expect.stringMatching(/^Số 901/), expect.stringMatching(/^Số 903/)])
  await first.page.getByRole('button', { name: 'Đi trước một nhà' }).last().click()
  await expect.poll(order).toEqual([expect.stringMatching(/^Số 903/), expect.stringMatching(/^Số 901/)])
  await first.tap('Hoàn tác')
  await expect.poll(order).toEqual([expect.stringMatching(/^Số 901/), expect.stringMatching(/^Số 903/)])
  await door('903').press('Enter')
  await first.page.getByRole('searchbox').fill('')
  await first.tap('Đặt sau Số 1, Đường chính')
  await expect
    .poll(async () => (await order()).slice(0, 2))
    .toEqual([expect.stringMatching(/^Số 1,/), expect.stringMatching(/^Số 903,/)])
  await first.tap('Xong sắp xếp')
  await first.offline(false)
  await first.allSent()
})

test('what is missing for a digital household is said, until nothing is', async () => {
  await toPerson(first, nam)
  await first.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await first.tap('Có', 'Điện thoại thông minh')
  await first.save()
  await toDoor(first, '903')
  const missing = 'đường truyền cáp quang; chữ ký số cá nhân'
  await expect(first.page.getByText(`Gia đình số: còn thiếu ${missing}`, { exact: true })).toBeVisible()
  await first.tap('Có', 'Đường truyền cáp quang')
  await expect(first.page.getByText('Gia đình số: còn thiếu chữ ký số cá nhân', { exact: true })).toBeVisible()
  await person(first.page, nam).click()
  await expect(first.page.getByText('Công dân số: còn thiếu chữ ký số cá nhân', { exact: true })).toBeVisible()
  await first.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await first.tap('Có', 'Chữ ký số cá nhân')
  await first.save()
  await expect(first.page.getByText('Công dân số: đã đạt')).toBeVisible()
  await toDoor(first, '903')
  await expect(first.page.getByText('Gia đình số: đã đạt')).toBeVisible()
  await first.allSent()
  const recognised = () =>
    product.sql(
      `select from recognition r join household h on h.id = r.subject_id where h.number = '903' and until_day is null`,
    )
  await expect.poll(recognised, { timeout: 60_000 }).toHaveLength(1)
})

test('written down twice: proposed, merged, two again, and one for the team mate too', async () => {
  await toDoor(first, '901')
  await addPerson(first, { name: hoa, year: '1959' })
  await first.go('Hộ dân')
  await first.page.getByRole('link', { name: /^Có thể trùng/ }).click()
  await expect(first.page.getByText('Vì trùng họ tên, cùng năm sinh, cùng hộ')).toBeVisible()
  const keep = first.page.getByRole('button', { name: 'Gộp, giữ mục này' })
  const merged = first.page.getByText(`${hoa} → ${hoa}`)
  await keep.first().click()
  await expect(merged).toBeVisible()
  await first.tap('Hoàn tác')
  await expect(merged).toHaveCount(0)
  await keep.first().click()
  await expect(merged).toBeVisible()
  await first.allSent()
  await seesWhat(second)
  await find(second, 'hoa sen')
  await expect(person(second.page, hoa)).toHaveCount(1)
})

test('who takes the consent back is gone at once; nothing on the team mate’s phone names them any more', async () => {
  // The mate has changed something without a network, and has a form half filled in.
  await second.offline(true)
  await toPerson(second, hoa)
  await second.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await second.page.getByLabel('Điện thoại').fill('0987 654 321')
  await second.save()
  await second.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await second.page.getByLabel('Họ và tên').fill(`${hoa} Mai`)

  await first.offline(true)
  await toPerson(first, hoa)
  await first.page.getByRole('link', { name: 'Đổi hoặc rút đồng ý' }).click()
  await first.tap('Rút đồng ý')
  await expect(first.page.getByRole('alert')).toContainText('ai trả lời')
  await first.tap('Chính người đó', 'Ai trả lời?')
  await first.tap('Nói miệng', 'Bằng cách nào?')
  await first.tap('Rút đồng ý')
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('Đã rút đồng ý')
  await find(first, 'hoa sen')
  await expect(person(first.page, hoa)).toHaveCount(0)
  await first.open('/app/duplicates')
  await expect(first.page.getByText(hoa)).toHaveCount(0)
  await first.offline(false)
  await first.allSent()

  await second.offline(false)
  const refused = second.page.getByRole('link', { name: /việc bị từ chối/ })
  await expect(refused).toBeVisible({ timeout: 90_000 })
  await refused.click()
  await expect(second.page.getByText(/đã rút lại hoặc hạn chế/)).toBeVisible()
  await expect(second.page.getByText('0987')).toHaveCount(0)
  await expect(second.page.getByText(hoa)).toHaveCount(0)
  await second.tap('Bỏ việc này')
  await toDoor(second, '901')
  await second.page
    .getByRole('link', { name: /^Đã rút đồng ý/ })
    .first()
    .click()
  await second.page.getByRole('link', { name: 'Người dân đồng ý lại' }).click()
  await second.tap('Chính người đó', 'Ai trả lời?')
  await second.tap('Ký giấy', 'Bằng cách nào?')
  await second.tap('Đồng ý lại')
  await second.allSent()
  await seesWhat(second)
  await toPerson(second, hoa)
  await expect(second.page.getByText('0912 345 678', { exact: false })).toBeVisible()
  // The form that was half filled in when they withdrew is not there any more.
  await second.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await expect(second.page.getByLabel('Họ và tên')).toHaveValue(hoa)
})

test('who withdraws before anything was sent is never sent', async () => {
  await second.offline(true)
  await toDoor(second, '901')
  await addPerson(second, { name: 'Phạm Thị Chưa Gửi', phone: '0977 000 111' })
  await second.tap(/^Mua sắm trực tuyến/)
  await second.tap('Tự làm được', 'Mua sắm trực tuyến')
  await second.page.getByRole('link', { name: 'Đổi hoặc rút đồng ý' }).click()
  await second.tap('Chính người đó', 'Ai trả lời?')
  await second.tap('Nói miệng', 'Bằng cách nào?')
  await second.tap('Rút đồng ý')
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText(/^Số 901/)
  await expect(second.status()).toContainText('Đã gửi hết')
  await second.offline(false)
  await seesWhat(second)
  const sent = await product.sql(
    `select from command where args::text like '%Chưa Gửi%' or args::text like '%977000111%'`,
  )
  expect(sent).toEqual([])
  expect(await product.sql(`select from person where name like '%Chưa Gửi'`)).toEqual([])
})

test('the switch goes off: nobody is shown any more, and what was not sent lies in the tray with its reason, without the name', async () => {
  await second.offline(true)
  await toDoor(second, '901')
  await addPerson(second, { name: 'Lò Văn Thử', year: '1990' })
  await toPerson(second, nam)
  await second.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await second.page.getByLabel('Năm sinh').fill('1991')
  await switchIt(false)
  await second.offline(false)
  const refused = second.page.getByRole('link', { name: /việc bị từ chối/ })
  await expect(refused).toBeVisible({ timeout: 90_000 })
  await refused.click()
  await expect(second.page.getByText('Thêm người')).toBeVisible()
  await expect(second.page.getByText(/danh sách người dân/)).toBeVisible()
  await expect(second.page.getByText('Lò Văn Thử')).toHaveCount(0)
  await expect(second.page.getByRole('button', { name: 'Sửa rồi gửi lại' })).toHaveCount(0)
  await toDoor(second, '901')
  await expect(second.page.getByText('Người trong hộ')).toHaveCount(0)
  await seesWhat(first)
  await find(first, 'phuoc')
  await expect(first.page.getByText(nam)).toHaveCount(0)

  await switchIt(true)
  await seesWhat(second)
  await toPerson(second, nam)
  await second.page.getByRole('link', { name: 'Sửa thông tin' }).click()
  await expect(second.page.getByLabel('Năm sinh')).toHaveValue('1990')
})
