import type { Day } from '#platform/shared/dates.ts'

const chosenKey = 'tungnha.reminders'
const lastKey = 'tungnha.reminded'

/** Where the phone may remind: it was never asked, was allowed, was refused, or knows no notifications at all. */
export type ReminderState = 'off' | 'on' | 'refused' | 'unable'

/** Does this phone remind of follow-ups? Notifications need a service worker here: Android makes none from a page. */
export const reminderState = (): ReminderState => {
  if (!('Notification' in window) || !('serviceWorker' in navigator)) return 'unable'
  if (Notification.permission === 'denied') return 'refused'
  return Notification.permission === 'granted' && localStorage.getItem(chosenKey) === 'on' ? 'on' : 'off'
}

/** Asks the person, only ever after a tap of theirs; answers what came of it. */
export async function turnRemindersOn(): Promise<ReminderState> {
  const allowed = await Notification.requestPermission()
  if (allowed === 'granted') localStorage.setItem(chosenKey, 'on')
  return reminderState()
}

export const turnRemindersOff = (): void => localStorage.removeItem(chosenKey)

/**
 * Shows the reminder of the day, at most one a day, and the number on the app's icon where the phone has such. The words
 * come from the caller and name nobody: they stand on a locked screen.
 */
export async function remind(today: Day, due: number, words: { title: string; body: string }): Promise<void> {
  showBadge(due)
  if (due === 0 || reminderState() !== 'on' || localStorage.getItem(lastKey) === today) return
  localStorage.setItem(lastKey, today)
  const worker = await navigator.serviceWorker.ready
  await worker.showNotification(words.title, { body: words.body, tag: 'follow-ups', icon: '/app/icon-192.png' })
}

// Where there is no badge the count on Today and on the list says the same.
function showBadge(due: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>
  const shown = due > 0 ? setAppBadge?.call(navigator, due) : clearAppBadge?.call(navigator)
  shown?.catch(() => undefined)
}
