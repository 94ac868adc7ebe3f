import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { formatDay } from '#platform/web/ui/format.ts'
import type { Mastery, Person } from '#slices/households/shared/person.ts'
import { masteryWords } from '../../ui/person-words.ts'
import classes from './people.module.css'
import { LevelChips } from './person-form.tsx'
import { SkillLadder } from './skill-ladder.tsx'
import type { Undoable } from './undoable.ts'
import { useSkillName } from './use-people.ts'

/** The ladder of each skill; a tap on it opens the four levels, a tap on one of them saves what was just seen. */
export const PersonSkills = (props: {
  person: Person
  skills: readonly string[]
  onDone: (done: Undoable) => void
}) => {
  const { person, skills } = props
  const { t } = useLingui()
  const client = useSyncClient()
  const name = useSkillName()
  const [open, setOpen] = useState<string | null>(null)
  const test = (skill: string, level: Mastery | null) =>
    client.enqueue({
      name: 'person.skill',
      args: { register: person.teamId, id: person.id, skill, level, visitId: null },
      team: person.teamId,
    })
  const set = (skill: string, level: Mastery | null) => {
    setOpen(null)
    const undo = () => void test(skill, null)
    if (level) void test(skill, level).then(() => props.onDone({ message: t`Đã ghi: ${name(skill)}`, undo }))
  }
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        <Trans>Làm được đến đâu</Trans>
      </Title>
      {skills.map((skill) =>
        open === skill ? (
          <LevelChips key={skill} label={name(skill)} value={null} onChange={(level) => set(skill, level)} />
        ) : (
          <SkillRow key={skill} name={name(skill)} person={person} skill={skill} onOpen={() => setOpen(skill)} />
        ),
      )}
    </Stack>
  )
}

const SkillRow = (props: { person: Person; skill: string; name: string; onOpen: () => void }) => {
  const { i18n } = useLingui()
  const state = props.person.skills[props.skill]
  return (
    <UnstyledButton className={classes.level} aria-expanded={false} onClick={props.onOpen}>
      <SkillLadder state={state} />
      <Text span fw={600} inherit>
        {props.name}
      </Text>
      <Text span inherit w="100%">
        {state ? (
          <>
            {i18n._(masteryWords[state.level])} · {formatDay(state.on)}
          </>
        ) : (
          <Trans>Chưa hỏi</Trans>
        )}
      </Text>
    </UnstyledButton>
  )
}
