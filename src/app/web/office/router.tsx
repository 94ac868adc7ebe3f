import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { ApiProblem } from '#platform/web/api.ts'
import { type PeriodSearch, readPeriodSearch } from '#platform/web/office/period.ts'
import { Waiting } from '#platform/web/office/waiting.tsx'
import { meQuery } from '#slices/identity/web/office/public.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'
import { readTeamsSearch, teamQuery } from '#slices/teams/web/office/public.ts'
import { ErrorPage, NotFoundPage } from './error-pages.tsx'
import { homePlace } from './home-place.ts'
import { PlaceFrame } from './place-frame.tsx'
import { Shell } from './shell.tsx'
import { TeamFrame } from './team-frame.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { back?: string } => (typeof search.back === 'string' ? { back: search.back } : {}),
  component: lazyRouteComponent(() => import('#slices/identity/web/office/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything behind the door: without a session one is led to it, and back to where one wanted to go. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  validateSearch: (search): PeriodSearch => readPeriodSearch(search),
  search: { middlewares: [retainSearchParams(['period', 'at'])] },
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery).catch((error: unknown) => {
      if (!(error instanceof ApiProblem) || error.body.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: { back: location.href } })
    })
    if (me.mustChangePassword && location.pathname !== '/account') throw redirect({ to: '/account' })
    return { me }
  },
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const place = await homePlace(context.queries, context.me)
    if (place) throw redirect({ to: '/places/$placeId', params: { placeId: place.id } })
  },
  component: lazyRouteComponent(() => import('./member-home-page.tsx'), 'MemberHomePage'),
})

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('#slices/identity/web/office/account-page.tsx'), 'AccountPage'),
})

const place = createRoute({
  getParentRoute: () => inside,
  path: '/places/$placeId',
  loader: ({ context, params }) => context.queries.ensureQueryData(placeQuery(params.placeId)),
  component: PlaceFrame,
})

const placeTeams = createRoute({
  getParentRoute: () => place,
  path: '/teams',
  validateSearch: readTeamsSearch,
  component: lazyRouteComponent(() => import('#slices/teams/web/office/teams-page.tsx'), 'TeamsPage'),
})

const placeAccounts = createRoute({
  getParentRoute: () => place,
  path: '/accounts',
  component: lazyRouteComponent(() => import('#slices/identity/web/office/accounts-page.tsx'), 'AccountsPage'),
})

const team = createRoute({
  getParentRoute: () => inside,
  path: '/teams/$teamId',
  loader: ({ context, params }) => context.queries.ensureQueryData(teamQuery(params.teamId)),
  component: TeamFrame,
})

const teamHome = createRoute({
  getParentRoute: () => team,
  path: '/',
  component: lazyRouteComponent(() => import('./team-page.tsx'), 'TeamPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([home, account, place.addChildren([placeTeams, placeAccounts]), team.addChildren([teamHome])]),
  ]),
  context: { queries: undefined as unknown as QueryClient },
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: Waiting,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
