import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDb, rolledBack, type TestDb } from '#platform/testing/test-db.ts'
import { readPlaceTitle } from '../shared/kinds.ts'
import { ensureHamlet, ensureHamlets } from './ensure-hamlet.ts'
import { loadPlaces } from './load-places.ts'
import { idOfCode, nationId } from './official-ids.ts'
import { childrenOf, getPlace, pathOfPlace } from './places.queries.ts'
import { searchPlaces } from './search.queries.ts'

const chauThanh = idOfCode('30880')
const since = '2026-11-01'
let db: TestDb
beforeAll(async () => {
  db = await createTestDb()
  await db.owner.transaction().execute(loadPlaces)
})
afterAll(() => db.drop())

const hamlet = (text: string, communeId = chauThanh) => ({ communeId, ...readPlaceTitle(text, 'hamlet') })

const waitingForLocks = async () => {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db.app)
  return rows[0]?.count
}

describe('hamlets come with rosters', () => {
  it('are made below their commune, with everything a place has', () =>
    rolledBack(db.app, async (trx) => {
      const { id, created } = await ensureHamlet(trx, hamlet('Ấp Hòa Bình'), since)
      expect(created).toBe(true)
      expect(await pathOfPlace(trx, id)).toEqual([nationId, idOfCode('91'), chauThanh, id])
      expect(await getPlace(trx, id)).toMatchObject({
        title: 'Ấp Hòa Bình',
        level: 'hamlet',
        kind: 'ap',
        code: null,
        validFrom: since,
      })
      expect(
        (await searchPlaces(trx, 'ap hoa binh chau thanh', [idOfCode('91')])).map((hit) => [hit.place.id, hit.above]),
      ).toEqual([[id, 'Xã Châu Thành, Tỉnh An Giang']])
    }))

  it('are found again under another spelling, and only then', () =>
    rolledBack(db.app, async (trx) => {
      const made = await ensureHamlet(trx, hamlet('Ấp Hòa Bình'), since)
      for (const text of ['ấp Hoà Bình', 'ẤP HÒA BÌNH', ' Ấp  Hòa Bình '.normalize('NFD')])
        expect(await ensureHamlet(trx, hamlet(text), since)).toEqual({ id: made.id, created: false })
      const others = [
        hamlet('Ấp Hòa Bính'),
        hamlet('Khu phố Hòa Bình'),
        hamlet('Hòa Bình'),
        hamlet('Ấp Hòa Bình', idOfCode('05569')),
      ]
      const found = await ensureHamlets(trx, others, since)
      expect(found.every((one) => one.created)).toBe(true)
      expect(new Set([made.id, ...found.map((one) => one.id)]).size).toBe(5)
    }))

  it('answer in the order asked, also when one is asked twice', () =>
    rolledBack(db.app, async (trx) => {
      const texts = ['Ấp 10', 'Ấp 2', 'Ấp 02', 'Ấp 10']
      const found = await ensureHamlets(
        trx,
        texts.map((text) => hamlet(text)),
        since,
      )
      expect(found[0]?.id).toBe(found[3]?.id)
      expect(found[1]?.id).toBe(found[2]?.id)
      expect((await childrenOf(trx, chauThanh)).map((one) => one.title)).toEqual(['Ấp 2', 'Ấp 10'])
      expect(await ensureHamlets(trx, [], since)).toEqual([])
    }))

  it('cannot be made below anything but a commune', () =>
    rolledBack(db.app, async (trx) => {
      await expect(ensureHamlet(trx, hamlet('Ấp 1', idOfCode('91')), since)).rejects.toThrow(/no commune/)
    }))

  it('are one when two imports make them at once, whatever their order', async () => {
    const texts = ['Ấp Một', 'Ấp Hai', 'Ấp Ba', 'Ấp Tư', 'Ấp Năm']
    const importing = (order: string[]) =>
      db.app.transaction().execute(async (trx) => {
        const wanted = order.map((text) => hamlet(text))
        const found = await ensureHamlets(trx, wanted, since)
        return new Map(order.map((text, index) => [text, found[index]?.id]))
      })
    // A third import stops both half-way: each then holds what the other wants, unless both work in one order.
    const imports = await rolledBack(db.app, async (trx) => {
      await ensureHamlet(trx, hamlet('Ấp Ba'), since)
      const both = Promise.all([importing(texts), importing(texts.toReversed())])
      await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(2)
      return { both }
    })
    const [a, b] = await imports.both
    expect(texts.every((text) => a.get(text) && a.get(text) === b.get(text))).toBe(true)
    expect(await childrenOf(db.app, chauThanh)).toHaveLength(5)
  })
})
