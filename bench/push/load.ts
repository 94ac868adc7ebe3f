import { setTimeout as sleep } from 'node:timers/promises'
import { openFloor } from './floor.ts'
import type { BenchPhone } from './phones.ts'
import { ComeAgain, openPhones } from './post.ts'
import { makeVisits, pushBody, pushedRows } from './visits.ts'

/** What came of a load: records written, how long it took, and the time of each batch, in ms. */
export interface Measured {
  records: number
  ms: number
  batches: number[]
  /** Pushes that the server put off (503): the phone waited and went on. */
  postponed: number
}

export interface Load {
  phones: readonly BenchPhone[]
  clients: number
  batch: number
  seconds: number
  /** Called after each batch that the server has confirmed. */
  onBatch?: (records: number) => void
}

/** Phones push over HTTP, `clients` at a time, one batch each in turn. */
export async function pushFromPhones(port: number, load: Load): Promise<Measured> {
  const line = openPhones(port, load.clients)
  try {
    return await runLoad(load, async (_client, phone, turn) => {
      const body = pushBody(phone, makeVisits(phone, turn, load.batch))
      const began = performance.now()
      const answer = await line.post('/api/sync/push', phone.authorization, body)
      const ms = performance.now() - began
      if (answer.split('"verdict":"accepted"').length - 1 !== load.batch) throw new Error(answer.slice(0, 500))
      return ms
    })
  } finally {
    line.close()
  }
}

/** The same rows by raw SQL, on as many connections. */
export async function writeFloor(url: string, load: Load): Promise<Measured> {
  const floor = await openFloor(url, load.clients)
  try {
    return await runLoad(load, async (client, phone, turn) => {
      const rows = pushedRows(phone, makeVisits(phone, turn, load.batch))
      const began = performance.now()
      await floor.write(client, rows)
      return performance.now() - began
    })
  } finally {
    await floor.close()
  }
}

type Send = (client: number, phone: BenchPhone, turn: number) => Promise<number>

// Client k serves the phones k, k + clients, ...: no two of them ever push for one team at once.
async function runLoad({ phones, clients, batch, seconds, onBatch }: Load, send: Send): Promise<Measured> {
  const batches: number[] = []
  let postponed = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const work = async (client: number) => {
    for (let n = 0; performance.now() < until; n++) {
      const place = (client + n * clients) % phones.length
      const phone = phones[place]
      if (!phone) throw new Error('there are no phones')
      try {
        batches.push(await send(client, phone, n * batch))
        onBatch?.(batch)
      } catch (error) {
        if (!(error instanceof ComeAgain)) throw error
        postponed++
        await sleep(error.afterMs)
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)))
  return { records: batches.length * batch, ms: performance.now() - began, batches, postponed }
}
