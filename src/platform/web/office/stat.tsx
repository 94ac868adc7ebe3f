import { SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatNumber } from '../ui/format.ts'
import { useLocale } from '../ui/locale.tsx'
import classes from './stat.module.css'

/** Numbers side by side, each under its name. */
export const Stats = ({ children }: { children: ReactNode }) => (
  <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm" m={0}>
    {children}
  </SimpleGrid>
)

/** `code` names the number for scripts that read the page. */
export const Stat = (props: { code: string; name: string; value: number | null }) => {
  const locale = useLocale()
  return (
    <div className={classes.stat} data-count={props.code} data-value={props.value ?? undefined}>
      <dt className={classes.name}>{props.name}</dt>
      <dd className={classes.value}>{formatNumber(props.value, locale)}</dd>
    </div>
  )
}
