import { Trans, useLingui } from '@lingui/react/macro'
import { Group, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Pager } from '#platform/web/office/pager.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Severity } from './roster-queries.ts'

interface Sentences {
  what: string
  proposal: string
}

/** Something about a file: where it stands, what it is and what to do. */
interface FileProblem {
  code: string
  severity: Severity
  sheet: string | null
  row: number | null
  column: string | null
  vi: Sentences
  en: Sentences
}

interface Props {
  problems: readonly FileProblem[]
}

const severities: readonly Severity[] = ['block', 'warn', 'notice', 'mended']
const tones: Record<Severity, Tone> = { block: 'bad', warn: 'attention', notice: 'plain', mended: 'good' }
const pageSize = 50

const useSeverityWords = (): Record<Severity, string> => {
  const { t } = useLingui()
  return { block: t`Bị chặn`, warn: t`Cần xem lại`, notice: t`Lưu ý`, mended: t`Đã tự sửa` }
}

/** What the file says that is wrong or was put right, by sheet, row and column, each with what to do. */
export const ImportProblems = ({ problems }: Props) => {
  const { t } = useLingui()
  const words = useSeverityWords()
  const present = severities.filter((severity) => problems.some((problem) => problem.severity === severity))
  const [chosen, setChosen] = useState<Severity | undefined>(present[0])
  const [page, setPage] = useState(1)
  if (!chosen) {
    return (
      <Text>
        <Trans>Không thấy lỗi nào trong tệp.</Trans>
      </Text>
    )
  }
  const shown = problems.filter((problem) => problem.severity === chosen)
  const count = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length
  return (
    <section aria-label={t`Những điều cần biết về tệp`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} fz="h4">
          <Trans>Những điều cần biết về tệp</Trans>
        </Title>
        <SegmentedControl
          aria-label={t`Mức độ`}
          value={chosen}
          onChange={(severity) => {
            setChosen(severity as Severity)
            setPage(1)
          }}
          data={present.map((severity) => ({ value: severity, label: `${words[severity]} (${count(severity)})` }))}
        />
      </Group>
      <ProblemsTable problems={shown.slice((page - 1) * pageSize, page * pageSize)} />
      <Pager page={page} pageSize={pageSize} total={shown.length} onPage={setPage} />
    </section>
  )
}

const ProblemsTable = ({ problems }: Props) => {
  const { t } = useLingui()
  const locale = useLocale()
  const words = useSeverityWords()
  return (
    <WideTable label={t`Danh sách điều cần biết`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Mức độ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Trang tính</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Dòng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Cột</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Có gì</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nên làm gì</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {problems.map((problem, index) => (
          <Table.Tr
            // biome-ignore lint/suspicious/noArrayIndexKey: a row may have the same problem twice, and the list does not change
            key={index}
            data-problem={problem.code}
            data-severity={problem.severity}
            data-row={problem.row ?? ''}
          >
            <Table.Td>
              <Tag tone={tones[problem.severity]}>{words[problem.severity]}</Tag>
            </Table.Td>
            <Table.Td>{problem.sheet ?? noData}</Table.Td>
            <Table.Td ta="right">{problem.row ?? noData}</Table.Td>
            <Table.Td>{problem.column ?? noData}</Table.Td>
            <Table.Td miw={220}>{problem[locale].what}</Table.Td>
            <Table.Td miw={220}>{problem[locale].proposal}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
