import { useLingui } from '@lingui/react/macro'
import { IconBook, IconCalendarEvent, IconCirclePlus, IconDoor, IconMenu2 } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import classes from './bottom-bar.module.css'

/** The five places of the field app; recording is in the middle, under the thumb. */
export const BottomBar = () => {
  const { t } = useLingui()
  const [at] = useLocation()
  const places = [
    { to: '/', label: t`Hôm nay`, icon: IconCalendarEvent },
    { to: '/doors', label: t`Hộ dân`, icon: IconDoor },
    { to: '/record', label: t`Ghi nhận`, icon: IconCirclePlus },
    { to: '/guide', label: t`Cẩm nang`, icon: IconBook },
    { to: '/more', label: t`Thêm`, icon: IconMenu2 },
  ]
  return (
    <nav className={classes.bar} aria-label={t`Các phần chính`}>
      {places.map(({ to, label, icon: Icon }) => (
        <Link key={to} href={to} className={classes.place} aria-current={isAt(at, to) ? 'page' : undefined}>
          <Icon size={26} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
    </nav>
  )
}

const isAt = (at: string, to: string): boolean => (to === '/' ? at === '/' : at === to || at.startsWith(`${to}/`))
