/// <reference lib="webworker" />
import { type AppFile, toInstall, wordsOf } from './app-files.ts'
import { storageOf } from './storage.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: AppFile[] }

// Everything below /app/ is held on the phone, so that the app works without a network: the start at once, the rest when the
// app says that its records are there (hold-rest.ts). The API is never cached here: what was sent and received lives in the
// phone's store, which knows about accounts and erasure.
const files = self.__WB_MANIFEST
const folder = self.registration.scope
const storage = storageOf(files, folder)
const page = new URL('index.html', folder).href
const pages = files.filter(({ part }) => part !== 'words')

self.addEventListener('install', (event) => {
  const isUpdate = self.registration.active !== null
  event.waitUntil(storage.stored().then((stored) => storage.store(toInstall(files, stored, isUpdate))))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(storage.forgetOthers().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = request.url.replace(/[?#].*$/, '')
  if (request.method !== 'GET') return
  if (storage.has(url)) event.respondWith(fromPhone(event, url, request))
  // Every address of the app is its one page.
  else if (request.mode === 'navigate') event.respondWith(fromPhone(event, page, page))
})

async function fromPhone(event: FetchEvent, url: string, request: Request | string): Promise<Response> {
  const found = await storage.find(url)
  if (found) return found
  const answer = await fetch(request)
  const copy = answer.clone()
  event.waitUntil(storage.keep(url, copy))
  return answer
}

type Message = 'activate-now' | { hold: { locale: string; rest: boolean } }

self.addEventListener('message', (event) => {
  const message = event.data as Message
  // A new version waits until the person says so: never in the middle of a form.
  if (message === 'activate-now') return void self.skipWaiting()
  if (message.hold) event.waitUntil(hold(message.hold).then((held) => event.ports[0]?.postMessage(held)))
})

/** Stores the words in use, and every page where that is asked for. Answers whether all pages are there now. */
async function hold({ locale, rest }: { locale: string; rest: boolean }): Promise<boolean> {
  const wanted = [...wordsOf(files, locale), ...(rest ? pages : [])]
  // Without a network: the app asks again when there is one.
  await storage.store(wanted).catch(() => undefined)
  return storage.holds(pages)
}

// A reminder leads to what it reminds of: in the window that is open, else in a new one.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openAt('/app/follow-ups'))
})

async function openAt(path: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (!open) return void (await self.clients.openWindow(path))
  await open.focus()
  await open.navigate(path)
}
