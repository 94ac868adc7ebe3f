import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiProblem } from '#platform/web/api.ts'
import { router } from './router.tsx'

// A problem is an answer: asking again gives the same. Only a lost connection is worth another try.
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leadToSignIn }),
  mutationCache: new MutationCache({ onError: leadToSignIn }),
  defaultOptions: {
    queries: { retry: (count, error) => !(error instanceof ApiProblem) && count < 2, staleTime: 5_000 },
  },
})

export const OfficeApp = () => (
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} context={{ queries }} />
  </QueryClientProvider>
)

/** The session ended while a page was open. A full load, so that nothing of it stays in memory for whoever comes next. */
function leadToSignIn(error: unknown): void {
  const ended = error instanceof ApiProblem && error.body.code === 'auth.required'
  if (!ended || location.pathname === '/sign-in') return
  location.assign(`/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`)
}
