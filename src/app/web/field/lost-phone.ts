import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { eraseIdbStore } from '#platform/web/store/idb-store.ts'
import { askLost, type me } from '#slices/identity/shared/public.ts'

/*
 * A phone that was reported lost hears it from the first answer of the server, and wipes the account's data. A locked
 * phone cannot reach its token: for its sake each account's mark is kept in clear. It opens nothing; with it the phone may
 * ask one thing, whether it was lost.
 */

const markKey = (accountId: Id): string => `tungnha.mark.${accountId}`

/** Keeps what the session is called where its token must not be; hands the answer on. */
export const keepMark = (answer: OutputOf<typeof me>): OutputOf<typeof me> => {
  localStorage.setItem(markKey(answer.accountId), answer.mark)
  return answer
}

/** Removes everything that names the account from this browser's small notes; its store is another matter. */
export const forgetAccount = (accountId: Id): void => {
  for (const key of Object.keys(localStorage))
    if (key.includes(accountId) || localStorage.getItem(key) === accountId) localStorage.removeItem(key)
}

/** The store is erased: forgets the rest and begins anew, with a word about why. */
export const leaveLost = (accountId: Id): void => {
  forgetAccount(accountId)
  location.replace('/app/?lost')
}

/**
 * Asks for each account of this phone whether its session was reported lost, and erases those that were: also while the
 * app is locked, and for members who are not at the phone now. Without a network it asks again when there is one.
 */
export const wipeLostAccounts = async (): Promise<void> => {
  for (const accountId of accountsHere()) if (await isLost(accountId)) await wipe(accountId)
}

/** Keeps asking whenever the phone comes into the network or is looked at. Answers how to stop. */
export const watchForLoss = (): (() => void) => {
  const watching = new AbortController()
  const ask = () => void wipeLostAccounts()
  window.addEventListener('online', ask, { signal: watching.signal })
  document.addEventListener('visibilitychange', ask, { signal: watching.signal })
  ask()
  return () => watching.abort()
}

const accountsHere = (): Id[] =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(markKey('')))
    .map((key) => key.slice(markKey('').length))

const isLost = async (accountId: Id): Promise<boolean> => {
  const mark = localStorage.getItem(markKey(accountId))
  // No answer is no reason to wipe anything.
  const answer = mark && (await call(askLost, { body: { mark } }).catch(() => null))
  return answer ? answer.lost : false
}

const wipe = async (accountId: Id): Promise<void> => {
  const shown = localStorage.getItem('tungnha.account') === accountId
  await eraseIdbStore(accountId)
  if (shown) leaveLost(accountId)
  else forgetAccount(accountId)
}
