import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Counter } from '#platform/web/ui/field/counter.tsx'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import type { Person } from '#slices/households/shared/public.ts'
import type { Member } from '#slices/teams/shared/public.ts'
import { outcomes, type VisitDraft, type VisitOutcome } from '#slices/visits/shared/visit.ts'
import { outcomeWords } from '../ui/words.ts'
import { AttendancePart } from './attendance-part.tsx'
import { DayPart } from './day-part.tsx'
import { DifficultyPart } from './difficulty-part.tsx'
import { FollowUpPart } from './follow-up-part.tsx'
import { GroupsPart } from './groups-part.tsx'
import { MembersPart } from './members-part.tsx'
import { PersonsPart } from './persons-part.tsx'
import { PhotoPart } from './photos/lazy.tsx'
import { PlatformsPart } from './platforms-part.tsx'
import { SkillsPart } from './skills-part.tsx'
import { toggled } from './toggled.ts'
import type { VisitChoices } from './visit-choices.ts'
import { withOutcome, withPeople } from './visit-draft-changes.ts'
import classes from './visit-form.module.css'

/**
 * The visit on one scrolling page of large chips; what is already right needs no tap. Every change goes to `onChange`,
 * where it becomes the saved draft; `problems` are the rules' own sentences, shown after the first try to save.
 */
export const VisitForm = (props: {
  draft: VisitDraft
  choices: VisitChoices
  /** Team mates who may have come along. */
  mates: readonly Member[]
  /** Whom the register lets be named here; null: it is off. */
  persons: readonly Person[] | null
  problems: readonly FieldProblem[]
  saveLabel?: string
  /** What else the form asks before it is saved. */
  extra?: ReactNode
  /** May the visit be one of an earlier day? */
  backdating?: boolean
  onChange: (draft: VisitDraft) => void
  onSave: () => void
}) => {
  const { draft, choices, onChange } = props
  const { t } = useLingui()
  const met = draft.outcome === 'done'
  const set = (changes: Partial<VisitDraft>) => onChange({ ...draft, ...changes })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <Stack gap="xl" pb={96}>
        {draft.place === 'home' && <OutcomePart draft={draft} onChange={onChange} />}
        {met && (
          <>
            {draft.place === 'group' ? (
              <AttendancePart draft={draft} byList={props.persons !== null} onChange={onChange} />
            ) : (
              <Counter
                label={t`Số người`}
                min={Math.max(1, draft.persons?.length ?? 0)}
                value={draft.people}
                onChange={(people) => onChange(withPeople(draft, people))}
              />
            )}
            <SkillsPart draft={draft} onChange={onChange} />
            {props.persons && (
              <PersonsPart
                draft={draft}
                persons={props.persons}
                search={draft.place !== 'home'}
                onChange={(next) => onChange(namedInList(next))}
              />
            )}
            <PlatformsPart draft={draft} choices={choices.platforms} onChange={set} />
            <Chips
              label={t`Nội dung tuyên truyền`}
              choices={choices.topics.map(({ code, label }) => ({ value: code, label }))}
              selected={draft.topics}
              most={6}
              onToggle={(code) => set({ topics: toggled(draft.topics, code) })}
            />
            <GroupsPart draft={draft} onChange={set} />
          </>
        )}
        <MembersPart draft={draft} mates={props.mates} onChange={set} />
        {props.backdating && <DayPart draft={draft} onChange={set} />}
        <DifficultyPart draft={draft} choices={choices.difficulties} onChange={set} />
        {draft.outcome !== 'moved' && <FollowUpPart draft={draft} onChange={set} />}
        <FreeText
          label={t`Ghi chú`}
          description={t`Không ghi tên, số căn cước, số thẻ hay mật khẩu.`}
          maxLength={500}
          lines={2}
          value={draft.note}
          onChange={(note) => set({ note })}
        />
        {props.extra}
        <PhotoPart visitId={draft.id} onTaken={() => onChange(draft)} />
      </Stack>
      <div className={classes.save}>
        <FieldProblems problems={props.problems} />
        <Button type="submit" size="lg" fullWidth h={52}>
          {props.saveLabel ?? <Trans>Lưu</Trans>}
        </Button>
      </div>
    </form>
  )
}

const OutcomePart = (props: { draft: VisitDraft; onChange: (draft: VisitDraft) => void }) => {
  const { t, i18n } = useLingui()
  return (
    <Chips<VisitOutcome>
      label={t`Kết quả`}
      choices={outcomes.map((value) => ({ value, label: i18n._(outcomeWords[value]) }))}
      selected={[props.draft.outcome]}
      onToggle={(outcome) => props.onChange(withOutcome(props.draft, outcome))}
    />
  )
}

// A session with a list has as many people as the list.
const namedInList = (draft: VisitDraft): VisitDraft =>
  draft.attendance === 'list' ? withPeople(draft, Math.max(1, draft.persons?.length ?? 0)) : draft
