import { Trans, useLingui } from '@lingui/react/macro'
import { Group, SegmentedControl, Select, Stack, Title } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import type { Figure } from '#slices/insight/shared/figure.ts'
import type { Verification } from '#slices/insight/shared/verification.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { indicatorsQuery, placeIndicatorsQuery, rankingPageSize, rankingQuery } from './insight-queries.ts'
import { RankingFile } from './ranking-file.tsx'
import { type RankingSearch, usualIndicator } from './ranking-search.ts'
import { RankingTable } from './ranking-table.tsx'

const route = getRouteApi('/inside/places/$placeId/')

interface Props {
  place: PlaceDetails
  /** The figures of the place itself: the last line of the table. */
  total: readonly Figure[]
  verification: Verification | null
}

/** The places directly below a place, or its teams, ranked by an indicator; every row leads further down. */
export const RankingPart = ({ place, total, verification }: Props) => {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (next: RankingSearch) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...next }), resetScroll: false })
  const { by = usualIndicator, order, of, page } = search
  const period = usePeriod()
  const query = useQuery(rankingQuery(place.id, period, { by, order, of, page }))
  const isOneOfSix = total.some(({ indicator }) => indicator === by)
  const all = useQuery({ ...placeIndicatorsQuery(place.id, period), enabled: !isOneOfSix }).data
  return (
    <Stack component="section" id="ranking" aria-label={t`Xếp hạng`} gap="sm">
      <Group justify="space-between" align="end">
        <Title order={2} fz="h4">
          <Trans>Xếp hạng</Trans>
        </Title>
        <Group align="end" className="no-print">
          <OfSwitch place={place} of={of} onChange={change} />
          <IndicatorField by={by} onChange={change} />
          <RankingFile place={place} search={search} />
        </Group>
      </Group>
      <Answer query={query}>
        {(answer) =>
          answer.rows.length > 0 ? (
            <>
              <RankingTable
                answer={answer}
                title={place.title}
                total={isOneOfSix ? total : (all?.figures ?? total)}
                verification={verification}
                order={order ?? 'desc'}
                onSort={(indicator, next) => change({ by: indicator, order: next === 'asc' ? 'asc' : undefined })}
              />
              <Pager
                page={page ?? 1}
                pageSize={rankingPageSize}
                total={answer.total}
                onPage={(next) => change({ page: next === 1 ? undefined : next })}
              />
            </>
          ) : (
            <NothingToRank place={place} />
          )
        }
      </Answer>
    </Stack>
  )
}

const NothingToRank = ({ place }: { place: PlaceDetails }) => {
  const { t } = useLingui()
  const can = useCan()
  const mayImport = place.level === 'commune' && can('team.import', pathOf(place.breadcrumb))
  return (
    <EmptyState
      icon={<IconChartBar size={30} />}
      title={t`Chưa có gì để xếp hạng`}
      hint={t`Khi ${place.title} có tổ, số liệu của từng nơi hiện ở đây.`}
      action={
        mayImport && (
          <ButtonLink to="/places/$placeId/import" params={{ placeId: place.id }}>
            <Trans>Nhập danh sách từ Excel</Trans>
          </ButtonLink>
        )
      }
    />
  )
}

interface ControlProps {
  onChange: (search: RankingSearch) => void
}

const OfSwitch = ({ place, of, onChange }: ControlProps & { place: PlaceDetails; of: RankingSearch['of'] }) => {
  const { t } = useLingui()
  if (place.level === 'hamlet') return null
  const below = { nation: t`Tỉnh, thành phố`, province: t`Xã, phường`, commune: t`Thôn, ấp` }[place.level]
  const usual = place.level === 'commune' ? 'teams' : 'places'
  return (
    <SegmentedControl
      aria-label={t`Xếp hạng theo`}
      value={of ?? usual}
      onChange={(next) => onChange({ of: next === usual ? undefined : (next as RankingSearch['of']) })}
      data={[
        { value: 'places', label: below },
        { value: 'teams', label: t`Các tổ` },
      ]}
    />
  )
}

const IndicatorField = ({ by, onChange }: ControlProps & { by: string }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const catalogue = useQuery(indicatorsQuery).data
  const groups = catalogue?.groups ?? []
  const ranked = catalogue?.indicators.filter(({ family }) => !family) ?? []
  return (
    <Select
      label={t`Theo chỉ tiêu`}
      w={300}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t`Không có chỉ tiêu nào như vậy`}
      value={by}
      onChange={(code) => code && onChange({ by: code === usualIndicator ? undefined : code })}
      data={groups.map((group) => ({
        group: group[locale],
        items: ranked
          .filter((indicator) => indicator.group === group.code)
          .map((indicator) => ({ value: indicator.code, label: indicator[locale] })),
      }))}
    />
  )
}
