import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Title } from '@mantine/core'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, formatInstant, noData } from '#platform/web/ui/format.ts'
import type { RuleVersion } from '#slices/households/shared/rule-routes.ts'
import { useSkills } from './use-skills.ts'

interface Props {
  versions: readonly RuleVersion[]
  /** Null while something is being edited. */
  onReuse: ((version: RuleVersion) => void) | null
}

/** Every rule that was decided, the newest first; each can be taken as the start of a new one. */
export const RuleHistory = ({ versions, onReuse }: Props) => {
  const { t } = useLingui()
  if (versions.length === 0) return null
  return (
    <section aria-label={t`Các bản đã quyết định`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Các bản đã quyết định</Trans>
      </Title>
      <WideTable label={t`Các bản đã quyết định`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="right">
              <Trans>Bản</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Từ ngày</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Người quyết định, văn bản</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Nội dung</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Ghi lúc</Trans>
            </Table.Th>
            <Table.Th className="no-print">
              <Trans>Việc</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((one) => (
            <Version key={one.version} version={one} onReuse={onReuse} />
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}

const Version = ({ version: one, onReuse }: { version: RuleVersion; onReuse: Props['onReuse'] }) => {
  const { t } = useLingui()
  const nameOf = useSkills()
  const years = (age: number) => t`từ ${age} tuổi`
  const said = [
    ...one.criteria.map(({ name, fromAge }) => (fromAge === null ? name : `${name} (${years(fromAge)})`)),
    ...one.skills.map(nameOf),
  ]
  return (
    <Table.Tr style={{ verticalAlign: 'top' }} data-version={one.version}>
      <Table.Td ta="right">{one.version}</Table.Td>
      <Table.Td>{formatDay(one.validFrom)}</Table.Td>
      <Table.Td miw={200}>
        {one.decidedBy}
        {one.remark && `. ${one.remark}`}
      </Table.Td>
      <Table.Td miw={280}>{said.join('; ') || noData}</Table.Td>
      <Table.Td>{formatInstant(Date.parse(one.madeAt))}</Table.Td>
      <Table.Td className="no-print">
        {onReuse && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onReuse(one)}
            aria-label={t`Soạn từ bản này: bản ${one.version}`}
          >
            <Trans>Soạn từ bản này</Trans>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
