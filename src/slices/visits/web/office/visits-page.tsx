import { useLingui } from '@lingui/react/macro'
import { Group, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { DayField } from '#platform/web/office/day-field.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { useTeam } from '#slices/teams/web/office/public.ts'
import { outcomes } from '#slices/visits/shared/visit.ts'
import { outcomeWords } from '../ui/words.ts'
import { pageSize, visitsQuery } from './team-work-queries.ts'
import type { VisitsSearch } from './visits-search.ts'
import { VisitsTable } from './visits-table.tsx'

const route = getRouteApi('/inside/teams/$teamId/visits')

/** What a team did, newest first, for its commune. */
export const VisitsPage = () => {
  const { t } = useLingui()
  const team = useTeam()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (change: VisitsSearch) =>
    void navigate({ search: { ...filtersOf(search), page: undefined, ...change } })
  const visits = useQuery(visitsQuery(team.id, filtersOf(search)))
  return (
    <OfficePage title={t`Lượt hướng dẫn của ${team.name}`}>
      <Filters search={search} onChange={filter} />
      <Answer query={visits}>
        {(answer) => (
          <Stack>
            <VisitsTable answer={answer} filtered={Boolean(search.from || search.to || search.outcome)} />
            <Pager
              page={search.page ?? 1}
              pageSize={pageSize}
              total={answer.total}
              onPage={(page) => filter({ page: page === 1 ? undefined : page })}
            />
          </Stack>
        )}
      </Answer>
    </OfficePage>
  )
}

const filtersOf = ({ from, to, outcome, page }: VisitsSearch): VisitsSearch => ({ from, to, outcome, page })

const Filters = ({ search, onChange }: { search: VisitsSearch; onChange: (change: VisitsSearch) => void }) => {
  const { t } = useLingui()
  return (
    <Group align="end" className="no-print">
      <DayField
        label={t`Từ ngày`}
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DayField label={t`Đến ngày`} value={search.to ?? null} onChange={(to) => onChange({ to: to ?? undefined })} />
      <Select
        label={t`Kết quả`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc kết quả` }}
        data={outcomes.map((outcome) => ({ value: outcome, label: t(outcomeWords[outcome]) }))}
        value={search.outcome ?? null}
        onChange={(outcome) => onChange({ outcome: outcome ?? undefined })}
      />
    </Group>
  )
}
