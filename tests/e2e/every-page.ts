import { expect, type Page } from '@playwright/test'

/** Until the service worker has the start of the app; recording needs no more. */
export const holdsTheStart = (page: Page): Promise<void> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

/** Asks the service worker for every page, as the app does when its records are there and nobody touches it. */
export const holdEveryPage = async (page: Page): Promise<void> => {
  await expect.poll(() => page.evaluate(askForTheRest), { timeout: 60_000 }).toBe(true)
}

const askForTheRest = async (): Promise<boolean> => {
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  return new Promise((answer) => {
    port1.onmessage = ({ data }) => answer(data)
    active?.postMessage({ hold: { locale: 'vi', rest: true } }, [port2])
  })
}
