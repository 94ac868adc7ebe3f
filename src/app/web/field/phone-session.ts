import type { SyncRow } from '#platform/shared/command.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { openBrowserClient } from '#platform/web/sync/browser.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { commands } from '../../shared/commands.ts'
import { keepMark, leaveLost } from './lost-phone.ts'
import { meOf } from './me-of.ts'

const currentKey = 'tungnha.account'
const daysOnPhone = 366

/** The account whose work this phone shows; null before the first sign-in and after signing out. */
export const currentAccount = (): Id | null => localStorage.getItem(currentKey)

/** Remembers whose work this phone shows. */
export const setCurrentAccount = (accountId: Id | null): void =>
  accountId === null ? localStorage.removeItem(currentKey) : localStorage.setItem(currentKey, accountId)

const options = {
  commands,
  keeps: keepsOnPhone,
  fetchMe: async (api) => meOf(keepMark(await api.json('/api/me'))),
  fetchReference: (api, team) => api.json(`/api/reference?${new URLSearchParams({ team })}`),
  report: (error) => reportError(error),
} satisfies Parameters<typeof openBrowserClient>[1]

const optionsOf = (accountId: Id) => ({ ...options, lost: async () => leaveLost(accountId) })

/** Opens the account's store on this phone and begins to sync. Everything that was recorded is there, with or without a network. */
export const openPhone = (accountId: Id): Promise<SyncClient> => openBrowserClient(accountId, optionsOf(accountId))

/** Takes a fresh token: asks who it is, and opens that account's store with the token in it; from now on it is this phone's. */
export async function enterPhone(token: string): Promise<SyncClient> {
  const answer = await fetch('/api/me', { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' })
  if (!answer.ok) throw new Error('the new session was refused')
  const me = meOf(keepMark(await answer.json()))
  const client = await openBrowserClient(me.accountId, optionsOf(me.accountId), { token, me })
  setCurrentAccount(me.accountId)
  return client
}

/** Phones hold twelve months of visits (F4); the rest is the server's. */
function keepsOnPhone(kind: string, row: SyncRow, today: Day): boolean {
  return kind !== 'visit' || (row as SyncRow & { day: Day }).day >= addDays(today, -daysOnPhone)
}
