import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { IconClipboardData, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import type { DeclaredOfPlace } from '#slices/insight/shared/declared.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { DeclareDialog } from './declare-dialog.tsx'
import { declaredQuery } from './declared-queries.ts'
import { DeclaredTable } from './declared-table.tsx'
import { PastTable } from './past-table.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type Asked = { what: 'declare'; figure?: DeclaredOfPlace } | { what: 'withdraw'; figure: DeclaredOfPlace }

/** What was declared for a place, apart from what was measured: entered, corrected and withdrawn here, and its history. */
export const DeclaredPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const can = useCan()
  const mayEdit = can('declared.edit', pathOf(place.breadcrumb))
  const [asked, setAsked] = useState<Asked | null>(null)
  const query = useQuery(declaredQuery(place.id))
  const title = place.level === 'nation' ? t`Toàn quốc` : place.title
  return (
    <OfficePage
      title={t`Số khai báo: ${title}`}
      lead={t`Số do cơ quan nêu cho nơi chưa ghi nhận trên phần mềm. Luôn hiện riêng với nhãn “khai báo”; khi có số ghi nhận thì số ghi nhận thay chỗ.`}
      actions={
        mayEdit && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ what: 'declare' })}>
            <Trans>Khai báo số liệu</Trans>
          </Button>
        )
      }
    >
      <Answer query={query}>
        {({ figures, past }) => (
          <Stack>
            {figures.length > 0 ? (
              <DeclaredTable
                figures={figures}
                onEdit={mayEdit ? (figure) => setAsked({ what: 'declare', figure }) : undefined}
                onWithdraw={mayEdit ? (figure) => setAsked({ what: 'withdraw', figure }) : undefined}
              />
            ) : (
              <EmptyState
                icon={<IconClipboardData size={30} />}
                title={t`Chưa khai báo số nào`}
                hint={t`Nơi chưa dùng phần mềm vẫn báo được số tổ, số thành viên, kết quả từng tháng: khai ở đây cùng nguồn.`}
              />
            )}
            <PastTable past={past} />
            {asked?.what === 'declare' && (
              <DeclareDialog place={place} figures={figures} figure={asked.figure} onClose={() => setAsked(null)} />
            )}
            {asked?.what === 'withdraw' && (
              <WithdrawDialog place={place} figure={asked.figure} onClose={() => setAsked(null)} />
            )}
          </Stack>
        )}
      </Answer>
    </OfficePage>
  )
}
