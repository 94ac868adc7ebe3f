import { expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { restoreDatabase } from '../stores/indexed-db.ts'
import { putPeople } from '../stores/people.ts'
import { type StoreFile, storeFiles } from '../stores/store-file.ts'
import { goUnlocked, setPin, unlock } from './pin.ts'
import { sharedProduct } from './shared-product.ts'

// F8: a phone that was last opened with an older version of the app. The same files as in tests/stores, in a real browser.

const product = sharedProduct()

for (const [name, file] of storeFiles()) {
  test(`${name}: the present app opens the store of then, and all its work arrives`, async ({ browser }) => {
    const phone = `+84518${String(file.wire).padStart(6, '0')}`
    await putPeople((text, values) => product.sql(text, values), file.people, phone, '+84510000004')
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' })
    const page = await context.newPage()
    await lay(page, product.url, file)

    await page.goto(`${product.url}/app/`)
    if (file.pin) await unlock(page, file.pin)
    else await setPin(page)
    const status = page.getByRole('status').first()
    await expect(status).toContainText('chờ gửi')
    await status.getByRole('button', { name: 'Đăng nhập lại' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Số điện thoại').fill(phone)
    await dialog.locator('input[autocomplete=current-password]').fill(demoPassword)
    await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await expect(status).toContainText('Đã gửi hết', { timeout: 90_000 })
    await expect(status).toContainText(`${file.holds.tray.length} việc bị từ chối`)

    const ids = file.holds.unsent.map(({ id }) => id)
    const settled = await product.sql<{ n: string }>(
      `select count(*) as n from command where id = any ($1::uuid[]) and verdict in ('accepted', 'merged', 'conflict')`,
      [ids],
    )
    expect(settled).toEqual([{ n: String(ids.length) }])
    // Photos follow their records; one of a half-written visit waits for it.
    const photos = () =>
      product.sql<{ id: string }>('select id from photo where id = any ($1::uuid[]) and file_bytes is not null', [
        file.holds.photos ?? [],
      ])
    await expect.poll(async () => (await photos()).length, { timeout: 90_000 }).toBe(file.holds.photos ? 1 : 0)
    const half = file.holds.drafts.find((key) => key.startsWith('visit/'))
    await goUnlocked(page, `${product.url}/app/record/${half?.replace('visit/', '')}`)
    await expect(page.getByText('đang ghi dở')).toBeVisible()
    await context.close()
  })
}

/** Puts the browser's stores there, at the app's address but without the app. */
const lay = async (page: Page, url: string, file: StoreFile) => {
  await page.goto(`${url}/app/icon-192.png`)
  for (const dump of file.databases) await page.evaluate(restoreDatabase, dump)
  await page.evaluate((texts) => {
    for (const [key, value] of Object.entries(texts)) localStorage.setItem(key, value)
  }, file.localStorage)
}
