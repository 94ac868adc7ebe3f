import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Select, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconFileTypePdf, IconPlus, IconUpload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { SearchBox } from '#platform/web/office/search-box.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { teamFilters } from '#slices/teams/shared/routes.ts'
import { teamStatuses } from '#slices/teams/shared/team.ts'
import { CoveragePart } from './coverage-part.tsx'
import { NewTeamDialog } from './new-team-dialog.tsx'
import { LeaderSlipsButton } from './slips.tsx'
import { teamsQuery } from './team-queries.ts'
import { statusWords } from './team-words.ts'
import type { TeamsSearch } from './teams-search.ts'
import { TeamsTable } from './teams-table.tsx'

const route = getRouteApi('/inside/places/$placeId/teams')

/** The teams of a place: list, filters, and where there is none. */
export const TeamsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (change: TeamsSearch) =>
    void navigate({ search: { ...filtersOf(search), page: undefined, ...change } })
  const teams = useQuery(teamsQuery(place.id, filtersOf(search)))
  return (
    <OfficePage title={t`Tổ công nghệ số cộng đồng`} actions={<Actions />}>
      <Filters search={search} onChange={filter} />
      <Answer query={teams}>
        {(answer) => (
          <Stack>
            <TeamsTable place={place} answer={answer} filtered={Boolean(search.q || search.status || search.look)} />
            <Pager
              page={search.page ?? 1}
              pageSize={answer.pageSize}
              total={answer.total.teams}
              onPage={(page) => filter({ page: page === 1 ? undefined : page })}
            />
          </Stack>
        )}
      </Answer>
      {place.level !== 'hamlet' && <CoveragePart place={place} />}
    </OfficePage>
  )
}

const filtersOf = ({ q, status, look, page }: TeamsSearch): TeamsSearch => ({ q, status, look, page })

const Filters = ({ search, onChange }: { search: TeamsSearch; onChange: (change: TeamsSearch) => void }) => {
  const { t } = useLingui()
  const looks = { 'no-leader': t`Chưa có tổ trưởng`, warned: t`Thành phần cần xem lại`, empty: t`Chưa có thành viên` }
  return (
    <Group align="end" className="no-print">
      <SearchBox
        label={t`Tìm tổ theo tên hoặc địa bàn`}
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <Select
        label={t`Trạng thái`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc trạng thái` }}
        data={teamStatuses.map((status) => ({ value: status, label: t(statusWords[status]) }))}
        value={search.status ?? null}
        onChange={(status) => onChange({ status: status ?? undefined })}
      />
      <Select
        label={t`Cần để ý`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc cần để ý` }}
        data={teamFilters.map((look) => ({ value: look, label: looks[look] }))}
        value={search.look ?? null}
        onChange={(look) => onChange({ look: look ?? undefined })}
      />
    </Group>
  )
}

const Actions = () => {
  const place = usePlace()
  const can = useCan()
  const [adding, { open, close }] = useDisclosure()
  const path = pathOf(place.breadcrumb)
  const local = place.level === 'commune' || place.level === 'hamlet'
  return (
    <>
      {can('leader.invite', path) && place.level !== 'nation' && (
        <LeaderSlipsButton place={place} icon={<IconFileTypePdf size={16} aria-hidden />} />
      )}
      {can('team.import', path) && place.level !== 'nation' && (
        <ButtonLink
          variant="default"
          to="/places/$placeId/import"
          params={{ placeId: place.id }}
          leftSection={<IconUpload size={16} aria-hidden />}
        >
          <Trans>Nhập danh sách</Trans>
        </ButtonLink>
      )}
      {can('team.edit', path) && local && (
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
          <Trans>Lập tổ</Trans>
        </Button>
      )}
      {adding && <NewTeamDialog place={place} onClose={close} />}
    </>
  )
}
