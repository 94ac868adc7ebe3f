import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { type Actor, can, type Path, type Permission } from '#platform/shared/permission.ts'
import { meQuery } from './me-query.ts'

/** What the one who is signed in may do at a path: the same rule as the server's, to hide what it would refuse. */
export const useCan = (): ((permission: Permission, path: Path) => boolean) => {
  const { data: me } = useQuery(meQuery)
  return (permission, path) => (me ? can(me as Actor, permission, path) : false)
}

/** The path of a place: its breadcrumb's ids. */
export const pathOf = (breadcrumb: readonly { id: Id }[]): Path => breadcrumb.map(({ id }) => id)
