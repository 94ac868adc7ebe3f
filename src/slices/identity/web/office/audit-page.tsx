import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { DayField } from '#platform/web/office/day-field.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import type { AuditKind } from '#slices/identity/shared/audit.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { auditQuery } from './audit-query.ts'
import type { AuditSearch } from './audit-search.ts'
import { AuditTable } from './audit-table.tsx'

const route = getRouteApi('/inside/places/$placeId/audit')

/** Who looked at or changed what on a place and below it, newest first. */
export const AuditPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const search = filtersOf(route.useSearch())
  const audit = useInfiniteQuery(auditQuery(place.id, search))
  return (
    <OfficePage
      title={t`Nhật ký`}
      lead={t`${place.title} và các cấp dưới: ai đã xem, đã sửa gì. Không ghi họ tên, số điện thoại của dân hay của thành viên.`}
    >
      <Filters search={search} />
      <Answer query={audit}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.lines)
          if (lines.length === 0) return <Nothing />
          return (
            <Stack align="start">
              <AuditTable lines={lines} />
              {audit.hasNextPage && (
                <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                  <Trans>Xem các dòng cũ hơn</Trans>
                </Button>
              )}
            </Stack>
          )
        }}
      </Answer>
    </OfficePage>
  )
}

const filtersOf = ({ day, kind, account, team }: AuditSearch): AuditSearch => ({ day, kind, account, team })

const Nothing = () => {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconListSearch size={30} />}
      title={t`Không có dòng nào`}
      hint={t`Chưa ai xem hay sửa gì ở đây, hoặc không có dòng nào khớp với bộ lọc.`}
    />
  )
}

const Filters = ({ search }: { search: AuditSearch }) => {
  const { t } = useLingui()
  const navigate = route.useNavigate()
  const filter = (change: AuditSearch) => void navigate({ search: { ...search, ...change } })
  const narrowed = search.account ?? search.team
  return (
    <Group align="end" className="no-print">
      <DayField label={t`Ngày`} value={search.day ?? null} onChange={(day) => filter({ day: day ?? undefined })} />
      <Select
        label={t`Loại việc`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc loại việc` }}
        data={[
          { value: 'looks', label: t`Xem dữ liệu cá nhân` },
          { value: 'changes', label: t`Sửa, đăng nhập, mời` },
        ]}
        value={search.kind ?? null}
        onChange={(kind) => filter({ kind: (kind as AuditKind | null) ?? undefined })}
      />
      {narrowed && (
        <Button variant="default" onClick={() => filter({ account: undefined, team: undefined })}>
          <Trans>Bỏ lọc người và tổ</Trans>
        </Button>
      )}
      {search.account && (
        <Text size="sm" pb={8}>
          <Trans>Chỉ của một tài khoản</Trans>
        </Text>
      )}
    </Group>
  )
}
