import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { remind } from './reminders.ts'
import { useFollowUps, useToday } from './use-follow-ups.ts'

const askMs = 30 * 60_000

/** Reminds of what is due today, while the app is open or when somebody opens it; shows nothing itself. */
export const Reminder = () => {
  const { t } = useLingui()
  const today = useToday()
  const due = useFollowUps().filter(({ on }) => on <= today).length
  const title = t`Hẹn lại hôm nay`
  const body = plural(due, { other: '# hộ, điểm cần gặp lại. Bấm để xem.' })
  useEffect(() => {
    const tell = () => void remind(today, due, { title, body })
    tell()
    const timer = setInterval(tell, askMs)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tell)
    }
  }, [today, due, title, body])
  return null
}
