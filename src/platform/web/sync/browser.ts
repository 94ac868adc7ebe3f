import { v7 as newId } from 'uuid'
import { sealedStore } from '../lock/sealed-store.ts'
import type { DataKey } from '../lock/sealing.ts'
import { openIdbStore } from '../store/idb-store.ts'
import type { PhoneStore } from '../store/phone-store.ts'
import { type ClientOptions, SyncClient } from './client.ts'
import { type Channel, leaseGuard, lockGuard, openTabs, type Tabs } from './tabs.ts'
import type { Environment, Me } from './types.ts'

/** The browser as the client's surroundings. @param report hears of faults that no screen waits for */
export const browserEnvironment = (report: (error: unknown) => void): Environment => ({
  fetch: (url, init) => fetch(url, init),
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  newId: () => newId(),
  schedule: (ms, fn) => {
    const timer = setTimeout(fn, ms)
    return () => clearTimeout(timer)
  },
  report,
})

/**
 * Opens the client of one account in this browser, and syncs by itself from then on, until it is closed or erased.
 *
 * @param key opens what is kept, and seals what will be
 * @param signIn a session that has just been opened: kept in the store before the first attempt to sync
 */
export async function openBrowserClient(
  accountId: string,
  key: DataKey,
  options: Omit<ClientOptions, 'store' | 'environment' | 'tabs'> & { report: (error: unknown) => void },
  signIn: { token: string; me: Me } | null,
): Promise<SyncClient> {
  const environment = browserEnvironment(options.report)
  const store = sealedStore(openIdbStore(accountId), key)
  const listening = new AbortController()
  const tabs = browserTabs(accountId, store, environment, () => listening.abort())
  const client = await SyncClient.open({ ...options, environment, store, tabs })
  if (signIn) await client.signedIn(signIn.token, signIn.me)
  followBrowser(client, listening.signal)
  client.start()
  return client
}

function followBrowser(client: SyncClient, signal: AbortSignal): void {
  window.addEventListener('online', () => client.backOnline(), { signal })
  const looked = () => document.visibilityState === 'visible' && client.lookedAt()
  document.addEventListener('visibilitychange', looked, { signal })
}

function browserTabs(accountId: string, store: PhoneStore, environment: Environment, closed: () => void): Tabs {
  const name = `tungnha-sync-${accountId}`
  const alone = 'locks' in navigator ? lockGuard(navigator.locks, name, environment) : leaseGuard(store, environment)
  // Safari before 15.4 has no BroadcastChannel.
  const channel: Channel | null = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null
  return openTabs(alone, channel, closed)
}
