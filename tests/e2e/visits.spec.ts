import { statSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { Phone } from './phone.ts'
import { sharedProduct } from './shared-product.ts'

// The work of a day away from the doors, on the built product: many people in a row at the help desk, a group session,
// what was agreed, and the card for the group, made without a network.

const account = '0510000003'
const product = sharedProduct()
const phone = new Phone(product.url)

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill(account)
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.tap('Đăng nhập')
  await phone.setPin()
  await phone.allSent()
  await phone.holdsTheApp()
})
test.afterAll(() => phone.close())

const mine = (condition: string) =>
  product.sql<{ people: number; skills: { skill: string; level: string }[]; attendance: string | null }>(
    `select v.people, v.skills, v.attendance from visit v join member m on m.id = v.made_by join account a on a.id = m.account_id
     where a.sign_in_name = $1 and v.day = (now() at time zone 'Asia/Ho_Chi_Minh')::date and v.cancelled_on is null and ${condition}
     order by v.made_at`,
    [account.replace(/^0/, '+84')],
  )

/** What the account has done today, as SQL counts it: its own visits, and those in which it took part. */
const doneToday = async () => {
  const [done] = await product.sql<{ visits: number; people: number; doors: number }>(
    `select count(*)::int as visits, sum(v.people)::int as people,
       count(distinct v.household_id) filter (where v.place = 'home' and v.outcome = 'done')::int as doors
     from visit v, member m join account a on a.id = m.account_id
     where a.sign_in_name = $1 and (v.made_by = m.id or m.id = any (v.members))
       and v.day = (now() at time zone 'Asia/Ho_Chi_Minh')::date and v.cancelled_on is null`,
    [account.replace(/^0/, '+84')],
  )
  if (!done) throw new Error('nothing was counted')
  return done
}

const next = () => phone.tap('Lưu 1 người, đến người tiếp')
const tally = () => phone.page.getByRole('main').getByRole('status').first()

test('many people in a row: one tap each, what was chosen stays, the last is taken back; all without a network', async () => {
  await phone.offline(true)
  await phone.go('Ghi nhận')
  await phone.page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await phone.tap('Thanh toán trực tuyến', 'Kỹ năng')
  await phone.tap('Tự làm được', 'Thanh toán trực tuyến: mức đạt được')
  await phone.tap('Người cao tuổi', 'Trong đó có')
  // Others who work with this account have counted people today too.
  const before = Number.parseInt((await tally().textContent()) ?? '', 10) || 0
  const counted = (people: number) => expect(tally()).toContainText(new RegExp(`^${before + people}\\D`))
  for (const people of [1, 2, 3]) {
    await next()
    await counted(people)
  }
  await phone.tap('Bớt 1 người')
  await counted(2)
  await expect(phone.page.getByRole('button', { name: 'Người cao tuổi' })).toHaveAttribute('aria-pressed', 'false')
  await phone.killTab()
  await phone.open('/app/record/desk')
  await counted(2)
  await phone.offline(false)
  await phone.allSent()
  const visits = await mine(`v.place = 'desk'`)
  expect(visits.slice(-2).map(({ people, skills }) => [people, skills[0]?.skill, skills[0]?.level])).toEqual([
    [1, 'payment', 'alone'],
    [1, 'payment', 'alone'],
  ])
})

test('a group session is counted in fives and tens; a number of an identity card is not taken', async () => {
  await phone.go('Ghi nhận')
  await phone.page.getByRole('link', { name: 'Buổi hướng dẫn nhóm' }).click()
  await phone.tap('Thêm 10 người')
  await phone.tap('Thêm 5 người')
  await phone.tap('Tự bảo vệ trên mạng', 'Kỹ năng')
  await phone.page.getByLabel('Ghi chú').fill('CCCD 001203012345')
  await expect(phone.page.getByText('Có vẻ là số căn cước')).toBeVisible()
  await phone.save()
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Buổi hướng dẫn nhóm')
  await phone.page.getByLabel('Ghi chú').fill('ở nhà văn hóa')
  await phone.tap('Tuần sau', 'Hẹn lại')
  await phone.save()
  await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
  await phone.allSent()
  expect(await mine(`v.place = 'group'`)).toMatchObject([
    { people: 16, attendance: 'count', skills: [{ skill: 'safety', people: 16 }] },
  ])
})

test('what was agreed stands in the list by its day, and is ticked off with a word, and back', async () => {
  await phone.go('Hôm nay')
  await phone.page.getByRole('link', { name: /Xem lịch hẹn/ }).click()
  const session = phone.page.getByRole('button', { name: 'Xong hẹn: Buổi hướng dẫn nhóm' })
  await session.click()
  await phone.tap('Không cần nữa', 'Vì sao không cần đến nữa?')
  await expect(session).toBeHidden()
  await phone.tap('Hoàn tác')
  await session.click()
  await phone.page.getByLabel('Hoặc ghi vài chữ').fill('đã gọi lại')
  await phone.tap('Đánh dấu xong')
  await expect(session).toBeHidden()
  await phone.allSent()
  const [{ done } = { done: null }] = await product.sql<{ done: { word: string } | null }>(
    `select follow_up_done as done from visit where place = 'group' order by made_at desc limit 1`,
  )
  expect(done).toMatchObject({ word: 'đã gọi lại' })
})

test('the card of the day is made and saved without a network, with the numbers of the phone', async () => {
  // Other specs record with this account too: what the card must say is what it has done today, whoever asked for it.
  const { visits, people, doors } = await doneToday()
  expect(visits).toBeGreaterThanOrEqual(3)
  expect(people).toBeGreaterThanOrEqual(18)
  await phone.offline(true)
  await phone.go('Hôm nay')
  await phone.page.getByRole('link', { name: 'Thẻ kết quả gửi nhóm' }).click()
  await phone.tap('Riêng tôi', 'Ai làm')
  const text = phone.page.getByLabel('Chữ để dán vào nhóm')
  const words = `• ${visits} lượt\n• ${people} lượt người\n• ${doors} hộ đã hướng dẫn\n`
  await expect(text).toHaveValue(new RegExp(words))
  const picture = phone.page.getByRole('img', { name: new RegExp(`\\b${people} lượt người`) })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])).toEqual([
    1080, 1350,
  ])
  const [download] = await Promise.all([phone.page.waitForEvent('download'), phone.tap('Chia sẻ ảnh và chữ')])
  expect(download.suggestedFilename()).toMatch(/^tung-nha-[\d-]+\.png$/)
  expect(statSync(await download.path()).size).toBeGreaterThan(10_000)
  await phone.offline(false)
})
