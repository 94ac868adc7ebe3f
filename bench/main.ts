import { keepResult, type PartResult, writeReport } from './support/results.ts'

/** `npm run bench` runs every part, `npm run bench -- push` only the named ones; both write bench/RESULTS.md anew. */
const parts: Record<string, () => Promise<PartResult>> = {
  push: async () => (await import('./push/push.ts')).measurePush(),
  sustained: async () => (await import('./push/sustained.ts')).measureSustained(),
  herd: async () => (await import('./herd/herd.ts')).measureHerd(),
  'first-sync': async () => (await import('./field/first-sync.ts')).measureFirstSync(),
  'slow-phone': async () => (await import('./field/slow-phone.ts')).measureSlowPhone(),
  'six-taps': async () => (await import('./field/six-taps.ts')).measureTaps(),
  verification: async () => (await import('./verification/verification.ts')).measureVerification(),
  dashboard: async () => (await import('./dashboard/dashboard.ts')).measureDashboard(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length) throw new Error(`no such part: ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)

let failed = 0
for (const [name, measure] of Object.entries(parts).filter(([part]) => wanted.length === 0 || wanted.includes(part))) {
  console.log(`=== ${name}`)
  try {
    const result = await measure()
    keepResult(name, result)
    for (const line of result.summary) console.log(line)
  } catch (error) {
    failed++
    console.error(error)
  }
}
writeReport()
process.exitCode = failed ? 1 : 0
