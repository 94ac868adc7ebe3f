import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import type { doorPersonsRoute } from '#slices/households/shared/people-routes.ts'
import { masteryWords, purposeWords, relationWords } from '../../ui/person-words.ts'
import { doorPersonsQuery } from './people-queries.ts'

type DoorAnswer = OutputOf<typeof doorPersonsRoute>
type DoorPerson = DoorAnswer['persons'][number]

/** Who stands in the register at a door, what they agreed to and can do, and what is missing for the recognition. */
export const DoorPersons = ({
  teamId,
  doorId,
  nameOf,
}: {
  teamId: Id
  doorId: Id
  nameOf: (skill: string) => string
}) => {
  const { t } = useLingui()
  const query = useQuery(doorPersonsQuery(teamId, doorId))
  return (
    <section aria-label={t`Người dân trong sổ`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Người dân trong sổ</Trans>
      </Title>
      <Answer query={query}>
        {(answer) =>
          answer.persons.length > 0 ? (
            <Stack gap="xs">
              <Recognised answer={answer} />
              <Persons persons={answer.persons} nameOf={nameOf} />
            </Stack>
          ) : (
            <Text>
              {answer.on ? <Trans>Chưa ai ở hộ này được ghi tên.</Trans> : <Trans>Xã chưa bật sổ hộ dân.</Trans>}
            </Text>
          )
        }
      </Answer>
    </section>
  )
}

const Recognised = ({ answer: { recognised, missing } }: { answer: DoorAnswer }) => {
  const { t } = useLingui()
  return (
    <Text>
      {recognised ? (
        <Tag tone="good">{t`Gia đình số`}</Tag>
      ) : (
        <Missing missing={missing} what={t`Chưa là gia đình số`} />
      )}
    </Text>
  )
}

const Missing = ({ missing, what }: Pick<DoorAnswer, 'missing'> & { what: string }) => {
  const list = missing.map(({ criterion }) => criterion).join(', ')
  return list ? (
    <Trans>
      {what}, còn thiếu: {list}
    </Trans>
  ) : (
    what
  )
}

const Persons = ({ persons, nameOf }: { persons: readonly DoorPerson[]; nameOf: (skill: string) => string }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Người dân ở hộ này`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Họ tên</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Đã đồng ý</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Kỹ năng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Công dân số</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {persons.map((person) => (
          <Table.Tr key={person.id} style={{ verticalAlign: 'top' }} data-person={person.id}>
            <Table.Td miw={160}>
              <Text fw={600}>{person.name}</Text>
              <Text size="xs" c="dimmed">
                {[person.relation && t(relationWords[person.relation]), person.birthYear].filter(Boolean).join(', ')}
              </Text>
            </Table.Td>
            <Table.Td miw={160}>
              {person.consent.map((one) => (
                <Text size="sm" key={one.purpose}>
                  {t(purposeWords[one.purpose])}: {one.given ? t`đồng ý` : t`không`} {formatDay(one.on)}
                </Text>
              ))}
            </Table.Td>
            <Table.Td miw={180}>
              {Object.entries(person.skills).map(([skill, { level, on }]) => (
                <Text size="sm" key={skill}>
                  {nameOf(skill)}: {t(masteryWords[level])} ({formatDay(on)})
                </Text>
              ))}
              {Object.keys(person.skills).length === 0 && noData}
            </Table.Td>
            <Table.Td miw={180}>
              {person.restrictedOn ? (
                <Trans>Dừng dùng từ {formatDay(person.restrictedOn)}</Trans>
              ) : person.recognised ? (
                <Tag tone="good">{t`Công dân số`}</Tag>
              ) : (
                <Missing missing={person.missing} what={t`Chưa đạt`} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
