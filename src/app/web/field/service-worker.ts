/**
 * Registers the service worker and tells when a new version waits.
 *
 * @param ready hears how to take the new version; the page then reloads once
 * @returns how to stop watching
 */
export const watchForNewVersion = (ready: (take: () => void) => void): (() => void) => {
  if (!('serviceWorker' in navigator)) return () => {}
  let stopped = false
  const offer = (worker: ServiceWorker) => {
    if (stopped) return
    ready(() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      worker.postMessage('activate-now')
    })
  }
  void navigator.serviceWorker.register('/app/sw.js', { scope: '/app/', type: 'classic' }).then((registration) => {
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller) offer(coming)
      })
    })
  })
  return () => {
    stopped = true
  }
}
