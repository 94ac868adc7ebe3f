import { useEffect, useSyncExternalStore } from 'react'

let open = 0
const listeners = new Set<() => void>()

const count = (change: number) => {
  open += change
  for (const listener of listeners) listener()
}

/** Says that a form is on the screen, as long as the component is. */
export const useOpenForm = (): void =>
  useEffect(() => {
    count(1)
    return () => count(-1)
  }, [])

/** Is somebody filling in a form? Then nothing may take the page away. */
export const useIsFormOpen = (): boolean => useSyncExternalStore(subscribe, () => open > 0)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
