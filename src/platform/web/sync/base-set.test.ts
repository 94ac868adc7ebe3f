import { describe, expect, it } from 'vitest'
import { BaseSet, type RowChange } from './base-set.ts'
import { Memory } from './memory.ts'
import type { Change } from './records.ts'

const row = (id: number, rev = 1): RowChange => ({
  kind: 'visit',
  id: `v${id}`,
  rev,
  row: { id: `v${id}`, teamId: 't' },
})
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, index) => row(from + index))
const sizes = ({ put }: Change) => put.map(({ body }) => JSON.parse(body).length)

function store() {
  const memory = new Memory({ stamp: 0, records: [] })
  const write = (changes: RowChange[]) => {
    const change = memory.set('t', 1).pack(changes)
    memory.adopt(change)
    return change
  }
  return { set: memory.set('t', 1), write }
}

describe('rows in stored chunks', () => {
  it('hold 250 each; ids, kinds and revisions stand in clear, the rows in one opaque body', () => {
    const { write } = store()
    const change = write(rows(620))
    expect(sizes(change)).toEqual([250, 250, 120])
    const [first] = change.put
    expect(first).toMatchObject({
      clear: { rows: expect.arrayContaining([['visit', 'v0', 1]]) },
      body: expect.any(String),
    })
  })

  it('of one changed row write one chunk', () => {
    const { set, write } = store()
    write(rows(620))
    const change = write([row(300, 2)])
    expect(sizes(change)).toEqual([250])
    expect(set.get('visit', 'v300')?.rev).toBe(2)
    expect(set.get('visit', 'v299')?.rev).toBe(1)
  })

  it('fill the room that removed rows left, and an empty chunk goes', () => {
    const { set, write } = store()
    write(rows(500))
    write(rows(100).map(({ kind, id }) => ({ kind, id, rev: 2 })))
    expect([...set.ofKind('visit')]).toHaveLength(400)
    expect(sizes(write(rows(90, 1_000)))).toEqual([240])
    const emptied = write([...rows(250), ...rows(90, 1_000)].map(({ kind, id }) => ({ kind, id, rev: 3 })))
    expect([emptied.put, emptied.remove.length]).toEqual([[], 1])
  })

  it('keep the later of two changes of a row, also a removal and a return', () => {
    const { set, write } = store()
    write([row(1), { kind: 'visit', id: 'v1', rev: 2 }, row(1, 3), row(2), { kind: 'visit', id: 'v2', rev: 4 }])
    expect([set.get('visit', 'v1')?.rev, set.get('visit', 'v2')]).toEqual([3, undefined])
  })

  it('leave rows of the same revision the same objects', () => {
    const { set, write } = store()
    write(rows(10))
    const before = set.get('visit', 'v3')
    write([row(4, 2)])
    expect(set.get('visit', 'v3')).toBe(before)
  })

  it('pack nothing into memory before it is stored', () => {
    const set = new BaseSet('t', 1)
    set.pack(rows(3))
    expect([...set.ofKind('visit')]).toEqual([])
  })
})
