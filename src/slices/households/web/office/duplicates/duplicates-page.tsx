import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Select, Stack, Text } from '@mantine/core'
import { IconCopyCheck, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { SearchBox } from '#platform/web/office/search-box.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { DuplicatePair } from '#slices/households/shared/duplicate-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { TeamPicker, teamsQuery } from '#slices/teams/web/office/public.ts'
import { PairCard } from './duplicate-pair.tsx'
import { duplicatesQuery, holds } from './duplicate-work.ts'
import type { DuplicatesSearch } from './duplicates-search.ts'

const route = getRouteApi('/inside/places/$placeId/duplicates')
const pageSize = 20

/** Doors and persons of the commune's teams that may be twice in a list, a team at a time; people decide. */
export const DuplicatesPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [q, setQ] = useState('')
  const teams = useQuery(teamsQuery(place.id, {}))
  const team = search.team ?? teams.data?.teams[0]?.id ?? null
  const filter = (change: DuplicatesSearch) => {
    void navigate({ search: { team: search.team, of: search.of, page: undefined, ...change } })
  }
  return (
    <OfficePage
      title={t`Có thể trùng: ${place.title}`}
      lead={t`Phần mềm chỉ đề nghị; người xem rồi quyết định. Gộp rồi vẫn tách lại được.`}
    >
      <Answer query={teams}>
        {({ teams: [first] }) =>
          first ? (
            <Stack>
              <Group align="end">
                <TeamPicker
                  label={t`Tổ`}
                  communeId={place.id}
                  value={team}
                  onChange={(next) => filter({ team: next ?? undefined })}
                />
                <KindSelect search={search} onChange={filter} />
                <SearchBox label={t`Tìm theo tên, số nhà, ngõ, nhãn`} value={q} onChange={setQ} />
              </Group>
              {team && <PairsOfTeam key={team} teamId={team} q={q} search={search} onChange={filter} />}
            </Stack>
          ) : (
            <EmptyState
              icon={<IconUsersGroup size={30} />}
              title={t`Xã chưa có tổ nào`}
              hint={t`Khi có tổ và hộ dân, những hộ và người có thể trùng hiện ở đây.`}
            />
          )
        }
      </Answer>
    </OfficePage>
  )
}

interface FilterProps {
  search: DuplicatesSearch
  onChange: (change: DuplicatesSearch) => void
}

const KindSelect = ({ search, onChange }: FilterProps) => {
  const { t } = useLingui()
  return (
    <Select
      label={t`Trùng gì`}
      allowDeselect={false}
      data={[
        { value: 'all', label: t`Hộ và người` },
        { value: 'household', label: t`Chỉ hộ` },
        { value: 'person', label: t`Chỉ người` },
      ]}
      value={search.of ?? 'all'}
      onChange={(of) => onChange({ of: of === 'household' || of === 'person' ? of : undefined })}
    />
  )
}

const PairsOfTeam = ({ teamId, q, search, onChange }: FilterProps & { teamId: Id; q: string }) => (
  <Answer query={useQuery(duplicatesQuery(teamId))}>
    {({ pairs, total }) => {
      const shown = pairs.filter((pair) => (!search.of || pair.kind === search.of) && holds(pair, q))
      return <Pairs teamId={teamId} pairs={shown} total={total} search={search} onChange={onChange} />
    }}
  </Answer>
)

interface PairsProps extends FilterProps {
  teamId: Id
  /** Those that the filters let through. */
  pairs: readonly DuplicatePair[]
  /** Of all of the team. */
  total: number
}

const Pairs = ({ teamId, pairs, total, search, onChange }: PairsProps) => {
  const { t } = useLingui()
  const locale = useLocale()
  const page = Math.min(search.page ?? 1, Math.max(1, Math.ceil(pairs.length / pageSize)))
  if (pairs.length === 0)
    return (
      <EmptyState
        icon={<IconCopyCheck size={30} />}
        title={total > 0 ? t`Không có cặp nào như vậy` : t`Không thấy hộ hay người nào trùng trong tổ này`}
        hint={
          total > 0
            ? t`Hãy bỏ bớt điều kiện lọc.`
            : t`Hộ cùng số nhà, người cùng tên và năm sinh sẽ hiện ở đây để bạn xem. Hãy chọn tổ khác nếu cần.`
        }
      />
    )
  return (
    <Stack>
      <Text size="sm" c="dimmed" role="status">
        <Trans>{formatNumber(pairs.length, locale)} cặp có thể trùng</Trans>
      </Text>
      {pairs.slice((page - 1) * pageSize, page * pageSize).map((pair) => (
        <PairCard key={pair.id} teamId={teamId} pair={pair} />
      ))}
      <Pager
        page={page}
        pageSize={pageSize}
        total={pairs.length}
        onPage={(next) => onChange({ page: next === 1 ? undefined : next })}
      />
    </Stack>
  )
}
