import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { useSubmit } from '#platform/web/ui/field/use-submit.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { GoneDoor } from '../gone-door.tsx'
import { ConsentQuestions, ConsentReading } from './consent-part.tsx'
import classes from './people.module.css'
import { CriteriaFields, PersonFields, SkillFields } from './person-form.tsx'
import {
  addArgs,
  checkPerson,
  emptyPerson,
  hasAgreed,
  type NewPersonDraft,
  newPersonKey,
  noAnswers,
  type PersonValues,
  thisYear,
} from './person-values.ts'
import { RegisterOff } from './register-off.tsx'
import { usePeopleOf, useRegister } from './use-people.ts'

/** Somebody who has just been asked: first the answers, then who they are. */
export const AddPersonPage = ({ doorId }: { doorId: Id }) => {
  const door = useRow<Household>(householdKind, doorId)
  const { on } = useRegister(door?.teamId)
  if (!door) return <GoneDoor />
  return on ? <AddPerson door={door} /> : <RegisterOff />
}

const AddPerson = ({ door }: { door: Household }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const submit = useSubmit()
  const [, navigate] = useLocation()
  const { rule, row } = useRegister(door.teamId)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const key = newPersonKey(door.id)
  const draft = useDraft<NewPersonDraft>(key)
  const [fresh] = useState(newId)
  const hasHead = usePeopleOf(door.id).some(({ relation }) => relation === 'head')
  const empty: NewPersonDraft = {
    id: fresh,
    answers: noAnswers,
    values: { ...emptyPerson, relation: hasHead ? null : 'head' },
  }
  const { id, answers, values } = draft.value ?? empty
  const change = (changes: Partial<NewPersonDraft>) => {
    setProblems([])
    void draft.save({ id, answers, values, ...changes })
  }
  const setValues = (next: PersonValues) => change({ values: next })
  const year = thisYear(client.nowMs())
  const save = async () => {
    const wrong = checkPerson(values, client.nowMs())
    setProblems(wrong)
    if (wrong.length) return
    const register = door.teamId
    const args = addArgs(values, answers, { register, id, householdId: door.id })
    const outcome = await submit({ name: 'person.add', args, team: register, draft: key })
    if (outcome.verdict === 'refused') return setProblems(outcome.problem.fields ?? [])
    if (values.vneidSaid) {
      const changes = { vneidSaidOn: { old: null, new: dayInVietnam(client.nowMs()) } }
      await client.enqueue({ name: 'person.edit', args: { register, id, changes }, team: register })
    }
    navigate(`/people/${id}`, { replace: true })
  }
  return (
    <Page title={t`Thêm người`} back>
      <Text fw={600}>{doorTitle(door, (number) => t`Số ${number}`)}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="xl" pb={96}>
          {row && <ConsentReading register={row} />}
          <ConsentQuestions value={answers} onChange={(next) => change({ answers: next })} />
          {answers.register === false && <SaidNo doorId={door.id} onGone={() => void draft.drop()} />}
          {hasAgreed(answers) ? (
            <>
              <PersonFields value={values} onChange={setValues} />
              <CriteriaFields value={values} onChange={setValues} rule={rule} year={year} />
              <SkillFields value={values} onChange={setValues} skills={rule.skills} />
              <div className={classes.save}>
                <div className={classes.column}>
                  <FieldProblems problems={problems} />
                  <Button type="submit" size="lg" fullWidth h={52}>
                    <Trans>Lưu</Trans>
                  </Button>
                </div>
              </div>
            </>
          ) : (
            answers.register !== false && (
              <Text>
                <Trans>Khi có câu trả lời, phần ghi họ tên mở ra ở đây.</Trans>
              </Text>
            )
          )}
        </Stack>
      </form>
    </Page>
  )
}

/** A no is a no: nothing of the person stays on the phone. */
const SaidNo = ({ doorId, onGone }: { doorId: Id; onGone: () => void }) => (
  <Stack role="status">
    <Text fw={600}>
      <Trans>Không ghi tên người này. Tổ vẫn hướng dẫn như mọi người và chỉ ghi số người.</Trans>
    </Text>
    <Button component={Link} href={`/record/${doorId}`} size="lg" variant="light" onClick={onGone}>
      <Trans>Ghi nhận theo số người</Trans>
    </Button>
  </Stack>
)
