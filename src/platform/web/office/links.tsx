import { Anchor, Button, NavLink } from '@mantine/core'
import { createLink } from '@tanstack/react-router'

/** Mantine's looks over the router's links: `to` and its parameters are checked against the routes. */
export const TextLink = createLink(Anchor.withProps({ inherit: true }))
export const ButtonLink = createLink(Button<'a'>)
export const BarLink = createLink(NavLink<'a'>)
