import { readdirSync, readFileSync } from 'node:fs'

/** CPU time in ms that each part of the measured system has used so far: who the limit is. */
export interface CpuTimes {
  server: number
  postgres: number
  /** The phones: this process itself. */
  bench: number
}

/** Reads CPU times from /proc; all zero where there is none. */
export function cpuTimes(pids: { server: number; postmaster: number }): CpuTimes {
  const { user, system } = process.cpuUsage()
  return {
    server: timesOf(pids.server)?.ms ?? 0,
    postgres: familyMs(pids.postmaster),
    bench: (user + system) / 1000,
  }
}

export const cpuBetween = (before: CpuTimes, after: CpuTimes): CpuTimes => ({
  server: after.server - before.server,
  postgres: after.postgres - before.postgres,
  bench: after.bench - before.bench,
})

// The postmaster, the connections that are open, and those that have ended.
const familyMs = (postmaster: number): number =>
  numbersIn('/proc').reduce((sum, pid) => {
    const times = timesOf(pid)
    if (!times || (pid !== postmaster && times.parent !== postmaster)) return sum
    return sum + times.ms + (pid === postmaster ? times.endedChildrenMs : 0)
  }, 0)

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

const msPerTick = 10

interface Times {
  parent: number
  ms: number
  endedChildrenMs: number
}

function timesOf(pid: number): Times | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // After the name, which may hold anything: state, parent ...; user and system time are fields 11 and 12 from there,
    // those of ended children 13 and 14.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const both = (first: number) => ((fields[first] ?? 0) + (fields[first + 1] ?? 0)) * msPerTick
    return { parent: fields[1] ?? 0, ms: both(11), endedChildrenMs: both(13) }
  } catch {
    return null
  }
}
