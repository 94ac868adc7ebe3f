import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './row-link.module.css'

/** One line of a list that leads somewhere: the whole of it is the target. */
export const RowLink = (props: { to: string; title: ReactNode; detail?: ReactNode; aside?: ReactNode }) => (
  <Link href={props.to} className={classes.row}>
    <span className={classes.words}>
      <span className={classes.title}>{props.title}</span>
      {props.detail && <span className={classes.detail}>{props.detail}</span>}
    </span>
    {props.aside}
  </Link>
)
