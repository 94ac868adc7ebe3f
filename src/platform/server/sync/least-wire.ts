import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import { Problem } from '#platform/shared/problem.ts'
import { wireTooOld } from '#platform/shared/sync-problems.ts'
import { oldestWireVersion } from '#platform/shared/wire.ts'

/** From a day on an installation takes nothing from phones below this version of the wire; until then they are told. */
export interface LeastWire {
  version: number
  from: Day
}

/** Throws `wire.too-old` for a phone that this server, or this installation by now, does not serve. */
export function requireWire(wire: number, leastWire: LeastWire | null | undefined, nowMs: number): void {
  const raised = leastWire && leastWire.from <= dayInVietnam(nowMs) ? leastWire.version : oldestWireVersion
  if (wire < Math.max(oldestWireVersion, raised)) throw new Problem(wireTooOld)
}
