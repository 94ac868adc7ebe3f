import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { useSubmit } from '#platform/web/ui/field/use-submit.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import classes from './people.module.css'
import { CriteriaFields, PersonFields } from './person-form.tsx'
import { checkPerson, type PersonValues, personChanges, personKey, thisYear, valuesOf } from './person-values.ts'
import { GonePerson, RegisterOff } from './register-off.tsx'
import { useRegister } from './use-people.ts'

/** The form again, filled; what was changed goes as old and new value of each field. */
export const EditPersonPage = ({ id }: { id: Id }) => {
  const person = useRow<Person>(personKind, id)
  const { on } = useRegister(person?.teamId)
  if (!on) return <RegisterOff />
  return person && !person.restrictedOn ? <EditPerson person={person} /> : <GonePerson />
}

const EditPerson = ({ person }: { person: Person }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const submit = useSubmit()
  const [, navigate] = useLocation()
  const { rule } = useRegister(person.teamId)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const key = personKey(person.id)
  const draft = useDraft<{ before: Person; after: PersonValues }>(key)
  const before = draft.value?.before ?? person
  const after = draft.value?.after ?? valuesOf(person)
  const change = (next: PersonValues) => {
    setProblems([])
    void draft.save({ before, after: next })
  }
  const save = async () => {
    const wrong = checkPerson(after, client.nowMs())
    setProblems(wrong)
    if (wrong.length) return
    const changes = personChanges(before, after, client.nowMs())
    if (Object.keys(changes).length === 0) await draft.drop()
    else {
      const args = { register: person.teamId, id: person.id, changes }
      const outcome = await submit({ name: 'person.edit', args, team: person.teamId, draft: key })
      if (outcome.verdict === 'refused') return setProblems(outcome.problem.fields ?? [])
    }
    navigate(`/people/${person.id}`, { replace: true })
  }
  return (
    <Page title={t`Sửa thông tin`} back>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="xl" pb={96}>
          <PersonFields value={after} onChange={change} />
          <CriteriaFields
            value={after}
            onChange={change}
            rule={rule}
            year={thisYear(client.nowMs())}
            saidOn={before.vneidSaidOn}
          />
        </Stack>
        <div className={classes.save}>
          <div className={classes.column}>
            <FieldProblems problems={problems} />
            <Button type="submit" size="lg" fullWidth h={52}>
              <Trans>Lưu</Trans>
            </Button>
          </div>
        </div>
      </form>
    </Page>
  )
}
