import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// F23: iPhones must work. Every interface of the browser that is not everywhere stands in docs/browser-apis.md with what
// happens without it; what only Chromium has is not used at all.

const root = resolve(import.meta.dirname, '../..')

/** Interfaces that are not in every browser, or not for long; a use of one must stand in the table. */
const watched = [
  ...['serviceWorker', 'Notification', 'showNotification', 'BroadcastChannel', 'DecompressionStream'],
  ...['CompressionStream', 'PublicKeyCredential', 'OffscreenCanvas', 'createImageBitmap', 'requestIdleCallback'],
  ...['startViewTransition', 'SpeechRecognition', 'speechSynthesis', 'structuredClone', 'showModal', 'matchMedia'],
  ...['navigator.locks', 'navigator.storage', 'navigator.share', 'navigator.canShare', 'navigator.clipboard'],
  ...['navigator.credentials', 'navigator.mediaDevices', 'navigator.geolocation', 'navigator.wakeLock'],
  ...['navigator.permissions', 'navigator.maxTouchPoints', 'navigator.standalone', 'navigator.setAppBadge'],
  ...['crypto.subtle', 'AbortSignal.timeout', 'visualViewport', 'navigator.connection'],
]

/** Never: only Chromium has them, or what they promise does not happen on iPhones. */
const chromiumOnly = [
  ...['SyncManager', 'registration.sync', 'periodicSync', 'BackgroundFetch', 'backgroundFetch', 'beforeinstallprompt'],
  ...['showSaveFilePicker', 'showOpenFilePicker', 'showDirectoryPicker', 'launchQueue', 'getInstalledRelatedApps'],
  ...['navigator.deviceMemory', 'navigator.getBattery', 'navigator.userAgentData'],
  ...['navigator.usb', 'navigator.bluetooth', 'navigator.serial', 'navigator.hid', 'navigator.contacts', 'NDEFReader'],
  ...['navigator.vibrate', 'BarcodeDetector', 'FaceDetector', 'TextDetector', 'ImageCapture', 'EyeDropper'],
  ...['IdleDetector', 'scheduler.postTask', 'OTPCredential', 'PresentationRequest', 'documentPictureInPicture'],
  ...['Notification.showTrigger', 'TimestampTrigger', 'ContentIndex', 'webkitRequestFileSystem', 'storageBuckets'],
]

interface Use {
  name: string
  file: string
}

test('the search finds what is planted, in code and not in comments', () => {
  const code = [
    '// navigator.connection is for Chromium',
    ' * BarcodeDetector',
    "if ('SyncManager' in window) x()",
    'await navigator.storage?.estimate()',
    "'locks' in navigator",
  ].join('\n')
  const used = (names: readonly string[]) => usesIn(code, 'a.ts', names).map(({ name }) => name)
  expect(used(chromiumOnly)).toEqual(['SyncManager'])
  expect(used(watched)).toEqual(['navigator.locks', 'navigator.storage'])
})

test('nothing that only Chromium has is used on the phone', () => {
  expect(fieldUses(chromiumOnly)).toEqual([])
})

test('what is not in every browser stands in docs/browser-apis.md, with its files and what happens without it', () => {
  const uses = fieldUses(watched)
  expect(uses.length).toBeGreaterThan(15)
  const table = readTable()
  const undocumented = uses.filter(({ name, file }) => !table.get(name)?.where.includes(file))
  expect(undocumented).toEqual([])
  const stale = [...table].flatMap(([name, { where }]) =>
    where
      .filter((file) => !uses.some((use) => use.name === name && use.file === file))
      .map((file) => `${name} ${file}`),
  )
  expect(stale).toEqual([])
  for (const [name, { without }] of table) expect(without.length, name).toBeGreaterThan(5)
})

/** The table: for each interface the files that use it, and what happens without it. */
const readTable = (): Map<string, { where: string[]; without: string }> => {
  const rows = readFileSync(join(root, 'docs/browser-apis.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return new Map(
    rows.map(([, name = '', , where = '', without = '']) => [
      name.replaceAll('`', ''),
      { where: [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? ''), without },
    ]),
  )
}

const fieldUses = (names: readonly string[]): Use[] => fieldFiles().flatMap((path) => usesOf(path, names))

const usesOf = (path: string, names: readonly string[]): Use[] =>
  usesIn(readFileSync(path, 'utf8'), basename(path), names)

const usesIn = (code: string, file: string, names: readonly string[]): Use[] => {
  const lines = code.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
  return names.filter((name) => lines.some((line) => isUsed(line, name))).map((name) => ({ name, file }))
}

/** `navigator.locks`, also cast to a type, and as `'locks' in navigator`. */
const isUsed = (line: string, name: string): boolean => {
  const [owner, part] = name.split('.')
  if (owner !== 'navigator' || !part) return new RegExp(`(?<![\\w/-])${name.replace('.', '\\.')}(?![\\w-])`).test(line)
  return new RegExp(`navigator( as [^)]*\\))?\\??\\.${part}(?!\\w)|'${part}' in navigator`).test(line)
}

/** What can run on a phone: the field app, its service worker, what it shares, the slices' pages for it. */
const fieldFiles = (): string[] => {
  const slices = readdirSync(join(root, 'src/slices')).flatMap((slice) =>
    ['field', 'ui'].map((ring) => `src/slices/${slice}/web/${ring}`),
  )
  const platform = ['api.ts', 'store', 'sync', 'lock', 'room', 'ui', 'photos'].map((part) => `src/platform/web/${part}`)
  return ['src/app/web/field', 'src/app/web/service-worker', ...platform, ...slices].flatMap((path) => filesBelow(path))
}

const filesBelow = (path: string): string[] => {
  const whole = join(root, path)
  if (path.endsWith('.ts')) return [whole]
  try {
    return readdirSync(whole, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
      .map((name) => join(whole, name))
  } catch (error) {
    // A slice without pages for the phone.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
