import { useLingui } from '@lingui/react/macro'
import { Stack, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import { fold } from '#platform/shared/folding.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import type { Person } from '#slices/households/shared/public.ts'
import { type PersonLevel, personLevels, type VisitDraft } from '#slices/visits/shared/visit.ts'
import { personLevelWords, skillWords } from '../ui/words.ts'
import { skillsOf, withNamed, withPersonSkill } from './visit-draft-changes.ts'

const mostFound = 12

/**
 * Who of the register was there, and how far each came; only those who may be named are offered. `search`: a long list is
 * searched by name.
 */
export const PersonsPart = (props: {
  draft: VisitDraft
  persons: readonly Person[]
  search?: boolean
  onChange: (draft: VisitDraft) => void
}) => {
  const { draft, persons, onChange } = props
  const { t } = useLingui()
  const [sought, setSought] = useState('')
  const folded = useDeferredValue(fold(sought))
  const named = (draft.persons ?? []).map(({ personId }) => personId)
  if (persons.length === 0 && named.length === 0) return null
  const matches = persons.filter(({ id, name }) => named.includes(id) || (folded && fold(name).includes(folded)))
  const offered = props.search ? matches.slice(0, mostFound + named.length) : persons
  return (
    <Stack gap="md">
      {props.search && (
        <TextInput
          type="search"
          size="lg"
          label={t`Tìm người trong sổ`}
          autoComplete="off"
          leftSection={<IconSearch size={22} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      <Chips
        label={t`Những ai có mặt`}
        choices={offered.map(({ id, name }) => ({ value: id, label: name }))}
        selected={named}
        onToggle={(id) => onChange(withNamed(draft, id))}
      />
      {named.length > 0 && (
        <Text>{t`Có ghi tên thì không đếm hộ nghèo, dân tộc, khuyết tật và ứng dụng về sức khỏe, đảng.`}</Text>
      )}
      {offered
        .filter(({ id }) => named.includes(id))
        .map((person) => (
          <LevelsOfOne key={person.id} draft={draft} person={person} onChange={onChange} />
        ))}
    </Stack>
  )
}

const LevelsOfOne = (props: { draft: VisitDraft; person: Person; onChange: (draft: VisitDraft) => void }) => {
  const { draft, person } = props
  const { i18n } = useLingui()
  const own = draft.persons?.find(({ personId }) => personId === person.id)?.skills ?? []
  return skillsOf(draft).map((skill) => (
    <Chips<PersonLevel>
      key={skill}
      label={`${person.name}: ${i18n._(skillWords[skill])}`}
      choices={personLevels.map((value) => ({ value, label: i18n._(personLevelWords[value]) }))}
      selected={own.filter((entry) => entry.skill === skill).map(({ level }) => level)}
      onToggle={(level) => props.onChange(withPersonSkill(draft, person.id, skill, level))}
    />
  ))
}
