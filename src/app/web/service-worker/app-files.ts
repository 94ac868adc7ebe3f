/**
 * A file of the app as the build lists it. Without a part: of the start, which signing in, unlocking and
 * recording need · rest: every other page · words: a language beside Vietnamese, for who chose it.
 */
export interface AppFile {
  /** Relative to the app's folder. */
  url: string
  /** Of what is in the file; null where the name says it already. */
  revision: string | null
  part?: 'rest' | 'words'
}

/** Under what address the cache keeps a file: another one for each content, so that two versions lie side by side. */
export const keyOf = ({ url, revision }: AppFile, folder: string): string =>
  new URL(revision ? `${url}?v=${revision}` : url, folder).href

/**
 * What a coming version stores before it is ready to take over. The first one only the start, because the phone waits for
 * its records; a later one everything, so that no page that was there offline is missing after an update.
 */
export const toInstall = (files: readonly AppFile[], stored: readonly string[], isUpdate: boolean): AppFile[] =>
  files.filter((file) => {
    if (file.part === 'words') return stored.some((url) => nameOf(url) === nameOf(file.url))
    return isUpdate || !file.part
  })

/** The words of a language, where the build has a file of their own for it. */
export const wordsOf = (files: readonly AppFile[], locale: string): AppFile[] =>
  files.filter((file) => file.part === 'words' && nameOf(file.url) === `${locale}.js`)

/** A file's name without its folder and the hash of what is in it: the same in every version. */
const nameOf = (url: string): string => (url.split('/').at(-1) ?? '').replace(/-[\w-]{8}(\.\w+)$/, '$1')
