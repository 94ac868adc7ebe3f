import { useLingui } from '@lingui/react/macro'
import { Group, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Path } from '#platform/shared/permission.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import type { PlaceSummary } from '#slices/places/shared/place.ts'
import classes from './place-breadcrumb.module.css'
import { usePlacePage } from './use-place-page.ts'

interface Props {
  /** From the nation down to where one is. */
  places: readonly PlaceSummary[]
  /** May the place at this path be opened? Places above one's own are only named. */
  mayOpen: (path: Path) => boolean
  /** What lies below the last place on this page: a team. Absent: the last place is the page itself. */
  children?: ReactNode
  /** Stands after the last crumb: the way down. */
  down?: ReactNode
}

/** Toàn quốc › An Giang › Xã Châu Thành: where one is; each step keeps the page and changes the place. */
export const PlaceBreadcrumb = ({ places, mayOpen, children, down }: Props) => {
  const { t } = useLingui()
  const to = usePlacePage()
  const path = places.map(({ id }) => id)
  const named = (place: PlaceSummary) => (place.level === 'nation' ? t`Toàn quốc` : place.title)
  return (
    <Group component="nav" aria-label={t`Địa bàn đang xem`} gap={4} className="no-print">
      <ol className={classes.list}>
        {places.map((place, index) => {
          const last = index === places.length - 1
          const linked = (!last || children) && mayOpen(path.slice(0, index + 1))
          return (
            <li key={place.id} className={classes.crumb}>
              {index > 0 && <IconChevronRight size={14} aria-hidden />}
              {linked ? (
                <TextLink to={to} params={{ placeId: place.id }}>
                  {named(place)}
                </TextLink>
              ) : (
                <Text
                  size="sm"
                  fw={last && !children ? 600 : undefined}
                  aria-current={last && !children ? 'page' : undefined}
                >
                  {named(place)}
                </Text>
              )}
            </li>
          )
        })}
        {children && (
          <li className={classes.crumb}>
            <IconChevronRight size={14} aria-hidden />
            {children}
          </li>
        )}
      </ol>
      {down}
    </Group>
  )
}
