import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import config from '../../playwright.config.ts'
import { holdEveryPage } from './every-page.ts'
import { setPin, unlock } from './pin.ts'

/** A member's phone: a browser with a profile of its own, which survives being closed. */
export class Phone {
  readonly url: string
  private readonly profile: string
  private context: BrowserContext | null = null
  private shown: Page | null = null
  private hasPin = false

  constructor(url: string) {
    this.url = url
    this.profile = mkdtempSync(join(tmpdir(), 'tungnha-phone-'))
  }

  get page(): Page {
    if (!this.shown) throw new Error('the phone is off')
    return this.shown
  }

  /** Switches the phone on and opens the app at `path`; unlocks it once it has a PIN. */
  async open(path = '/app/'): Promise<void> {
    const { launchOptions, locale, timezoneId } = config.use ?? {}
    const size = { width: 360, height: 740 }
    const options = { ...launchOptions, locale, timezoneId, viewport: size, hasTouch: true, isMobile: true }
    this.context ??= await chromium.launchPersistentContext(this.profile, options)
    this.shown = this.context.pages()[0] ?? (await this.context.newPage())
    await this.page.goto(this.url + path)
    if (this.hasPin) await unlock(this.page)
  }

  /** The first time, after signing in. */
  async setPin(): Promise<void> {
    await setPin(this.page)
    this.hasPin = true
  }

  /** The tab is gone from one moment to the next; the browser stays. */
  async killTab(): Promise<void> {
    if (!this.context) return
    const next = await this.context.newPage()
    await this.page.close({ runBeforeUnload: false })
    this.shown = next
  }

  async close(): Promise<void> {
    await this.context?.close()
    this.context = null
    this.shown = null
  }

  /** Takes the network away or gives it back; the app is told as by the phone itself. */
  async offline(is: boolean): Promise<void> {
    await this.page.context().setOffline(is)
  }

  /** What Chromium says against installing the app; empty: it can be installed. */
  async installabilityErrors(): Promise<string[]> {
    const session = await this.page.context().newCDPSession(this.page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    return installabilityErrors.map(({ errorId }) => errorId)
  }

  /** Until the service worker has every page of the app, also for a start without a network. */
  async holdsTheApp(): Promise<void> {
    await holdEveryPage(this.page)
    // A page that was just being loaded when the worker took over the others is under it from its next load on.
    if (!(await this.isUnderWorker())) await this.reload()
    await expect.poll(() => this.isUnderWorker()).toBe(true)
  }

  async reload(): Promise<void> {
    await this.page.reload()
    if (this.hasPin) await unlock(this.page)
  }

  private isUnderWorker(): Promise<boolean> {
    return this.page.evaluate(() => navigator.serviceWorker.controller !== null)
  }

  async go(place: 'Hôm nay' | 'Hộ dân' | 'Ghi nhận' | 'Cẩm nang' | 'Thêm'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click()
  }

  async addDoor(number: string, alley: string): Promise<void> {
    await this.go('Hộ dân')
    await this.page.getByRole('link', { name: 'Thêm hộ' }).first().click()
    await this.page.getByLabel('Số nhà').fill(number)
    await this.page.getByLabel('Ngõ, đường, xóm').fill(alley)
    await this.save()
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(`Số ${number}, ${alley}`)
  }

  door(number: string) {
    return this.page.getByRole('link', { name: new RegExp(`^Số ${number},`) }).first()
  }

  /** Opens the form at a door. */
  async recordAt(number: string): Promise<void> {
    await this.go('Hộ dân')
    await this.door(number).click()
    await this.page.getByRole('link', { name: 'Ghi nhận ở đây' }).click()
    await expect(this.page.getByRole('button', { name: 'Lưu', exact: true })).toBeVisible()
  }

  async tap(name: string | RegExp, within?: string): Promise<void> {
    const scope = within ? this.page.getByRole('group', { name: within, exact: true }) : this.page
    await scope.getByRole('button', { name, exact: typeof name === 'string' }).click()
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: /^Lưu/ }).click()
  }

  /** Somebody takes the phone out of the pocket: it syncs at once instead of within the minute. */
  async looksAgain(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }

  /** The line that says what is safe where. */
  status() {
    return this.page.getByRole('status').first()
  }

  async allSent(): Promise<void> {
    await expect(this.status()).toContainText('Đã gửi hết', { timeout: 90_000 })
  }
}
