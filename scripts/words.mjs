// Every word has its English: extracts the catalogues, fails when a translation is missing or when an English text equals
// its Vietnamese source without standing in the reviewed list (names and signs that are the same in both languages).
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const lingui = join(root, 'node_modules/.bin/lingui')
const reviewed = new Set(JSON.parse(readFileSync(join(root, 'scripts/words-same-in-english.json'), 'utf8')))
const catalogues = ['field', 'office'].map((name) => join(root, `src/app/web/locales/${name}/en.po`))
const before = catalogues.map((path) => readFileSync(path, 'utf8'))

step(['extract', '--clean'])
const stale = catalogues.filter((path, index) => entries(readFileSync(path, 'utf8')) !== entries(before[index]))
if (stale.length) fail(`Danh mục từ đã cũ, hãy chạy "npm run words" rồi dịch: ${stale.join(', ')}`)
step(['compile', '--strict', '--typescript'])

const same = catalogues.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)/gm)]
    .map(([, source, target]) => [text(source), text(target)])
    .filter(([source, target]) => source && source === target && !reviewed.has(source))
    .map(([source]) => source),
)
if (same.length)
  fail(`Tiếng Anh giống hệt tiếng Việt, hãy dịch hoặc ghi vào words-same-in-english.json:\n${same.join('\n')}`)
console.log('words: complete')

function step(args) {
  const { status, stdout, stderr } = spawnSync(lingui, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) fail(`lingui ${args.join(' ')}:\n${stdout}${stderr}`)
}
function entries(po) {
  return [...po.matchAll(/^msgid ((?:".*"\n)+)/gm)]
    .map(([, source]) => text(source))
    .sort()
    .join('\n')
}
function text(quoted) {
  return quoted
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .join('')
}
function fail(message) {
  console.error(message)
  process.exit(1)
}
