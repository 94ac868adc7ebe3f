import { expect, type Page } from '@playwright/test'

/** The PIN of every phone in the tests that is about something else. */
export const testPin = '480937'

/** After signing in for the first time on a phone. */
export const setPin = async (page: Page, pin = testPin): Promise<void> => {
  await choosePin(page, pin)
  await isOpen(page)
}

/** Fills in the form and sends it off. */
export const choosePin = async (page: Page, pin: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Mã PIN mới, 6 số', exact: true }).fill(pin)
  await page.getByRole('textbox', { name: 'Nhập lại mã PIN mới', exact: true }).fill(pin)
  await page.getByRole('button', { name: 'Đặt PIN', exact: true }).click()
}

/** Where the app asks for the PIN: after each start. */
export const unlock = async (page: Page, pin = testPin): Promise<void> => {
  await typePin(page, pin)
  await isOpen(page)
}

export const typePin = (page: Page, pin: string): Promise<void> =>
  page.getByRole('textbox', { name: 'Mã PIN', exact: true }).fill(pin)

/** Starts the app at an address, and unlocks it. */
export const goUnlocked = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  await unlock(page)
}

const isOpen = (page: Page) => expect(page.getByRole('navigation')).toBeVisible({ timeout: 60_000 })
