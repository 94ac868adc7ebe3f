import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Textarea } from '@mantine/core'
import { IconCopy, IconShare2 } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { SyncRow } from '#platform/shared/command.ts'
import { periodOf } from '#platform/shared/dates.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatDay, formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { skillWords } from '../ui/words.ts'
import { cardFigures } from './card-figures.ts'
import { type CardWords, drawCard } from './draw-card.ts'
import { copyText, type Shared, shareCard } from './share-card.ts'
import { useToday } from './use-follow-ups.ts'
import { useWorkingTeam } from './use-team-people.ts'

type Span = 'day' | 'week'
type Whose = 'team' | 'mine'

/** The day or the week as a picture and a text for the team's group: numbers of the team's own work, nobody's name. */
export const CardPage = () => {
  const { t } = useLingui()
  const [span, setSpan] = useState<Span>('day')
  const [whose, setWhose] = useState<Whose>('team')
  const words = useCardWords(span, whose)
  const text = asText(words)
  return (
    <Page title={t`Thẻ kết quả`} back>
      <Chips<Span>
        label={t`Của`}
        choices={[
          { value: 'day', label: t`Hôm nay` },
          { value: 'week', label: t`Tuần này` },
        ]}
        selected={[span]}
        onToggle={setSpan}
      />
      <Chips<Whose>
        label={t`Ai làm`}
        choices={[
          { value: 'team', label: t`Cả tổ` },
          { value: 'mine', label: t`Riêng tôi` },
        ]}
        selected={[whose]}
        onToggle={setWhose}
      />
      <Card words={words} text={text} />
    </Page>
  )
}

const Card = ({ words, text }: { words: CardWords; text: string }) => {
  const { t } = useLingui()
  const picture = usePicture(words)
  const [told, setTold] = useState<Shared | 'copied' | 'not-copied' | null>(null)
  const name = `tung-nha-${words.subtitle.replaceAll(/[^0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.png`
  return (
    <Stack>
      {picture && (
        <img src={picture.url} alt={text} width={1080} height={1350} style={{ width: '100%', height: 'auto' }} />
      )}
      <Button
        size="lg"
        leftSection={<IconShare2 aria-hidden />}
        disabled={!picture}
        onClick={() => picture && void shareCard(picture.blob, name, text).then(setTold)}
      >
        <Trans>Chia sẻ ảnh và chữ</Trans>
      </Button>
      <Button
        size="lg"
        variant="default"
        leftSection={<IconCopy aria-hidden />}
        onClick={() => void copyText(text).then((done) => setTold(done ? 'copied' : 'not-copied'))}
      >
        <Trans>Chép chữ</Trans>
      </Button>
      <Text role="status">
        <Told told={told} />
      </Text>
      <Textarea label={t`Chữ để dán vào nhóm`} size="md" readOnly autosize value={text} />
    </Stack>
  )
}

const Told = ({ told }: { told: Shared | 'copied' | 'not-copied' | null }) => {
  switch (told) {
    case 'shared':
      return <Trans>Đã chia sẻ.</Trans>
    case 'saved':
      return <Trans>Đã tải ảnh về máy và chép chữ. Mở nhóm Zalo, chọn ảnh rồi dán chữ.</Trans>
    case 'saved-without-text':
      return <Trans>Đã tải ảnh về máy. Chữ ở ngay dưới: nhấn giữ để chép.</Trans>
    case 'copied':
      return <Trans>Đã chép chữ.</Trans>
    case 'not-copied':
      return <Trans>Trình duyệt không cho chép. Chữ ở ngay dưới: nhấn giữ để chép.</Trans>
    default:
      return null
  }
}

function useCardWords(span: Span, whose: Whose): CardWords {
  const { t, i18n } = useLingui()
  const locale = useLocale()
  const client = useSyncClient()
  const team = useWorkingTeam()
  const name = useRow<SyncRow & { name: string }>('team', team)?.name ?? ''
  const visits = useRows<Visit>(visitKind)
  const today = useToday()
  const me = client.me()
  const member = whose === 'mine' ? (me?.memberId ?? null) : null
  return useMemo(() => {
    const { from, to } = span === 'day' ? { from: today, to: today } : periodOf('week', today)
    const figures = cardFigures(visits, { team, member, from, to })
    const number = (value: number) => formatNumber(value, locale)
    const days = span === 'day' ? formatDay(today) : `${formatDay(from)} – ${formatDay(to)}`
    return {
      title: member ? `${me?.name ?? ''}, ${name}` : name,
      subtitle: span === 'day' ? t`Ngày ${days}` : t`Tuần ${days}`,
      figures: [
        { value: number(figures.visits), label: t`lượt` },
        { value: number(figures.people), label: t`lượt người` },
        { value: number(figures.doors), label: t`hộ đã hướng dẫn` },
      ],
      lines: [
        ...figures.skills.map(({ skill, people }) => t`${i18n._(skillWords[skill])}: ${number(people)} lượt người`),
        figures.alone > 0 && t`Tự làm được: ${number(figures.alone)} lượt`,
        figures.platforms > 0 && t`Cài mới ứng dụng: ${number(figures.platforms)} lượt`,
        figures.groupSessions > 0 && t`Buổi hướng dẫn nhóm: ${number(figures.groupSessions)}`,
        figures.followUps > 0 && t`Hẹn lại: ${number(figures.followUps)}`,
      ].filter((line): line is string => Boolean(line)),
      foot: t`Số trên máy lúc lập thẻ; số chính thức là số trên hệ thống.`,
    }
  }, [visits, span, member, team, name, me, today, locale, t, i18n])
}

const asText = ({ title, subtitle, figures, lines }: CardWords): string =>
  [
    title,
    subtitle,
    ...figures.map(({ value, label }) => `• ${value} ${label}`),
    ...lines.map((line) => `• ${line}`),
    '#TừngNhà',
  ].join('\n')

/** The drawn card, drawn anew when its words change. */
function usePicture(words: CardWords): { blob: Blob; url: string } | null {
  const [picture, setPicture] = useState<{ blob: Blob; url: string } | null>(null)
  useEffect(() => {
    let made: string | null = null
    let left = false
    void drawCard(words).then((blob) => {
      if (left) return
      made = URL.createObjectURL(blob)
      setPicture({ blob, url: made })
    }, reportError)
    return () => {
      left = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [words])
  return picture
}
