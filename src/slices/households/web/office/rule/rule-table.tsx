import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Table, Text } from '@mantine/core'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { noData } from '#platform/web/ui/format.ts'
import type { RuleContent } from '#slices/households/shared/rule-routes.ts'
import { useSkills } from './use-skills.ts'

/** The criteria of a rule with whom they are asked of, and the skills. */
export const RuleTable = ({ rule: { criteria, skills } }: { rule: RuleContent }) => {
  const { t } = useLingui()
  const nameOf = useSkills()
  return (
    <Stack gap="xs">
      <WideTable label={t`Tiêu chí`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Tiêu chí</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Tính cho</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Từ tuổi</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {criteria.map(({ code, name, of, fromAge }) => (
            <Table.Tr key={code} data-criterion={code}>
              <Table.Td lang="vi">{name}</Table.Td>
              <Table.Td>{of === 'household' ? <Trans>Của hộ</Trans> : <Trans>Của người</Trans>}</Table.Td>
              <Table.Td ta="right">{of === 'household' ? noData : (fromAge ?? <Trans>mọi tuổi</Trans>)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      <Text size="sm">
        <Trans>Kỹ năng phải tự làm được: {skills.map(nameOf).join(', ') || noData}</Trans>
      </Text>
      <Text size="sm" c="dimmed">
        <Trans>
          Công dân số: đạt mọi tiêu chí của người ở tuổi mình. Gia đình số: hộ đạt mọi tiêu chí của hộ, mỗi tiêu chí của
          người có ít nhất một người trong nhà đạt, và có một người tự làm được mọi kỹ năng trên.
        </Trans>
      </Text>
    </Stack>
  )
}
