import type { ReactNode } from 'react'
import classes from './tag.module.css'

/** `plain`: says what is; `good`: as it should be; `attention`: a person should look; `bad`: it does not work. */
export type Tone = 'plain' | 'good' | 'attention' | 'bad'

/** A word set apart in a table. It says by its word what its colour repeats. */
export const Tag = ({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) => (
  <span className={classes.tag} data-tone={tone}>
    {icon}
    {children}
  </span>
)
