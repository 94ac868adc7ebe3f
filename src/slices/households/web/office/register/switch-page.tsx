import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconBookOff, IconBookUpload, IconPrinter } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { Stat, Stats } from '#platform/web/office/stat.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { consentPaperRoute, type SwitchVersion } from '#slices/households/shared/switch-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { ConsentReading } from './consent-reading.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { SwitchHistory } from './switch-history.tsx'
import { type SwitchAnswer, switchQuery } from './switch-queries.ts'

/** The register of a commune: on or off, what for, who decided; what it holds, in counts; and what was decided before. */
export const SwitchPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(switchQuery(place.id))
  return (
    <OfficePage
      title={t`Sổ hộ dân: ${place.title}`}
      lead={t`Ghi tên từng người chỉ khi xã quyết định bật sổ và từng người đồng ý. Sổ tắt thì không ghi tên ai và không giữ tên ai.`}
    >
      <Answer query={query}>{(answer) => <Whole answer={answer} />}</Answer>
    </OfficePage>
  )
}

const Whole = ({ answer }: { answer: SwitchAnswer }) => {
  const { t } = useLingui()
  const [asked, setAsked] = useState<'on' | 'off' | null>(null)
  const decision = answer.versions.find(({ version }) => version === answer.inForce)
  const coming = answer.versions[0]?.version === answer.inForce ? undefined : answer.versions[0]
  return (
    <Stack>
      <State decision={decision} />
      {coming && <Coming decision={coming} />}
      <Group className="no-print">
        <Button leftSection={<IconBookUpload size={16} aria-hidden />} onClick={() => setAsked('on')}>
          {decision?.on ? t`Sửa quyết định…` : t`Bật sổ hộ dân…`}
        </Button>
        {decision?.on && (
          <Button variant="default" leftSection={<IconBookOff size={16} aria-hidden />} onClick={() => setAsked('off')}>
            <Trans>Tắt sổ…</Trans>
          </Button>
        )}
        {decision?.on && <PaperButton />}
      </Group>
      <Persons persons={answer.persons} />
      {decision?.on && <ConsentReading decision={decision} />}
      <SwitchHistory versions={answer.versions} />
      {asked && <DecideDialog answer={answer} on={asked === 'on'} onClose={() => setAsked(null)} />}
    </Stack>
  )
}

const State = ({ decision }: { decision: SwitchVersion | undefined }) => (
  <Paper withBorder p="md" data-register={decision?.on ? 'on' : 'off'}>
    <Group gap="sm" mb={decision?.on ? 'xs' : 0}>
      <Tag tone={decision?.on ? 'good' : 'plain'}>
        {decision?.on ? <Trans>Đang bật</Trans> : <Trans>Đang tắt</Trans>}
      </Tag>
      <Text>
        {decision?.on ? (
          <Trans>
            Từ ngày {formatDay(decision.validFrom)}, theo {decision.decidedBy}
          </Trans>
        ) : (
          <Trans>Các tổ ghi lượt hướng dẫn theo nhà và theo số đếm, không ghi tên người dân.</Trans>
        )}
      </Text>
    </Group>
    {decision?.on && (
      <Text size="sm">
        <Trans>
          Mục đích: {decision.purpose} Căn cứ: {decision.legalBasis} Giữ thêm {decision.retentionMonths} tháng sau khi
          không còn được dùng, rồi xóa.
        </Trans>
      </Text>
    )}
  </Paper>
)

const Coming = ({ decision }: { decision: SwitchVersion }) => (
  <Alert>
    {decision.on ? (
      <Trans>Sẽ bật theo quyết định mới từ ngày {formatDay(decision.validFrom)}.</Trans>
    ) : (
      <Trans>Sẽ tắt từ ngày {formatDay(decision.validFrom)}.</Trans>
    )}
  </Alert>
)

const PaperButton = () => {
  const place = usePlace()
  const print = useMutation({
    mutationFn: () => call(consentPaperRoute, { params: { placeId: place.id } }),
    onSuccess: (file) => file && saveFile(file, 'loi-xin-dong-y.pdf'),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} aria-hidden />}
        loading={print.isPending}
        onClick={() => print.mutate()}
      >
        <Trans>In lời xin đồng ý</Trans>
      </Button>
      {print.error && <ProblemAlert problem={problemOf(print.error)} />}
    </>
  )
}

const Persons = ({ persons }: Pick<SwitchAnswer, 'persons'>) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Trong sổ có`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Trong sổ có</Trans>
      </Title>
      <Stats>
        <Stat code="present" name={t`Người đang ghi tên`} value={persons.present} />
        <Stat code="doors" name={t`Hộ có người ghi tên`} value={persons.doors} />
        <Stat code="stopped" name={t`Đã rút hoặc hạn chế`} value={persons.stopped} />
        <Stat code="resting" name={t`Không còn dùng, chờ xóa`} value={persons.resting} />
      </Stats>
    </section>
  )
}
