import type { Page } from '@playwright/test'
import { setPin } from '../../tests/e2e/pin.ts'
import type { PartResult } from '../support/results.ts'
import { median, round } from '../support/stats.ts'
import { fillSignIn, newPhone, withField } from './setting.ts'

const rounds = 3
const goalTaps = 6

/** What a member taps, from Today to the saved visit; names as they stand on the screen. */
const visits: Record<string, string[]> = {
  'one person, one skill, does it alone': ['Thanh toán trực tuyến', 'Tự làm được'],
  'nobody home': ['Vắng nhà'],
  'two people, two platforms': ['Thêm: Số người', 'VNeID (định danh mức 2)', 'Cổng Dịch vụ công quốc gia'],
}

interface Sample {
  visit: string
  taps: number
  ms: number
}

/** The three commonest visits by real taps in the field app, at phone size; without the pauses in which people think. */
export const measureTaps = (): Promise<PartResult> =>
  withField({ doors: 60, visits: 0 }, async (setting) => {
    const page = await newPhone(setting.browser)
    await fillSignIn(page, setting)
    await page.getByRole('button', { name: 'Đăng nhập' }).tap()
    await setPin(page)
    await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).waitFor()
    const samples: Sample[] = []
    for (let round = 0; round < rounds; round++)
      for (const [visit, names] of Object.entries(visits)) samples.push({ visit, ...(await record(page, names)) })
    return report(samples)
  })

async function record(page: Page, names: readonly string[]): Promise<{ taps: number; ms: number }> {
  await page.getByRole('link', { name: 'Hôm nay' }).tap()
  await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).waitFor()
  const began = performance.now()
  await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).tap()
  await page.getByRole('link', { name: /^Số / }).first().tap()
  for (const name of names) await page.getByRole('button', { name, exact: true }).first().tap()
  await page.getByRole('button', { name: 'Lưu', exact: true }).tap()
  await page.getByText('Đã lưu trên máy').waitFor()
  return { taps: names.length + 3, ms: performance.now() - began }
}

function report(samples: readonly Sample[]): PartResult {
  const rows = Object.keys(visits).map((visit) => {
    const own = samples.filter((sample) => sample.visit === visit)
    return [visit, own[0]?.taps ?? 0, round(median(own.map(({ ms }) => ms)) / 1000, 1)]
  })
  const most = Math.max(...samples.map(({ taps }) => taps))
  return {
    title: 'A visit in six taps',
    summary: [
      `At most ${most} taps from Today to saved (goal: ${goalTaps}; ${most <= goalTaps ? 'reached' : 'not reached'}).`,
      'Floor: none; seconds are those of the app and of the script, without the pauses in which people think.',
    ],
    table: { head: ['visit', 'taps', 'seconds'], rows },
    samples,
  }
}
