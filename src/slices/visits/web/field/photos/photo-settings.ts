import { useSyncExternalStore } from 'react'

/** A choice of this phone, not of a person: whose Wi-Fi it is does not depend on who works. */
const key = 'tungnha.photos'
const listeners = new Set<() => void>()
let askedToSend = false

interface Connection {
  type?: string
}

const connectionType = (): string | undefined => (navigator as { connection?: Connection }).connection?.type

/** Does this browser tell Wi-Fi from the mobile network? Where it does not (iPhones), the person says when to send. */
export const knowsWifi = (): boolean => connectionType() !== undefined

/** Photos only by Wi-Fi (or only when asked, where Wi-Fi cannot be told)? */
export const isCareful = (): boolean => localStorage.getItem(key) === 'careful'

export function setCareful(careful: boolean): void {
  if (careful) localStorage.setItem(key, 'careful')
  else localStorage.removeItem(key)
  askedToSend = false
  tell()
}

/** "Send now": until the app is closed. */
export function askToSend(): void {
  askedToSend = true
  tell()
}

/** May photos be sent at this moment? */
export const maySendPhotos = (): boolean =>
  !isCareful() || askedToSend || ['wifi', 'ethernet', 'wimax'].includes(connectionType() ?? '')

export const onPhotoSettings = (heard: () => void): (() => void) => {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

export const useCareful = (): boolean => useSyncExternalStore(onPhotoSettings, isCareful)
export const useMaySend = (): boolean => useSyncExternalStore(onPhotoSettings, maySendPhotos)

const tell = (): void => {
  for (const heard of listeners) heard()
}
