import type { Page } from '@playwright/test'
import { setPin, testPin, typePin } from '../../tests/e2e/pin.ts'
import type { PartResult } from '../support/results.ts'
import { percentile, round, spread } from '../support/stats.ts'
import { msToSay, msToShow } from './in-page.ts'
import { nameOf } from './people.ts'
import { type FieldSetting, fillSignIn, newPhone, withField } from './setting.ts'

/** Ten thousand records on the phone. */
const size = { doors: 400, visits: 8_100, persons: 1_500 }
const slower = 4
const starts = 7
const saves = 12

/** In ms. */
const goals = { start: 1_000, find: 50, save: 200 }

interface Samples {
  /** From the start of the navigation until the PIN can be typed. */
  start: number[]
  /** From the last digit until Today stands there: the PIN's key, the store opened and read, drawn. */
  unlock: number[]
  find: number[]
  findSlow: number[]
  save: number[]
  saveSlow: number[]
}

/** What a member waits for on a phone with ten thousand records, its processor slowed down, without a network. */
export const measureSlowPhone = (): Promise<PartResult> =>
  withField(size, async (setting) => {
    const page = await readyPhone(setting)
    const processor = await page.context().newCDPSession(page)
    const slowed = (rate: number) => processor.send('Emulation.setCPUThrottlingRate', { rate })
    const samples: Samples = { start: [], unlock: [], find: [], findSlow: [], save: [], saveSlow: [] }
    await page.context().setOffline(true)
    samples.find = await find(page)
    samples.save = await save(page)
    await slowed(slower)
    samples.findSlow = await find(page)
    samples.saveSlow = await save(page)
    for (let turn = 0; turn < starts; turn++) await start(page, samples)
    return report(samples)
  })

/** Signed in, everything there, the service worker in charge. */
async function readyPhone(setting: FieldSetting): Promise<Page> {
  const page = await newPhone(setting.browser, 'allow')
  await fillSignIn(page, setting)
  await page.getByRole('button', { name: 'Đăng nhập' }).tap()
  await setPin(page)
  await page.getByRole('status').filter({ hasText: 'Đã gửi hết' }).first().waitFor({ timeout: 120_000 })
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await typePin(page, testPin)
  await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).waitFor()
  return page
}

/** Whole names, beginnings of names without marks, doors, last digits. */
const queries = [nameOf(5).toLowerCase(), 'ngu', 'tran thi', 'ho', '120', '00003']

async function find(page: Page): Promise<number[]> {
  await page.getByRole('link', { name: 'Hộ dân', exact: true }).tap()
  const label = 'Tìm hộ, tìm người'
  await page.getByLabel(label).waitFor()
  const took: number[] = []
  for (const query of queries) {
    await msToShow(page, label, '')
    took.push(await msToShow(page, label, query))
  }
  return took
}

async function save(page: Page): Promise<number[]> {
  const took: number[] = []
  for (let turn = 0; turn < saves; turn++) {
    await page.getByRole('link', { name: 'Hôm nay', exact: true }).tap()
    await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).tap()
    await page.getByRole('link', { name: /^Số / }).first().tap()
    await page.getByRole('button', { name: 'Vắng nhà', exact: true }).first().tap()
    took.push(await msToSay(page, 'Lưu', 'Đã lưu trên máy'))
  }
  return took
}

async function start(page: Page, samples: Samples): Promise<void> {
  await page.goto(new URL('/app/', page.url()).href, { waitUntil: 'commit' })
  const field = page.getByRole('textbox', { name: 'Mã PIN', exact: true })
  await field.waitFor()
  samples.start.push(await page.evaluate(() => performance.now()))
  await field.fill(testPin.slice(0, -1))
  const began = performance.now()
  await typePin(page, testPin)
  await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).waitFor()
  samples.unlock.push(performance.now() - began)
}

function report(samples: Samples): PartResult {
  const said = (values: readonly number[], goal: number) => {
    const p95 = round(percentile(values, 0.95))
    return `${p95} ms at p95 (goal: below ${goal} ms; ${p95 < goal ? 'reached' : 'not reached'})`
  }
  const row = (name: string, values: readonly number[]) => {
    const { p50, p95 } = spread(values)
    return [name, values.length, p50, p95]
  }
  const slow = `CPU ${slower} times slower`
  return {
    title: `A phone with ${size.doors + size.visits + size.persons} records`,
    summary: [
      `From its cache to where the PIN is typed: ${said(samples.start, goals.start)}, ${slow}.`,
      `Finding among ${size.persons} people and ${size.doors} doors, drawn: ${said(samples.find, goals.find)}; ${slow}: ${round(percentile(samples.findSlow, 0.95))} ms.`,
      `Saving a visit, to the sentence that it is saved: ${said(samples.saveSlow, goals.save)}, ${slow}.`,
      `Floor: none. ${size.visits} visits; no network. The PIN's key is made by the browser outside of the slowed thread.`,
    ],
    table: {
      head: ['', 'times', 'p50 ms', 'p95'],
      rows: [
        row(`start to the PIN, ${slow}`, samples.start),
        row(`PIN to Today, ${slow}`, samples.unlock),
        row('find', samples.find),
        row(`find, ${slow}`, samples.findSlow),
        row('save', samples.save),
        row(`save, ${slow}`, samples.saveSlow),
      ],
    },
    samples,
  }
}
