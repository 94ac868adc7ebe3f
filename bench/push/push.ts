import { type CpuTimes, cpuBetween, cpuTimes } from '../support/cpu.ts'
import type { PartResult } from '../support/results.ts'
import { median, round, spread } from '../support/stats.ts'
import { type Measured, pushFromPhones, writeFloor } from './load.ts'
import { type Setting, withSetting } from './setting.ts'

const batchSizes = [1, 10, 100]
const clientCounts = [1, 8, 32]
const rounds = 3
const seconds = 2
const phones = 200
const goal = 0.5

interface Turn extends Measured {
  cpu: CpuTimes
}

interface Cell {
  batch: number
  clients: number
  ours: Turn[]
  floor: Turn[]
}

/** Pushes of several sizes, several at a time, beside the same rows by raw SQL; in turns, so that noise meets both. */
export const measurePush = (): Promise<PartResult> =>
  withSetting(phones, async (setting) => {
    const cells: Cell[] = []
    for (const batch of batchSizes)
      for (const clients of clientCounts) cells.push(await measureCell(setting, batch, clients))
    return report(cells)
  })

async function measureCell(setting: Setting, batch: number, clients: number): Promise<Cell> {
  const { server, world, floorUrl, pids } = setting
  const load = { phones: world.phones, clients, batch, seconds }
  const cell: Cell = { batch, clients, ours: [], floor: [] }
  const timed = async (run: Promise<Measured>, before = cpuTimes(pids)): Promise<Turn> => {
    const measured = await run
    return { ...measured, cpu: cpuBetween(before, cpuTimes(pids)) }
  }
  for (let turn = 0; turn < rounds; turn++) {
    cell.floor.push(await timed(writeFloor(floorUrl, load)))
    cell.ours.push(await timed(pushFromPhones(server.port, load)))
  }
  console.log(`${batch} x ${clients}: ${ratioOf(cell)}`)
  return cell
}

const rateOf = ({ records, ms }: Measured): number => (records / ms) * 1000
const medianRate = (turns: readonly Turn[]): number => median(turns.map(rateOf))
const ratioOf = ({ ours, floor }: Cell): number => round(medianRate(ours) / medianRate(floor), 2)

function report(cells: readonly Cell[]): PartResult {
  const main = cells.find(({ batch, clients }) => batch === 10 && clients === 8)
  const ratio = main ? ratioOf(main) : 0
  return {
    title: 'Push against raw SQL',
    summary: [
      `10 visits a push, 8 at a time: ${ratio} of the floor (goal: at least ${goal}; ${ratio >= goal ? 'reached' : 'not reached'}).`,
      'Floor: the same rows of all tables, one prepared statement a batch, no row-level security, committed with fsync.',
    ],
    table: {
      head: [
        'batch',
        'at once',
        'records/s',
        'floor',
        'ratio',
        'p50 ms',
        'p95',
        'p99',
        'postponed',
        'CPU ms a push: server',
        'PostgreSQL',
        'phones',
      ],
      rows: cells.map(rowOf),
    },
    samples: cells,
  }
}

function rowOf(cell: Cell): (string | number)[] {
  const { p50, p95, p99 } = spread(cell.ours.flatMap(({ batches }) => batches))
  const postponed = cell.ours.reduce((sum, turn) => sum + turn.postponed, 0)
  const pushes = cell.ours.reduce((sum, { batches }) => sum + batches.length, 0)
  const cpu = (part: keyof CpuTimes) => round(cell.ours.reduce((sum, turn) => sum + turn.cpu[part], 0) / pushes, 2)
  const rates = [round(medianRate(cell.ours)), round(medianRate(cell.floor))]
  return [
    cell.batch,
    cell.clients,
    ...rates,
    ratioOf(cell),
    p50,
    p95,
    p99,
    postponed,
    cpu('server'),
    cpu('postgres'),
    cpu('bench'),
  ]
}
