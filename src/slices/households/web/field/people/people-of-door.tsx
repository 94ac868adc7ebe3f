import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { useRecordState, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import type { Household } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { recognise } from '#slices/households/shared/recognise.ts'
import type { RegisterRule } from '#slices/households/shared/register.ts'
import { relationWords } from '../../ui/person-words.ts'
import { Missing } from './missing.tsx'
import { SkillLadders } from './skill-ladder.tsx'
import { useCriterionName, usePeopleOf, useRegister } from './use-people.ts'
import { YesOrNo } from './yes-or-no.tsx'

/** Who lives behind a door, and what is missing for a digital household; nothing where the commune keeps no register. */
export const PeopleOfDoor = ({ door }: { door: Household }) => {
  const { on, rule } = useRegister(door.teamId)
  return on ? <People door={door} rule={rule} /> : null
}

const People = ({ door, rule }: { door: Household; rule: RegisterRule }) => {
  const client = useSyncClient()
  const all = usePeopleOf(door.id)
  const today = dayInVietnam(client.nowMs())
  const { recognised, missing } = useMemo(() => recognise(door, all, rule, today), [door, all, rule, today])
  const shown = [...all.filter(({ leftOn }) => !leftOn), ...all.filter(({ leftOn }) => leftOn)]
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        <Trans>Người trong hộ</Trans>
      </Title>
      {shown.length === 0 ? (
        <Text>
          <Trans>Chưa ghi ai. Chỉ ghi tên khi người dân đồng ý.</Trans>
        </Text>
      ) : (
        <Missing recognised={recognised} missing={missing} rule={rule} of="household" />
      )}
      <DoorCriteria door={door} rule={rule} />
      {shown.map((person) => (
        <PersonRow key={person.id} person={person} skills={rule.skills} />
      ))}
      <Button
        component={Link}
        href={`/doors/${door.id}/people/new`}
        size="lg"
        variant="light"
        leftSection={<IconUserPlus aria-hidden />}
      >
        <Trans>Thêm người</Trans>
      </Button>
    </Stack>
  )
}

/** What the province asks of a household, answered with one tap. */
const DoorCriteria = ({ door, rule }: { door: Household; rule: RegisterRule }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const criterionName = useCriterionName()
  const set = (code: string, answer: boolean | null) => {
    const changes = { [`criteria.${code}`]: { old: door.criteria[code] ?? null, new: answer } }
    void client.enqueue({ name: 'household.edit', args: { id: door.id, changes }, team: door.teamId })
  }
  return rule.criteria
    .filter(({ of }) => of === 'household')
    .map(({ code, name }) => (
      <YesOrNo
        key={code}
        label={criterionName({ code, name })}
        yes={t`Có`}
        no={t`Chưa có`}
        value={door.criteria[code] ?? null}
        onChange={(answer) => set(code, answer)}
      />
    ))
}

/** One person in a list: name, age and place in the household, skills; `where` says at which door. */
export const PersonRow = (props: { person: Person; skills: readonly string[]; where?: string | undefined }) => {
  const { person, skills, where } = props
  const { t, i18n } = useLingui()
  const record = useRecordState(personKind, person.id)
  const aside = record === 'sent' ? undefined : <RecordBadge state={record} />
  if (person.restrictedOn)
    return <RowLink to={`/people/${person.id}`} title={t`Đã rút đồng ý`} detail={where} aside={aside} />
  const facts = [
    where,
    person.birthYear,
    person.relation && i18n._(relationWords[person.relation]),
    person.leftOn && t`Không còn ở đây từ ${formatDay(person.leftOn)}`,
  ].filter(Boolean)
  return (
    <RowLink
      to={`/people/${person.id}`}
      title={person.name}
      detail={
        <>
          {facts.join(' · ')}
          <div>
            <SkillLadders person={person} skills={skills} />
          </div>
        </>
      }
      aside={aside}
    />
  )
}
