import type { SyncRow } from '#platform/shared/command.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { DataKey } from '#platform/web/lock/sealing.ts'
import { openBrowserClient } from '#platform/web/sync/browser.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import type { Me } from '#platform/web/sync/types.ts'
import { commands } from '../../shared/commands.ts'
import { forgetting } from './forgetting.ts'
import { keepMark, leaveLost } from './lost-phone.ts'
import { meOf } from './me-of.ts'

const currentKey = 'tungnha.account'
const daysOnPhone = 366

/** The account whose work this phone shows; null before the first sign-in and after signing out. */
export const currentAccount = (): Id | null => localStorage.getItem(currentKey)

/** Remembers whose work this phone shows. */
export const setCurrentAccount = (accountId: Id | null): void =>
  accountId === null ? localStorage.removeItem(currentKey) : localStorage.setItem(currentKey, accountId)

/** A session that has just been opened, and whose it is. */
export interface SignIn {
  token: string
  me: Me
}

const options = {
  commands,
  keeps: keepsOnPhone,
  forgetting,
  fetchMe: async (api) => meOf(keepMark(await api.json('/api/me'))),
  fetchReference: (api, team) => api.json(`/api/reference?${new URLSearchParams({ team })}`),
  report: (error) => reportError(error),
} satisfies Parameters<typeof openBrowserClient>[2]

/**
 * Opens the account's store on this phone and begins to sync. Everything that was recorded is there, with or without a
 * network. From now on it is this account's phone.
 */
export async function openPhone(accountId: Id, key: DataKey, signIn: SignIn | null): Promise<SyncClient> {
  const lost = async () => leaveLost(accountId)
  const client = await openBrowserClient(accountId, key, { ...options, lost }, signIn)
  setCurrentAccount(accountId)
  return client
}

/** Takes a fresh token: asks whose it is. */
export async function signInOf(token: string): Promise<SignIn> {
  const answer = await fetch('/api/me', { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' })
  if (!answer.ok) throw new Error('the new session was refused')
  return { token, me: meOf(keepMark(await answer.json())) }
}

/** Phones hold twelve months of visits (F4); the rest is the server's. */
function keepsOnPhone(kind: string, row: SyncRow, today: Day): boolean {
  return kind !== 'visit' || (row as SyncRow & { day: Day }).day >= addDays(today, -daysOnPhone)
}
