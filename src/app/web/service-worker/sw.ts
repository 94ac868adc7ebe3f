/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope

// Everything below /app/ is held on the phone, so that the app starts without a network. The API is never cached here:
// what was sent and received lives in the phone's store, which knows about accounts and erasure.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/app/index.html')))

// A new version waits until the person says so: never in the middle of a form.
self.addEventListener('message', (event) => {
  if (event.data === 'activate-now') void self.skipWaiting()
})
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
clientsClaim()
