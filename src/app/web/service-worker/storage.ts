import { type AppFile, keyOf } from './app-files.ts'

const cacheName = 'tungnha-app'

/** The app's own files on this phone. @param folder the app's address, with a slash at the end */
export const storageOf = (files: readonly AppFile[], folder: string) => {
  const keys = new Map(files.map((file) => [new URL(file.url, folder).href, keyOf(file, folder)]))
  const cache = () => caches.open(cacheName)

  /** What is stored of all versions, by key. */
  const stored = async (): Promise<string[]> => (await (await cache()).keys()).map(({ url }) => url)

  const fetchAndKeep = async ({ url, revision }: AppFile, key: string): Promise<void> => {
    // Where the name does not say what is in it, the browser's own copy may be that of another version.
    const answer = await fetch(new URL(url, folder), { cache: revision ? 'reload' : 'default' })
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
    await (await cache()).put(key, answer)
  }

  /** Stores what is missing, one after the other: on a thin line the records' requests come in between. */
  const store = async (wanted: readonly AppFile[]): Promise<void> => {
    const there = new Set(await stored())
    for (const file of wanted) {
      const key = keyOf(file, folder)
      if (!there.has(key)) await fetchAndKeep(file, key)
    }
  }

  const holds = async (wanted: readonly AppFile[]): Promise<boolean> => {
    const there = new Set(await stored())
    return wanted.every((file) => there.has(keyOf(file, folder)))
  }

  /** This version's file at an address; undefined: it is none of its files, or not stored. */
  const find = async (url: string): Promise<Response | undefined> => {
    const key = keys.get(url)
    return key ? (await cache()).match(key) : undefined
  }

  /** Keeps what was fetched because somebody opened its page. */
  const keep = async (url: string, answer: Response): Promise<void> => {
    const key = keys.get(url)
    if (key && answer.ok) await (await cache()).put(key, answer)
  }

  /** Forgets what is of other versions, and what versions before this cache had kept elsewhere. */
  const forgetOthers = async (): Promise<void> => {
    const ours = new Set(keys.values())
    const open = await cache()
    for (const url of await stored()) if (!ours.has(url)) await open.delete(url)
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name)
  }

  return { has: (url: string) => keys.has(url), stored, store, holds, find, keep, forgetOthers }
}
