import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiProblem } from '#platform/web/api.ts'
import { router } from './router.tsx'

// A problem is an answer: asking again gives the same. Only a lost connection is worth another try.
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (count, error) => !(error instanceof ApiProblem) && count < 2, staleTime: 5_000 },
  },
})

export const OfficeApp = () => (
  <QueryClientProvider client={queries}>
    <RouterProvider router={router} context={{ queries }} />
  </QueryClientProvider>
)
