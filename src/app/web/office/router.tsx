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
import {
  readCalendarSearch,
  readDuplicatesSearch,
  readPeopleSearch,
  readRequestsSearch,
} from '#slices/households/web/office/public.ts'
import { meQuery, readAuditSearch } from '#slices/identity/web/office/public.ts'
import { readRankingSearch } from '#slices/insight/web/office/public.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'
import { readImportSearch, readTeamsSearch, teamQuery } from '#slices/teams/web/office/public.ts'
import { readDoorsSearch, readVisitsSearch } from '#slices/visits/web/office/public.ts'
import { ErrorPage, LoneErrorPage, LoneNotFoundPage, NotFoundPage } from './error-pages.tsx'
import { homePlaceQuery } from './home-place.ts'
import { PlaceFrame } from './place-frame.tsx'
import { Shell } from './shell.tsx'
import { TeamFrame } from './team-frame.tsx'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: LoneNotFoundPage })

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
  errorComponent: LoneErrorPage,
  validateSearch: (search): PeriodSearch => readPeriodSearch(search),
  search: { middlewares: [retainSearchParams<PeriodSearch>(['period', 'at'])] },
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
    const place = await context.queries.ensureQueryData(homePlaceQuery(context.me))
    if (place) throw redirect({ to: '/places/$placeId', params: { placeId: place.id } })
  },
  component: lazyRouteComponent(() => import('./member-home-page.tsx'), 'MemberHomePage'),
})

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('#slices/identity/web/office/account-page.tsx'), 'AccountPage'),
})

/** The library of the place where one begins. */
const library = createRoute({
  getParentRoute: () => inside,
  path: '/library',
  beforeLoad: async ({ context }) => {
    const home = await context.queries.ensureQueryData(homePlaceQuery(context.me))
    throw home ? redirect({ to: '/places/$placeId/library', params: { placeId: home.id } }) : redirect({ to: '/' })
  },
})

const place = createRoute({
  getParentRoute: () => inside,
  path: '/places/$placeId',
  loader: ({ context, params }) => context.queries.ensureQueryData(placeQuery(params.placeId)),
  component: PlaceFrame,
})

const placeHome = createRoute({
  getParentRoute: () => place,
  path: '/',
  validateSearch: readRankingSearch,
  component: lazyRouteComponent(() => import('#slices/insight/web/office/dashboard-page.tsx'), 'DashboardPage'),
})

const placeIndicators = createRoute({
  getParentRoute: () => place,
  path: '/indicators',
  component: lazyRouteComponent(
    () => import('#slices/insight/web/office/place-indicators-page.tsx'),
    'PlaceIndicatorsPage',
  ),
})

const placeDeclared = createRoute({
  getParentRoute: () => place,
  path: '/declared',
  component: lazyRouteComponent(() => import('#slices/insight/web/office/declared-page.tsx'), 'DeclaredPage'),
})

const placeTeams = createRoute({
  getParentRoute: () => place,
  path: '/teams',
  validateSearch: readTeamsSearch,
  component: lazyRouteComponent(() => import('#slices/teams/web/office/teams-page.tsx'), 'TeamsPage'),
})

const placeConflicts = createRoute({
  getParentRoute: () => place,
  path: '/conflicts',
  component: lazyRouteComponent(() => import('#slices/visits/web/office/conflicts-page.tsx'), 'ConflictsPage'),
})

const placeCallbacks = createRoute({
  getParentRoute: () => place,
  path: '/callbacks',
  component: lazyRouteComponent(() => import('#slices/verification/web/office/callbacks-page.tsx'), 'CallbacksPage'),
})

const placeFindings = createRoute({
  getParentRoute: () => place,
  path: '/findings',
  component: lazyRouteComponent(() => import('#slices/verification/web/office/findings-page.tsx'), 'FindingsPage'),
})

const placeDraw = createRoute({
  getParentRoute: () => place,
  path: '/callbacks/$drawId',
  component: lazyRouteComponent(() => import('#slices/verification/web/office/draw-page.tsx'), 'DrawPage'),
})

const placeRefused = createRoute({
  getParentRoute: () => place,
  path: '/refused',
  component: lazyRouteComponent(() => import('#slices/visits/web/office/refused-page.tsx'), 'RefusedPage'),
})

const placeImport = createRoute({
  getParentRoute: () => place,
  path: '/import',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('#slices/teams/web/office/import-page.tsx'), 'ImportPage'),
})

const placeLibrary = createRoute({
  getParentRoute: () => place,
  path: '/library',
  component: lazyRouteComponent(() => import('#slices/library/web/office/library-page.tsx'), 'LibraryPage'),
})

const placeAccounts = createRoute({
  getParentRoute: () => place,
  path: '/accounts',
  component: lazyRouteComponent(() => import('#slices/identity/web/office/accounts-page.tsx'), 'AccountsPage'),
})

const placeAudit = createRoute({
  getParentRoute: () => place,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('#slices/identity/web/office/audit-page.tsx'), 'AuditPage'),
})

const placeRegister = createRoute({
  getParentRoute: () => place,
  path: '/register',
  component: lazyRouteComponent(() => import('#slices/households/web/office/register/switch-page.tsx'), 'SwitchPage'),
})

const placePersons = createRoute({
  getParentRoute: () => place,
  path: '/persons',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('#slices/households/web/office/people/people-page.tsx'), 'PeoplePage'),
})

const placePersonRequests = createRoute({
  getParentRoute: () => place,
  path: '/person-requests',
  validateSearch: readRequestsSearch,
  component: lazyRouteComponent(() => import('#slices/households/web/office/people/requests-page.tsx'), 'RequestsPage'),
})

const placeRule = createRoute({
  getParentRoute: () => place,
  path: '/rule',
  component: lazyRouteComponent(() => import('#slices/households/web/office/rule/rule-page.tsx'), 'RulePage'),
})

const placeCalendar = createRoute({
  getParentRoute: () => place,
  path: '/calendar',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(
    () => import('#slices/households/web/office/calendar/calendar-page.tsx'),
    'CalendarPage',
  ),
})

const placeDuplicates = createRoute({
  getParentRoute: () => place,
  path: '/duplicates',
  validateSearch: readDuplicatesSearch,
  component: lazyRouteComponent(
    () => import('#slices/households/web/office/duplicates/duplicates-page.tsx'),
    'DuplicatesPage',
  ),
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

const teamIndicators = createRoute({
  getParentRoute: () => team,
  path: '/indicators',
  component: lazyRouteComponent(
    () => import('#slices/insight/web/office/team-indicators-page.tsx'),
    'TeamIndicatorsPage',
  ),
})

const teamDoors = createRoute({
  getParentRoute: () => team,
  path: '/doors',
  validateSearch: readDoorsSearch,
  component: lazyRouteComponent(() => import('#slices/visits/web/office/doors-page.tsx'), 'DoorsPage'),
})

const teamDoorsImport = createRoute({
  getParentRoute: () => team,
  path: '/doors/import',
  component: lazyRouteComponent(
    () => import('#slices/households/web/office/lists/list-import-page.tsx'),
    'ListImportPage',
  ),
})

const teamDoor = createRoute({
  getParentRoute: () => team,
  path: '/doors/$doorId',
  component: lazyRouteComponent(() => import('#slices/visits/web/office/door-page.tsx'), 'DoorPage'),
})

const teamVisits = createRoute({
  getParentRoute: () => team,
  path: '/visits',
  validateSearch: readVisitsSearch,
  component: lazyRouteComponent(() => import('#slices/visits/web/office/visits-page.tsx'), 'VisitsPage'),
})

const pagesOfPlace = [
  placeHome,
  placeIndicators,
  placeDeclared,
  placeConflicts,
  placeRefused,
  placeCallbacks,
  placeDraw,
  placeFindings,
  placeTeams,
  placeImport,
  placeRegister,
  placeDuplicates,
  placePersons,
  placePersonRequests,
  placeRule,
  placeCalendar,
  placeLibrary,
  placeAccounts,
  placeAudit,
] as const
const pagesOfTeam = [teamHome, teamIndicators, teamDoors, teamDoorsImport, teamDoor, teamVisits] as const

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([home, account, library, place.addChildren(pagesOfPlace), team.addChildren(pagesOfTeam)]),
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
