import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { choosePin, testPin } from '../../tests/e2e/pin.ts'
import type { PartResult } from '../support/results.ts'
import { median, round } from '../support/stats.ts'
import { putIntoDexie, rowsOfTeam, serveFloor } from './floor-page.ts'
import { type FieldSetting, fillSignIn, newPhone, withField } from './setting.ts'

const size = { doors: 400, visits: 2_500, persons: 1_500 }
const rounds = 3
const goal = 1.5
/** On the slow phone, in seconds. */
const usableGoal = 5
const completeGoal = 30

interface Line {
  name: string
  /** As Chromium's network emulation takes them; null: as fast as it goes. */
  conditions: { latency: number; downloadThroughput: number; uploadThroughput: number } | null
  /** How many times slower the processor is than this machine's. */
  slower: number
}

const bytesPerSecond = 1_600_000 / 8
const thin = { latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond }
const slowPhone: Line = { name: '1.6 Mbit/s, 150 ms, CPU 4 times slower', conditions: thin, slower: 4 }
const lines: Line[] = [
  { name: 'unthrottled', conditions: null, slower: 1 },
  { name: '1.6 Mbit/s, 150 ms', conditions: thin, slower: 1 },
  slowPhone,
]

interface Sample {
  line: string
  floorMs: number
  /** From the moment the PIN is typed until its key is made and the sync begins. */
  keyMs: number
  /** From the moment the PIN is typed. */
  usableMs: number
  completeMs: number
  bytes: number
}

/** The first sync of a team in the real field app, from the moment its PIN is typed until all rows are in the store. */
export const measureFirstSync = (): Promise<PartResult> =>
  withField(size, async (setting) => {
    const rows = await rowsOfTeam(setting)
    const floor = await serveFloor(rows)
    try {
      const samples: Sample[] = []
      for (let turn = 0; turn < rounds; turn++)
        for (const line of lines) {
          const floorMs = await measureFloor(setting, line, floor.url)
          samples.push({ line: line.name, floorMs, ...(await measureApp(setting, line)) })
        }
      return report(samples, rows.length, floor.bytes)
    } finally {
      floor.stop()
    }
  })

async function measureFloor({ browser }: FieldSetting, line: Line, url: string): Promise<number> {
  const page = await newPhone(browser)
  await page.goto(url)
  await throttle(page, line)
  const ms = await page.evaluate<number>(putIntoDexie)
  await page.context().close()
  return ms
}

async function measureApp(setting: FieldSetting, line: Line): Promise<Omit<Sample, 'line' | 'floorMs'>> {
  const page = await newPhone(setting.browser)
  await fillSignIn(page, setting)
  const received = await throttle(page, line)
  await page.getByRole('button', { name: 'Đăng nhập' }).tap()
  // Its first request: the store is locked from here on, and the app opens.
  const locked = page.waitForRequest((request) => request.url().includes('/device-keys/')).then(() => performance.now())
  const began = performance.now()
  await choosePin(page, testPin)
  const complete = completeAt(page, setting.team)
  await page.getByRole('link', { name: 'Ghi nhận lượt mới' }).waitFor()
  const usableMs = performance.now() - began
  const completeMs = (await complete) - began
  await page.context().close()
  return { keyMs: (await locked) - began, usableMs, completeMs, bytes: received() }
}

const longestMs = 120_000

/** When the team's rows were all in the store. */
async function completeAt(page: Page, team: string): Promise<number> {
  const until = performance.now() + longestMs
  while (performance.now() < until) {
    if (await page.evaluate<boolean>(isComplete(team))) return performance.now()
    await sleep(50)
  }
  throw new Error('the first sync did not end')
}

/** Limits the page's line and its processor; answers what counts the bytes. */
async function throttle(page: Page, { conditions, slower }: Line): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  if (conditions) await session.send('Network.emulateNetworkConditions', { offline: false, ...conditions })
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  return () => bytes
}

// Runs in the page: has the team's record a cursor? It is set in the transaction that makes the last chunk part of the base.
const isComplete = (team: string): string => `(async () => {
  const [found] = (await indexedDB.databases()).filter(({ name }) => name.startsWith('tungnha-'))
  if (!found) return false
  const db = await new Promise((done, fail) => {
    const request = indexedDB.open(found.name)
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  try {
    if (!db.objectStoreNames.contains('meta')) return false
    const record = await new Promise((done) => {
      const request = db.transaction('meta').objectStore('meta').get('team/${team}')
      request.onsuccess = () => done(request.result)
    })
    return Boolean(record?.clear?.cursor)
  } finally {
    db.close()
  }
})()`

function report(samples: readonly Sample[], records: number, floorBytes: number): PartResult {
  const rows = lines.map(({ name }) => {
    const own = samples.filter(({ line }) => line === name)
    const of = (field: 'keyMs' | 'floorMs' | 'usableMs' | 'completeMs' | 'bytes') =>
      median(own.map((sample) => sample[field]))
    const ratio = round((of('completeMs') - of('keyMs')) / of('floorMs'), 2)
    return [
      name,
      round(of('keyMs')),
      round(of('usableMs')),
      round(of('completeMs')),
      round(of('floorMs')),
      ratio,
      round(of('bytes')),
      floorBytes,
    ]
  })
  const worst = Math.max(...rows.map(([, , , , , ratio]) => Number(ratio)))
  const [, , usable = 0, complete = 0] = rows[lines.indexOf(slowPhone)] ?? []
  const slowReached = Number(usable) <= usableGoal * 1000 && Number(complete) <= completeGoal * 1000
  return {
    title: 'First sync of a team in Chromium',
    summary: [
      `${records} records (${size.doors} doors, ${size.persons} people, ${size.visits} visits): complete within ${worst} times the floor (goal: ${goal}; ${worst <= goal ? 'reached' : 'not reached'}).`,
      `On the slow phone usable after ${usable} ms, complete after ${complete} ms (goals: ${usableGoal} s, ${completeGoal} s; ${slowReached ? 'reached' : 'not reached'}).`,
      'From the moment the PIN is typed; the ratio without the making of its key. Floor: the same rows as one gzip JSON put into Dexie, in the same browser and line, without encryption.',
    ],
    table: { head: ['line', 'key ms', 'usable ms', 'complete ms', 'floor ms', 'ratio', 'bytes', 'floor bytes'], rows },
    samples,
  }
}
