import { Trans } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOf } from '../api.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { Waiting } from './waiting.tsx'

/** What a query brought, or in words that it is on its way, or why there is nothing and a way to ask again. */
export const Answer = <Data,>(props: { query: UseQueryResult<Data>; children: (data: Data) => ReactNode }) => {
  const { query, children } = props
  if (query.data !== undefined) return children(query.data)
  if (!query.error) return <Waiting />
  return (
    <Stack align="start">
      <ProblemAlert problem={problemOf(query.error)} />
      <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
        <Trans>Thử lại</Trans>
      </Button>
    </Stack>
  )
}
