import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { SearchBox } from '#platform/web/office/search-box.tsx'
import { DoorListActions } from '#slices/households/web/office/public.ts'
import { useCan } from '#slices/identity/web/office/public.ts'
import { useTeam, useTeamPath } from '#slices/teams/web/office/public.ts'
import { doorStates } from '#slices/visits/shared/door-state.ts'
import { useDoorStateNames } from './door-state-names.ts'
import type { DoorsSearch } from './doors-search.ts'
import { DoorsTable } from './doors-table.tsx'
import { MoveDoorsDialog } from './move-doors-dialog.tsx'
import { doorsQuery, pageSize } from './team-work-queries.ts'

const route = getRouteApi('/inside/teams/$teamId/doors')

/** The doors of a team, for its commune: where they stand, how far the team is, and which go to another team. */
export const DoorsPage = () => {
  const { t } = useLingui()
  const team = useTeam()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (change: DoorsSearch) => {
    setChosen([])
    void navigate({ search: { ...filtersOf(search), page: undefined, ...change } })
  }
  const doors = useQuery(doorsQuery(team.id, filtersOf(search)))
  const [chosen, setChosen] = useState<readonly Id[]>([])
  const mayMove = useCan()('household.move', useTeamPath(team))
  return (
    <OfficePage title={t`Hộ dân của ${team.name}`} actions={<DoorListActions />}>
      <Filters search={search} states={doors.data?.states} onChange={filter} />
      {mayMove && <MoveBar chosen={chosen} onMoved={() => setChosen([])} />}
      <Answer query={doors}>
        {(answer) => (
          <Stack>
            <DoorsTable
              doors={answer.doors}
              total={answer.total}
              filtered={Boolean(search.q || search.state || search.closed)}
              choice={mayMove ? { chosen, onChange: setChosen } : undefined}
            />
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

const filtersOf = ({ q, state, closed, page }: DoorsSearch): DoorsSearch => ({ q, state, closed, page })

interface FiltersProps {
  search: DoorsSearch
  states?: Partial<Record<(typeof doorStates)[number], number>>
  onChange: (change: DoorsSearch) => void
}

const Filters = ({ search, states, onChange }: FiltersProps) => {
  const { t } = useLingui()
  const names = useDoorStateNames()
  return (
    <Group align="end" className="no-print">
      <SearchBox
        label={t`Tìm theo số nhà, ngõ, nhãn`}
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <Select
        label={t`Tình trạng`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc tình trạng` }}
        data={doorStates.map((state) => ({
          value: state,
          label: states ? `${names[state]} (${states[state] ?? 0})` : names[state],
        }))}
        value={search.state ?? null}
        onChange={(state) => onChange({ state: state ?? undefined })}
      />
      <Select
        label={t`Hộ đã đóng`}
        allowDeselect={false}
        data={[
          { value: 'without', label: t`Không hiện` },
          { value: 'with', label: t`Hiện cả hộ đã đóng` },
          { value: 'only', label: t`Chỉ hộ đã đóng` },
        ]}
        value={search.closed ?? 'without'}
        onChange={(closed) => onChange({ closed: closed === 'with' || closed === 'only' ? closed : undefined })}
      />
    </Group>
  )
}

const MoveBar = ({ chosen, onMoved }: { chosen: readonly Id[]; onMoved: () => void }) => {
  const [moving, { open, close }] = useDisclosure()
  return (
    <Group className="no-print" gap="sm">
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden />}
        disabled={chosen.length === 0}
        onClick={open}
      >
        <Trans>Chuyển sang tổ khác</Trans>
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {chosen.length > 0 ? <Trans>Đã chọn {chosen.length} hộ</Trans> : <Trans>Chọn hộ trong bảng để chuyển.</Trans>}
      </Text>
      {moving && <MoveDoorsDialog doors={chosen} onMoved={onMoved} onClose={close} />}
    </Group>
  )
}
