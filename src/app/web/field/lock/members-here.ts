import type { Id } from '#platform/shared/ids.ts'
import { currentAccount } from '../phone-session.ts'
import { shortName } from './short-name.ts'

/** A member who uses this phone, by what may be read before it is unlocked. */
export interface MemberHere {
  account: Id
  /** Initials and the given name: enough to choose by, not enough to look somebody up. Null: never unlocked here. */
  label: string | null
}

const prefix = 'tungnha.member.'

/** Who uses this phone, who was here last first. */
export const membersHere = (): MemberHere[] => {
  const known = Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ account: key.slice(prefix.length), label: localStorage.getItem(key) }))
  const last = currentAccount()
  if (last && !known.some(({ account }) => account === last)) known.push({ account: last, label: null })
  return known.sort((a, b) => Number(b.account === last) - Number(a.account === last))
}

export const rememberMember = (account: Id, name: string): void =>
  localStorage.setItem(prefix + account, shortName(name))
