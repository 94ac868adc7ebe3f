import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { ApiProblem } from '#platform/web/api.ts'
import { meQuery } from '#slices/identity/web/public.ts'
import { Shell } from './shell.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => (typeof search.back === 'string' ? { back: search.back } : {}),
}).lazy(() => import('#slices/identity/web/office/sign-in-page.tsx').then((page) => page.signInRoute))

/** Everything behind the door: without a session one is led to it, and back to where one wanted to go. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.queries.ensureQueryData(meQuery) }
    } catch (error) {
      if (error instanceof ApiProblem && error.body.status === 401) {
        throw redirect({ to: '/sign-in', search: { back: location.href } })
      }
      throw error
    }
  },
})

export const router = createRouter({
  routeTree: root.addChildren([signIn, inside.addChildren([])]),
  context: { queries: undefined as unknown as QueryClient },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
