import { Anchor, type AnchorProps, Button, NavLink } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

type PlainAnchorProps = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>
/** A link in a text or table has the size of what is around it. */
const PlainAnchor = (props: PlainAnchorProps) => <Anchor inherit {...props} />

/** Mantine's looks over the router's links: `to` and its parameters are checked against the routes. */
export const TextLink = createLink(PlainAnchor)
export const ButtonLink = createLink(Button<'a'>)
export const BarLink = createLink(NavLink<'a'>)
