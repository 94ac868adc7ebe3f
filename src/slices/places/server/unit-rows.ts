import type { Insertable } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import { type FormerList, presentUnitsSince } from '../shared/gazetteer.ts'
import { placeTitle } from '../shared/kinds.ts'
import { nameKey, nameSortKey } from '../shared/names.ts'
import { idOfCode, idOfFormer, nationId, presentScheme } from './official-ids.ts'
import type { FormerUnitTable, PlaceCodeTable, PlaceNameTable, PlaceTable } from './tables.ts'
import type { UnitsFile } from './units-file.ts'
import { searchWords } from './words.ts'

export interface UnitRows {
  place: Insertable<PlaceTable>[]
  place_name: Insertable<PlaceNameTable>[]
  place_code: Insertable<PlaceCodeTable>[]
  former_unit: Insertable<FormerUnitTable>[]
}

/** The file's units as rows of this slice's tables; places parents first. */
export function unitRows(units: UnitsFile): UnitRows {
  const provinces = units.provinces.map(([code, kind, name]) => officialUnit(units, code, kind, name, null))
  const byCode = new Map(provinces.map((unit) => [unit.code, unit]))
  const communes = units.communes.map(([code, province, kind, name]) =>
    officialUnit(units, code, kind, name, byCode.get(province) ?? missing(province)),
  )
  const official = [...provinces, ...communes]
  return {
    place: [nation, ...official.map((unit) => placeRow(unit, units.islands))],
    place_name: [nationName, ...official.flatMap(nameRows)],
    place_code: official.map(codeRow),
    former_unit: formerRows(units),
  }
}

interface OfficialUnit {
  id: string
  code: string
  name: string
  parent: OfficialUnit | null
  /** Oldest first. */
  kinds: { kind: string; from: Day; basis: string }[]
}

const officialUnit = (
  { changes }: UnitsFile,
  code: string,
  kind: string,
  name: string,
  parent: OfficialUnit | null,
): OfficialUnit => {
  const first = { kind, from: presentUnitsSince, basis: 'NQ 202/2025/QH15' }
  const later = changes
    .filter((change) => change.province === code || change.becomesWard.includes(code))
    .map(({ day, basis }) => ({ kind: parent ? 'phuong' : 'thanh-pho', from: day, basis }))
  return { id: idOfCode(code), code, name, parent, kinds: [first, ...later] }
}

const missing = (code: string): never => {
  throw new Error(`units.json.gz: no province ${code}`)
}

// What people also type; the official title does not have these letters.
const otherNames: Record<string, string> = { '79': 'tphcm hcm sai gon' }

const titleWords = (unit: OfficialUnit): string =>
  [...unit.kinds.map(({ kind }) => placeTitle(kind, unit.name)), otherNames[unit.code] ?? ''].join(' ')

const named = (name: string) => ({ name, folded: fold(name), name_key: nameKey(name), sort_key: nameSortKey(name) })

const placeRow = (unit: OfficialUnit, islands: readonly string[]): Insertable<PlaceTable> => ({
  id: unit.id,
  parent_id: unit.parent?.id ?? nationId,
  level: unit.parent ? 'commune' : 'province',
  province_id: unit.parent?.id ?? unit.id,
  commune_id: unit.parent ? unit.id : null,
  path: unit.parent ? [nationId, unit.parent.id, unit.id] : [nationId, unit.id],
  kind: unit.kinds.at(-1)?.kind ?? null,
  ...named(unit.name),
  words: searchWords(unit.parent ? `${titleWords(unit)} ${titleWords(unit.parent)}` : titleWords(unit)),
  is_island: islands.includes(unit.code) ? true : null,
  valid_from: presentUnitsSince,
})

const nation: Insertable<PlaceTable> = {
  id: nationId,
  parent_id: null,
  level: 'nation',
  province_id: null,
  commune_id: null,
  path: [nationId],
  kind: 'quoc-gia',
  ...named('Việt Nam'),
  words: searchWords('Việt Nam toàn quốc cả nước'),
  valid_from: '1945-09-02',
}
const nationName: Insertable<PlaceNameTable> = {
  place_id: nationId,
  kind: 'quoc-gia',
  name: nation.name,
  valid_from: nation.valid_from,
}

const nameRows = ({ id, name, kinds }: OfficialUnit): Insertable<PlaceNameTable>[] =>
  kinds.map(({ kind, from, basis }, index) => ({
    place_id: id,
    kind,
    name,
    valid_from: from,
    valid_to: kinds[index + 1]?.from ?? null,
    basis,
  }))

const codeRow = ({ id, code }: OfficialUnit): Insertable<PlaceCodeTable> => ({
  place_id: id,
  scheme: presentScheme,
  code,
  valid_from: presentUnitsSince,
})

const formerRows = (units: UnitsFile): Insertable<FormerUnitTable>[] => {
  const provinces = new Map(units.formerProvinces.map((row) => [`${row[0]} ${row[1]}`, row]))
  const provinceOf = (list: FormerList, code: string) => provinces.get(`${list} ${code}`) ?? missing(code)
  const lists = Object.entries(units.former) as [FormerList, UnitsFile['former'][FormerList]][]
  return [
    ...units.formerProvinces.map((row) => formerProvince(row, units)),
    ...lists.flatMap(([list, communes]) =>
      communes.map((row) => formerCommune(list, row, units, provinceOf(list, units.districts[row[3]]?.[2] ?? ''))),
    ),
  ]
}

const formerProvince = (
  [list, code, kind, name, successor]: UnitsFile['formerProvinces'][number],
  units: UnitsFile,
): Insertable<FormerUnitTable> => ({
  id: idOfFormer(list, 'province', code),
  list,
  level: 'province',
  code,
  kind,
  name,
  folded: fold(name),
  name_key: nameKey(name),
  district: null,
  district_code: null,
  province_code: code,
  province: placeTitle(kind, name),
  province_id: idOfCode(successor),
  succession: 'main',
  successor_id: idOfCode(successor),
  continues: list === '2023-04' && units.formerProvinces.some((row) => isLater(row, code, kind, name)),
  words: searchWords(placeTitle(kind, name)),
})

const isLater = (row: UnitsFile['formerProvinces'][number], code: string, kind: string, name: string): boolean =>
  row[0] === '2025-06-30' && row[1] === code && row[2] === kind && row[3] === name

const formerCommune = (
  list: FormerList,
  [code, kind, name, at, successor, succession, continues]: UnitsFile['former'][FormerList][number],
  units: UnitsFile,
  [, provinceCode, provinceKind, provinceName, provinceSuccessor]: UnitsFile['formerProvinces'][number],
): Insertable<FormerUnitTable> => {
  const [districtCode = '', district = ''] = units.districts[at] ?? []
  const province = placeTitle(provinceKind, provinceName)
  return {
    id: idOfFormer(list, 'commune', code),
    list,
    level: 'commune',
    code,
    kind,
    name,
    folded: fold(name),
    name_key: nameKey(name),
    district,
    district_code: districtCode || null,
    province_code: provinceCode,
    province,
    province_id: idOfCode(provinceSuccessor),
    succession,
    successor_id: successor ? idOfCode(successor) : null,
    continues: continues === 'continues',
    words: searchWords(`${placeTitle(kind, name)} ${district} ${province}`),
  }
}
