import { createContext, useContext } from 'react'
import type { Id } from '#platform/shared/ids.ts'

/** What pages of the open app may do to its lock. */
export interface AppLock {
  account: Id
  /** Back to the page before the app; the data key is forgotten. */
  lockNow: () => void
}

const LockContext = createContext<AppLock | null>(null)
export const LockProvider = LockContext.Provider

export const useAppLock = (): AppLock => {
  const lock = useContext(LockContext)
  if (!lock) throw new Error('useAppLock needs a LockProvider above it')
  return lock
}
