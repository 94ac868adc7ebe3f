import { expect, test } from 'vitest'
import { type AppFile, keyOf, toInstall, wordsOf } from './app-files.ts'

const file = (url: string, part?: AppFile['part'], revision: string | null = null): AppFile => ({
  url,
  revision,
  part,
})
const page = file('index.html', undefined, 'abc')
const entry = file('assets/index-DkX_9-aZ.js')
const photos = file('assets/photos-page-12345678.js', 'rest')
const english = file('assets/en-Bq0_-x1Y.js', 'words')
const files = [page, entry, photos, english]
const folder = 'https://tungnha.example/app/'

test('two versions of one file lie side by side; a file whose name says what is in it needs nothing more', () => {
  expect(keyOf(page, folder)).toBe('https://tungnha.example/app/index.html?v=abc')
  expect(keyOf({ ...page, revision: 'def' }, folder)).not.toBe(keyOf(page, folder))
  expect(keyOf(entry, folder)).toBe('https://tungnha.example/app/assets/index-DkX_9-aZ.js')
})

test('the first version stores the start only', () => {
  expect(toInstall(files, [], false)).toEqual([page, entry])
})

test('an update stores every page before it takes over', () => {
  expect(toInstall(files, [], true)).toEqual([page, entry, photos])
})

test('another language comes along where the version before had it', () => {
  const before = ['https://tungnha.example/app/assets/en-00000000.js']
  expect(toInstall(files, before, true)).toEqual(files)
  expect(toInstall(files, ['https://tungnha.example/app/assets/even-00000000.js'], true)).not.toContain(english)
})

test('a language is found by its name; Vietnamese is of the start', () => {
  expect(wordsOf(files, 'en')).toEqual([english])
  expect(wordsOf(files, 'vi')).toEqual([])
})
