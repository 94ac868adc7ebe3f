import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Textarea } from '@mantine/core'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Counter } from '#platform/web/ui/field/counter.tsx'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { outcomes, type VisitDraft, type VisitOutcome } from '#slices/visits/shared/visit.ts'
import { outcomeWords } from '../ui/words.ts'
import { DifficultyPart } from './difficulty-part.tsx'
import { FollowUpPart } from './follow-up-part.tsx'
import { GroupsPart } from './groups-part.tsx'
import { PlatformsPart } from './platforms-part.tsx'
import { SkillsPart } from './skills-part.tsx'
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
  problems: readonly FieldProblem[]
  saveLabel?: string
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
            <Counter
              label={t`Số người`}
              min={1}
              value={draft.people}
              onChange={(people) => onChange(withPeople(draft, people))}
            />
            <SkillsPart draft={draft} onChange={set} />
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
        {props.backdating && <DayPart draft={draft} onChange={set} />}
        <DifficultyPart draft={draft} choices={choices.difficulties} onChange={set} />
        {draft.outcome !== 'moved' && <FollowUpPart draft={draft} onChange={set} />}
        <Textarea
          label={t`Ghi chú`}
          description={t`Không ghi tên, số căn cước, số thẻ hay mật khẩu.`}
          size="md"
          autosize
          minRows={2}
          maxLength={500}
          value={draft.note ?? ''}
          onChange={(event) => set({ note: event.currentTarget.value || null })}
        />
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

const DayPart = (props: { draft: VisitDraft; onChange: (changes: Partial<VisitDraft>) => void }) => {
  const { t } = useLingui()
  const days = [t`Hôm nay`, t`Hôm qua`, t`Hôm kia`]
  return (
    <Chips
      label={t`Ngày`}
      choices={days.map((label, ago) => ({ value: String(ago), label }))}
      selected={[String(props.draft.daysAgo)]}
      onToggle={(ago) => props.onChange({ daysAgo: Number(ago) })}
    />
  )
}

const toggled = <Value,>(list: readonly Value[], value: Value): Value[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value]
