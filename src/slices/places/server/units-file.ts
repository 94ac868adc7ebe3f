import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { projectRoot } from '#platform/server/paths.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { FormerList, Succession } from '../shared/gazetteer.ts'

/** The units of the country as scripts/places/build-data.mjs writes them: rows without keys, to keep the file small. */
export interface UnitsFile {
  format: 1
  /** code, kind, name */
  provinces: [string, string, string][]
  /** code, code of its province, kind, name: as of 1 July 2025 */
  communes: [string, string, string, string][]
  /** The province becomes a city on that day, these communes (xã) become wards (phường). */
  changes: { day: Day; basis: string; province: string; becomesWard: string[] }[]
  /** Codes of communes that are islands. */
  islands: string[]
  /** code ('' where the list has none), title, code of its province of then */
  districts: [string, string, string][]
  /** list, code, kind, name, code of the province of today */
  formerProvinces: [FormerList, string, string, string, string][]
  /** code, kind, name, position in `districts`, code of the commune of today or '', succession, in the later list too */
  former: Record<FormerList, [string, string, string, number, string, Succession, 'continues'?][]>
}

/** Reads the committed file; throws when it is damaged or of another format. */
export function readUnitsFile(): UnitsFile {
  const packed = readFileSync(join(projectRoot, 'src/slices/places/server/data/units.json.gz'))
  const units = JSON.parse(gunzipSync(packed).toString('utf8')) as UnitsFile
  if (units.format !== 1) throw new Error(`units.json.gz has format ${units.format}, this program reads 1`)
  return units
}
