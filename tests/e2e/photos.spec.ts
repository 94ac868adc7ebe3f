import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { fromCamera, place, takePhoto } from './camera.ts'
import { Phone } from './phone.ts'
import { sharedProduct } from './shared-product.ts'

// A photo of a visit, from the camera without a network to the office: it never holds up the record, and nothing but the
// picture leaves the phone.

const product = sharedProduct()

test.setTimeout(300_000)

/** A door of the team's list. */
const number = '1'

const signIn = async (phone: Phone, number: string) => {
  await phone.open()
  await phone.page.getByLabel('Số điện thoại').fill(number)
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.page.getByRole('button', { name: 'Đăng nhập' }).click()
  await phone.setPin()
  await phone.allSent()
}

/** The member's team, and a second member of it. */
const teamMates = async () => {
  const [row] = await product.sql<{ team: string; mate: string }>(
    `select s.team_id as team, other.sign_in_name as mate
     from account a join member m on m.account_id = a.id join membership s on s.member_id = m.id and s.left_on is null
     join membership t on t.team_id = s.team_id and t.left_on is null and t.member_id <> s.member_id
     join member mm on mm.id = t.member_id join account other on other.id = mm.account_id
     where a.sign_in_name = '+84510000004' order by other.sign_in_name limit 1`,
  )
  if (!row) throw new Error('the demo world has no second member with an account')
  return row
}

const filesInDatabase = () =>
  product.sql<{ id: string; arrived: boolean; received: number }>(
    `select id, file_bytes is not null as arrived,
       (select coalesce(sum(length(bytes)), 0)::int from photo_part p where p.photo_id = photo.id) as received
     from photo order by taken_at`,
  )

test('taken without a network; the record goes first; a killed tab goes on at the same byte; seen by mate and office', async ({
  browser,
}) => {
  const { team, mate } = await teamMates()
  const picture = await fromCamera()
  expect(picture.includes(place)).toBe(true)
  const [phone, second] = [new Phone(product.url), new Phone(product.url)]
  try {
    await signIn(phone, '0510000004')
    await phone.holdsTheApp()
    await phone.recordAt(number)
    await expect(phone.page.getByRole('group', { name: 'Ảnh', exact: true })).toBeVisible()
    await phone.offline(true)
    await phone.tap('Thanh toán trực tuyến')
    await takePhoto(phone, picture)

    await test.step('a killed tab keeps the half-written visit with its photo', async () => {
      await phone.killTab()
      await phone.open()
      await phone.recordAt(number)
      await expect(phone.page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
      await phone.save()
      await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
    })

    await test.step('the record is sent while its photo cannot be; a part arrives, then the line breaks', async () => {
      let parts = 0
      await phone.page.context().route('**/api/photos/**', (route) => {
        if (route.request().method() !== 'PATCH') return route.continue()
        parts += 1
        return parts === 1 ? route.continue() : route.abort()
      })
      await phone.offline(false)
      await phone.allSent()
      await expect.poll(async () => (await filesInDatabase())[0]?.received, { timeout: 60_000 }).toBe(128_000)
      expect((await product.sql('select 1 from visit where photos is not null')).length).toBe(1)
      expect((await filesInDatabase())[0]?.arrived).toBe(false)
      await openVisit(phone, number)
      await expect(phone.page.getByText('Đang chờ gửi ảnh')).toBeVisible()
      await expect(phone.page.getByText('Đã gửi', { exact: true }).first()).toBeVisible()
    })

    await test.step('after the kill it goes on where the server stands', async () => {
      await phone.killTab()
      const offsets: number[] = []
      await phone.page.context().unroute('**/api/photos/**')
      phone.page.context().on('request', (request) => {
        const { pathname, searchParams } = new URL(request.url())
        if (pathname.startsWith('/api/photos/') && request.method() === 'PATCH')
          offsets.push(Number(searchParams.get('offset')))
      })
      await phone.open()
      await expect.poll(async () => (await filesInDatabase())[0]?.arrived, { timeout: 90_000 }).toBe(true)
      expect(offsets[0]).toBe(128_000)
      await openVisit(phone, number)
      await expect(phone.page.getByText('Ảnh đã gửi')).toBeVisible()
    })

    await test.step('a team mate sees it, and what is kept is the picture alone', async () => {
      await signIn(second, mate.replace('+84', '0'))
      await openVisit(second, number)
      const shown = second.page.getByRole('img', { name: 'Ảnh 1' })
      await expect(shown).toBeVisible()
      await expect
        .poll(() => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
        .toBe(320)
      await expect(second.page.getByRole('button', { name: 'Xóa ảnh' })).toHaveCount(0)
    })

    await test.step('the office sees it at the door', async () => {
      const office = await officeAt(await browser.newContext({ viewport: { width: 1366, height: 768 } }), team)
      const small = office.getByRole('img', { name: /^Ảnh chụp/ })
      await expect(small).toBeVisible()
      const href = await small.locator('xpath=..').getAttribute('href')
      const answer = await office.request.get(`${product.url}${href}`)
      const facts = await sharp(await answer.body()).metadata()
      expect([facts.format, facts.width, facts.height, facts.exif]).toEqual(['jpeg', 1600, 1200, undefined])
      expect((await answer.body()).includes(place)).toBe(false)
      await office.context().close()
    })

    await test.step('what waits and what room it takes is told; signing out leaves nothing', async () => {
      await phone.go('Thêm')
      await phone.page.getByRole('link', { name: /^Ảnh trên máy/ }).click()
      await expect(phone.page.getByText('Không có ảnh nào chờ gửi.')).toBeVisible()
      await phone.go('Thêm')
      await phone.page.getByRole('button', { name: 'Đăng xuất' }).click()
      await expect(phone.page.getByLabel('Số điện thoại')).toBeVisible()
      const left = await phone.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
      expect(left.filter((name) => name?.startsWith('tungnha'))).toEqual([])
    })
  } finally {
    await phone.close()
    await second.close()
  }
})

const openVisit = async (phone: Phone, number: string) => {
  await phone.go('Hộ dân')
  await phone.door(number).click()
  await phone.page.locator('a[href*="/visits/"]').first().click()
}

/** The officer of the team's commune, at the door. */
const officeAt = async (context: BrowserContext, team: string): Promise<Page> => {
  const [officer] = await product.sql<{ name: string }>(
    `select a.sign_in_name as name from account a join role_grant g on g.account_id = a.id
     join team t on t.commune_id = g.place_id where t.id = $1 and g.role = 'commune_officer' limit 1`,
    [team],
  )
  const page = await context.newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(officer?.name ?? '')
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  const [visit] = await product.sql<{ door: string }>('select household_id as door from visit where photos is not null')
  await page.goto(`${product.url}/teams/${team}/doors/${visit?.door}`)
  return page
}
