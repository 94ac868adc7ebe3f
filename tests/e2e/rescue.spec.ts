import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// What becomes of work on a phone that cannot send it, on the built product: carried by somebody else, wiped because the
// phone was lost, kept because the server asked for a clean start.

const scratch = mkdtempSync(join(tmpdir(), 'tungnha-rescue-files-'))
const [leaderNumber, authorNumber, mateNumber] = ['0510000001', '0510000003', '0510000004']

let product: Product
let author: Phone
let mate: Phone

test.beforeAll(async () => {
  product = new Product(dataFolder('tungnha-rescue-'), await freePort())
  await product.start()
  author = await signedIn(authorNumber)
  mate = await signedIn(mateNumber)
})

test.afterAll(async () => {
  await author?.close()
  await mate?.close()
  await product?.discard()
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
  await leader.page.reload()
  await expect(leader.page.locator('[data-lost]').first()).toContainText('Máy đã xóa dữ liệu lúc')

  // Found again: signing in works, and the unsent work is gone for good.
  await signIn(lost, authorNumber)
  await lost.close()
  await leader.close()
})
