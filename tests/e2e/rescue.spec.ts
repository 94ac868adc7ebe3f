import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { fromCamera, takePhoto } from './camera.ts'
import { Phone } from './phone.ts'
import { sharedProduct } from './shared-product.ts'

// What becomes of work on a phone that cannot send it, on the built product: carried by somebody else, wiped because the
// phone was lost, kept because the server asked for a clean start.

const scratch = mkdtempSync(join(tmpdir(), 'tungnha-rescue-files-'))
const [leaderNumber, authorNumber, mateNumber] = ['0510000001', '0510000003', '0510000004']

const product = sharedProduct()
let author: Phone
let mate: Phone

test.beforeAll(async () => {
  author = await signedIn(authorNumber)
  mate = await signedIn(mateNumber)
})

test.afterAll(async () => {
  await author?.close()
  await mate?.close()
})

const signedIn = async (number: string): Promise<Phone> => {
  const phone = new Phone(product.url)
  await phone.open()
  await signIn(phone, number)
  return phone
}

const signIn = async (phone: Phone, number: string) => {
  await phone.page.getByLabel('Số điện thoại').fill(number)
  await phone.page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await phone.tap('Đăng nhập')
  await phone.setPin()
  await phone.allSent()
}

/** Records a visit at the help desk. */
const record = async (phone: Phone) => {
  await phone.go('Ghi nhận')
  await phone.page.getByRole('link', { name: 'Tại điểm hỗ trợ' }).click()
  await phone.tap('Tự bảo vệ trên mạng', 'Kỹ năng')
  await phone.save()
  await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
}

const visits = async (): Promise<number> =>
  Number((await product.sql<{ n: string }>('select count(*) as n from visit'))[0]?.n)

const openMore = async (phone: Phone, name: RegExp) => {
  await phone.go('Thêm')
  await phone.page.getByRole('link', { name }).click()
}

/** Saves a rescue file as the phone does, and answers where it lies. */
const saveFile = async (page: Page): Promise<string> => {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Lưu tệp cứu hộ' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^tungnha-cuu-ho-\d{4}-\d\d-\d\d\.tnr$/)
  const path = join(scratch, `${Date.now()}-${download.suggestedFilename()}`)
  await download.saveAs(path)
  return path
}

const bring = async (phone: Phone, path: string, result: string) => {
  await openMore(phone, /Tệp cứu hộ/)
  const choosing = phone.page.waitForEvent('filechooser')
  await phone.page.getByRole('button', { name: 'Chọn tệp cứu hộ' }).click()
  await (await choosing).setFiles(path)
  await expect(phone.page.locator(`[data-rescue="${result}"]`)).toBeVisible()
}

test('a phone without a network gives its work to a team mate; it arrives once, in its author’s name', async () => {
  const before = await visits()
  await author.holdsTheApp()
  await author.offline(true)
  await record(author)
  await record(author)
  await author.go('Hộ dân')
  await author.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
  await author.page.getByLabel('Số nhà').fill('77')

  await openMore(author, /Tệp cứu hộ/)
  await expect(author.page.getByText('2 việc chưa gửi, 1 phiếu đang ghi dở')).toBeVisible()
  const path = await saveFile(author.page)
  await expect(author.page.getByText('việc trên máy vẫn còn nguyên')).toBeVisible()

  await bring(mate, path, '2/0/0/0/1')
  expect(await visits()).toBe(before + 2)
  await bring(mate, path, '0/2/0/0/0')
  expect(await visits()).toBe(before + 2)
  const [{ name } = { name: '' }] = await product.sql<{ name: string }>(
    `select m.name from visit v join member m on m.id = v.made_by order by v.made_at desc limit 1`,
  )
  await expect(mate.page.getByText(`Đã nhận tệp cứu hộ của ${name}.`)).toBeVisible()

  await author.offline(false)
  await author.allSent()
  expect(await visits()).toBe(before + 2)
  await expect(author.page.getByText('bị từ chối')).toHaveCount(0)
})

test('the phone broke: on a new one the half-done form is there again', async () => {
  const broken = await signedIn(authorNumber)
  await broken.go('Hộ dân')
  await broken.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
  await broken.page.getByLabel('Số nhà').fill('88 bis')
  await openMore(broken, /Tệp cứu hộ/)
  const path = await saveFile(broken.page)
  await broken.close()
  await product.sql('delete from rescue_draft')

  await bring(mate, path, '0/0/0/0/1')
  const next = await signedIn(authorNumber)
  await expect
    .poll(async () => (await product.sql<{ n: string }>('select count(*) as n from rescue_draft'))[0]?.n)
    .toBe('0')
  await next.go('Hộ dân')
  await next.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
  await expect(next.page.getByLabel('Số nhà')).toHaveValue('88 bis')
  await next.close()
})

test('photos travel in the file: they arrive as their author’s, and that of a half-written visit comes home', async () => {
  const broken = await signedIn(authorNumber)
  await broken.holdsTheApp()
  await broken.offline(true)
  await broken.recordAt('1')
  await broken.tap('Thanh toán trực tuyến')
  await takePhoto(broken, await fromCamera())
  await broken.save()
  await expect(broken.page.getByText('Đã lưu trên máy')).toBeVisible()
  await broken.recordAt('2')
  await broken.tap('Thanh toán trực tuyến')
  await takePhoto(broken, await fromCamera())
  await openMore(broken, /Tệp cứu hộ/)
  await expect(broken.page.getByText('2 việc chưa gửi, 1 phiếu đang ghi dở, 2 ảnh chưa gửi')).toBeVisible()
  await broken.page.screenshot({ path: join(scratch, 'photos.png') })
  const path = await saveFile(broken.page)
  await broken.close()

  await bring(mate, path, '2/0/0/0/1')
  await expect(mate.page.locator('[data-photos="2/0/0/0"]')).toBeVisible()
  await mate.page.screenshot({ path: join(scratch, 'photos-brought.png') })
  await bring(mate, path, '0/2/0/0/0')
  await expect(mate.page.locator('[data-photos="0/2/0/0"]')).toBeVisible()
  const photos = () =>
    product.sql<{ of: string }>(
      `select a.sign_in_name as of from photo p join account a on a.id = p.taken_by where p.file_bytes is not null`,
    )
  await expect.poll(photos, { timeout: 60_000 }).toEqual([{ of: authorNumber.replace(/^0/, '+84') }])

  const next = await signedIn(authorNumber)
  await next.recordAt('2')
  await expect(next.page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
  await next.save()
  await next.allSent()
  await expect.poll(async () => (await photos()).length, { timeout: 60_000 }).toBe(2)
  await next.close()
})

test('signing out with unsent work: first the rescue file, then the way out opens', async () => {
  const leaving = await signedIn(authorNumber)
  await leaving.holdsTheApp()
  await leaving.offline(true)
  await record(leaving)
  await leaving.go('Thêm')
  await leaving.tap('Đăng xuất')
  await expect(leaving.page.getByRole('alert')).toContainText('Trên máy còn 1 việc chưa gửi')
  await leaving.page.getByRole('alert').getByText('Hãy lưu tệp cứu hộ trước').waitFor()
  await leaving.page.getByRole('link', { name: 'Lưu tệp cứu hộ', exact: true }).click()
  const path = await saveFile(leaving.page)
  await leaving.go('Thêm')
  await leaving.tap('Đăng xuất')
  await leaving.tap('Đã giữ tệp, đăng xuất và xóa trên máy')
  await expect(leaving.page.locator('input[autocomplete=current-password]')).toBeVisible()
  expect(await databases(leaving)).toEqual([])
  await leaving.close()
  await bring(mate, path, '1/0/0/0/0')
})

const databases = (phone: Phone) =>
  phone.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))

test('a lost phone: the leader reports it, and at its next contact nothing of the team is on it', async () => {
  const leader = await signedIn(leaderNumber)
  const lost = await signedIn(authorNumber)
  await lost.holdsTheApp()
  await lost.offline(true)
  await record(lost)

  await openMore(leader, /Tổ của tôi/)
  const [{ name } = { name: '' }] = await product.sql<{ name: string }>(
    `select m.name from member m join account a on a.id = m.account_id where a.sign_in_name = '+84510000003'`,
  )
  await leader.page.getByRole('link', { name: `Máy của ${name} bị mất` }).click()
  const phones = leader.page.locator('[data-phone]')
  // The last one used stands first.
  await phones.first().getByRole('button', { name: 'Máy bị mất' }).click()
  await expect(phones.first()).toContainText('Việc chưa gửi trên máy sẽ mất')
  await leader.page.screenshot({ path: join(scratch, 'lost.png') })
  await leader.tap('Đúng, máy này bị mất')
  await expect(leader.page.locator('[data-lost]').first()).toContainText('Máy chưa nối mạng từ lúc đó')

  await lost.offline(false)
  await expect(lost.page.getByText('Máy này đã được báo mất')).toBeVisible({ timeout: 60_000 })
  expect(await databases(lost)).toEqual([])
  expect(await lost.page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'tungnha.locale'))).toEqual(
    [],
  )
  await leader.reload()
  await expect(leader.page.locator('[data-lost]').first()).toContainText('Máy đã xóa dữ liệu lúc')

  // Found again: signing in works, and the unsent work is gone for good.
  await signIn(lost, authorNumber)
  await lost.close()
  await leader.close()
})

/** The page that asked for the PIN may have looked once more, and made an empty database by that. */
const recordsLeft = (phone: Phone): Promise<number> =>
  phone.page.evaluate(async () => {
    const opened = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
    let records = 0
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await opened(indexedDB.open(name))
      const stores = [...db.objectStoreNames]
      if (stores.length === 0) continue
      const transaction = db.transaction(stores)
      for (const store of stores) records += await opened(transaction.objectStore(store).count())
      db.close()
    }
    return records
  })

test('a lost phone that is locked wipes itself too, before anybody has typed a PIN', async () => {
  const lost = await signedIn(authorNumber)
  await lost.page.goto('about:blank')
  const [{ id } = { id: '' }] = await product.sql<{ id: string }>(
    `select s.id from auth_session s join account a on a.id = s.user_id
     where a.sign_in_name = '+84510000003' order by s.created_at desc limit 1`,
  )
  await openMore(mate, /Tổ của tôi/)
  // Whoever is no leader is not offered it.
  await expect(mate.page.getByRole('link', { name: /bị mất/ })).toHaveCount(0)
  const leader = await signedIn(leaderNumber)
  await openMore(leader, /Tổ của tôi/)
  const [{ name } = { name: '' }] = await product.sql<{ name: string }>(
    `select m.name from member m join account a on a.id = m.account_id where a.sign_in_name = '+84510000003'`,
  )
  await leader.page.getByRole('link', { name: `Máy của ${name} bị mất` }).click()
  const card = leader.page.locator(`[data-phone="${id}"]`)
  await card.getByRole('button', { name: 'Máy bị mất' }).click()
  await card.getByRole('button', { name: 'Đúng, máy này bị mất' }).click()
  await expect(leader.page.locator(`[data-lost="${id}"]`)).toBeVisible()

  await lost.page.goto(`${product.url}/app/`)
  await expect(lost.page.getByText('Máy này đã được báo mất')).toBeVisible({ timeout: 60_000 })
  expect(await recordsLeft(lost)).toBe(0)
  await lost.close()
  await leader.close()
})

test('a phone that fills up says so in time: first to make room, then that only records are kept', async () => {
  const phone = await signedIn(mateNumber)
  await phone.holdsTheApp()
  await phone.go('Thêm')
  await expect(phone.page.getByText(/^Máy còn (nhiều chỗ|chỗ cho)/)).toBeVisible()
  await phone.offline(true)
  // Chromium tells pages a round number of its own: what it tells is played.
  const tell = (used: number) =>
    phone.page.evaluate((share) => {
      navigator.storage.estimate = async () => ({ usage: share * 100_000_000, quota: 100_000_000 })
    }, used)
  const room = phone.page.locator('[data-room]')

  await tell(0.75)
  await record(phone)
  await expect(room).toHaveAttribute('data-room', 'warn')
  await tell(0.95)
  await record(phone)
  await expect(room).toHaveAttribute('data-room', 'records-only')

  await phone.offline(false)
  await phone.allSent()
  await phone.close()
})

test('the office asks for a clean start: the phone fetches all anew and keeps its unsent work and drafts', async ({
  browser,
}) => {
  const phone = await signedIn(authorNumber)
  await phone.holdsTheApp()
  await phone.offline(true)
  await record(phone)
  await phone.go('Hộ dân')
  await phone.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
  await phone.page.getByLabel('Số nhà').fill('99 bis')
  const office = await officeAt(await browser.newContext({ viewport: { width: 1366, height: 768 } }))
  const [{ id } = { id: '' }] = await product.sql<{ id: string }>(
    `select m.team_ids[1] as id from member m join account a on a.id = m.account_id where a.sign_in_name = '+84510000003'`,
  )
  await office.goto(`${product.url}/teams/${id}`)
  await office.getByRole('button', { name: 'Máy của tổ tải lại dữ liệu' }).click()
  await expect(office.getByText('sẽ tải lại dữ liệu ở lần đồng bộ tới')).toBeVisible()
  await office.context().close()

  const asked: string[] = []
  phone.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const before = await visits()
  await phone.offline(false)
  await phone.allSent()
  // What waits goes first; the answer to the pull behind it asks for the snapshot.
  await expect.poll(() => asked, { timeout: 60_000 }).toContain('/api/sync/snapshot')
  expect(await visits()).toBe(before + 1)
  await phone.go('Hộ dân')
  await phone.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
  await expect(phone.page.getByLabel('Số nhà')).toHaveValue('99 bis')
  await phone.close()
})

const officeAt = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill('xa-dinh-hoa')
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}

test('what the server refused stands at the commune with its reason, and a rescue file is taken there too', async ({
  browser,
}) => {
  const phone = await signedIn(authorNumber)
  await phone.holdsTheApp()
  await phone.offline(true)
  await record(phone)
  await openMore(phone, /Tệp cứu hộ/)
  const path = await saveFile(phone.page)
  await phone.close()
  // The author left two weeks ago: what was done since is refused.
  await product.sql(
    `update membership set joined_on = '2026-01-01', left_on = current_date - 14
     where member_id = (select m.id from member m join account a on a.id = m.account_id where a.sign_in_name = '+84510000003')`,
  )
  const office = await officeAt(await browser.newContext({ viewport: { width: 1366, height: 768 } }))
  await office.waitForURL(/\/places\/[0-9a-f-]{36}$/)
  await office.getByRole('link', { name: 'Việc bị từ chối' }).click()
  await office.getByLabel('Chọn tệp cứu hộ').setInputFiles(path)
  await expect(office.locator('[data-rescue="0/0/0/1/0"]')).toBeVisible()
  const row = office.locator('[data-refused]')
  await expect(row).toContainText('không còn (hoặc chưa) ở trong tổ')
  await expect(row).toContainText('Số người: 1')
  await office.screenshot({ path: join(scratch, 'refused.png'), fullPage: true })
  await row.getByRole('button', { name: 'Giao cho tổ' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Giao', exact: true }).click()
  await expect(row).toContainText('Đã giao cho')

  const leader = await signedIn(leaderNumber)
  await openMore(leader, /Việc của tổ cần xử lý/)
  await expect(leader.page.locator('[data-refused]')).toContainText('Xã giao cho tổ')
  await leader.page.screenshot({ path: join(scratch, 'team-refused.png') })
  await leader.tap('Đã ghi lại xong')
  await expect(leader.page.getByText('Không có việc nào cần tổ xử lý')).toBeVisible()
  await office.reload()
  await expect(office.getByText('Không có việc nào bị từ chối')).toBeVisible()
  await office.context().close()
  await leader.close()
})

test('an oldest app that was announced is on today’s page well before', async () => {
  const phone = await signedIn(mateNumber)
  await phone.page.context().route('**/api/me', async (route) => {
    const answer = await route.fetch()
    const me = await answer.json()
    me.phone.leastWire = { version: 99, from: '2099-01-15' }
    await route.fulfill({ response: answer, json: me })
  })
  await phone.reload()
  await expect(phone.page.locator('[data-notice="update"]')).toContainText('Từ ngày 15/01/2099')
  await phone.close()
})
