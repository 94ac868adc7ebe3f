import type { SyncRow } from '#platform/shared/command.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { openDexieStore } from '#platform/web/store/dexie-store.ts'
import { SyncClient } from '#platform/web/sync/client.ts'
import { type Channel, type Locks, leaseGuard, lockGuard, openTabs } from '#platform/web/sync/tabs.ts'
import type { Environment, Me } from '#platform/web/sync/types.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { commands } from '../../shared/commands.ts'
import { meOf } from './me-of.ts'

const currentKey = 'tungnha.account'
const monthsOnPhone = 366

/** The account whose work this phone shows; null before the first sign-in and after signing out. */
export const currentAccount = (): Id | null => localStorage.getItem(currentKey)

/** Remembers whose work this phone shows. */
export const setCurrentAccount = (accountId: Id | null): void =>
  accountId === null ? localStorage.removeItem(currentKey) : localStorage.setItem(currentKey, accountId)

/** Opens the account's store on this phone and begins to sync. Everything that was recorded is there, with or without a network. */
export const openPhone = async (accountId: Id): Promise<SyncClient> => {
  const environment = browserEnvironment()
  const store = openDexieStore(accountId)
  const name = `tungnha-${accountId}`
  const locks = navigator.locks as Locks | undefined
  const channel = 'BroadcastChannel' in window ? (new BroadcastChannel(name) as Channel) : null
  const alone = locks ? lockGuard(locks, name, environment) : leaseGuard(store, environment)
  const client = await SyncClient.open({
    store,
    environment,
    tabs: openTabs(alone, channel),
    commands,
    keeps: keepsOnPhone,
    fetchMe: async (api): Promise<Me> => meOf(await api.json('/api/me')),
    fetchReference: (api, team) => api.json(`/api/reference?${new URLSearchParams({ team })}`),
  })
  client.start()
  listenForNetwork(client)
  return client
}

/** Phones hold twelve months of visits (F4); the rest is the server's. */
const keepsOnPhone = (kind: string, row: SyncRow, today: Day): boolean =>
  kind !== 'visit' || (row as SyncRow & { day: Day }).day >= addDays(today, -monthsOnPhone)

const listenForNetwork = (client: SyncClient): void => {
  window.addEventListener('online', () => client.backOnline())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') client.backOnline()
  })
}

const browserEnvironment = (): Environment => ({
  fetch: (url, init) => fetch(url, init),
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  newId,
  schedule: (ms, fn) => {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
  report: (error) => reportError(error),
})
