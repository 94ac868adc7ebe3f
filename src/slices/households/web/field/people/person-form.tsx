import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, TextInput, Title } from '@mantine/core'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import {
  type Mastery,
  masteryLevels,
  type Person,
  type Relation,
  relations,
  sexes,
} from '#slices/households/shared/person.ts'
import { basicSkills, type RegisterRule } from '#slices/households/shared/register.ts'
import { masteryWords, relationWords, sexWords } from '../../ui/person-words.ts'
import classes from './people.module.css'
import { birthYearOf, type PersonValues } from './person-values.ts'
import { PhoneInput } from './phone-input.tsx'
import { useCriterionName, useSkillName } from './use-people.ts'
import { YesOrNo } from './yes-or-no.tsx'

interface PartProps {
  value: PersonValues
  onChange: (value: PersonValues) => void
}

/** Who somebody is: only the name is needed. */
export const PersonFields = ({ value, onChange }: PartProps) => {
  const { t, i18n } = useLingui()
  const set = (changes: Partial<PersonValues>) => onChange({ ...value, ...changes })
  return (
    <Stack gap="lg">
      <FreeText label={t`Họ và tên`} value={value.name} maxLength={80} onChange={(name) => set({ name })} />
      <div className={classes.pair}>
        <TextInput
          label={t`Năm sinh`}
          size="lg"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={value.birthYear}
          onChange={(event) => set({ birthYear: event.currentTarget.value })}
        />
        <PhoneInput label={t`Điện thoại`} value={value.phone} onChange={(phone) => set({ phone })} />
      </div>
      <Chips<Relation>
        label={t`Quan hệ với chủ hộ`}
        choices={relations.map((relation) => ({ value: relation, label: i18n._(relationWords[relation]) }))}
        selected={value.relation ? [value.relation] : []}
        onToggle={(relation) => set({ relation: value.relation === relation ? null : relation })}
      />
      <Chips<NonNullable<Person['sex']>>
        label={t`Giới tính (không bắt buộc)`}
        choices={sexes.map((sex) => ({ value: sex, label: i18n._(sexWords[sex]) }))}
        selected={value.sex ? [value.sex] : []}
        onToggle={(sex) => set({ sex: value.sex === sex ? null : sex })}
      />
    </Stack>
  )
}

/** The province's criteria of persons of this age, and what they say of VNeID. Not touched: not asked. */
export const CriteriaFields = (
  props: PartProps & { rule: RegisterRule; year: number; saidOn?: string | null | undefined },
) => {
  const { value, onChange, rule, year } = props
  const { t } = useLingui()
  const criterionName = useCriterionName()
  const birthYear = birthYearOf(value)
  const asked = rule.criteria.filter(
    ({ of, code, fromAge }) =>
      of === 'person' &&
      code !== basicSkills &&
      (fromAge === null || birthYear === null || year - birthYear >= fromAge || value.criteria[code] !== undefined),
  )
  const answer = (code: string, met: boolean | null) => {
    const { [code]: _, ...others } = value.criteria
    onChange({ ...value, criteria: met === null ? others : { ...others, [code]: met } })
  }
  return (
    <Stack gap="lg">
      <Title order={2} fz={18}>
        <Trans>Đã có những gì</Trans>
      </Title>
      {asked.map(({ code, name }) => (
        <YesOrNo
          key={code}
          label={criterionName({ code, name })}
          yes={t`Có`}
          no={t`Chưa có`}
          value={value.criteria[code] ?? null}
          onChange={(met) => answer(code, met)}
        />
      ))}
      <Chips
        label={t`Kỹ năng số trên VNeID`}
        choices={[{ value: 'said', label: t`Nói đã xác nhận trên VNeID` }]}
        selected={value.vneidSaid ? ['said'] : []}
        onToggle={() => onChange({ ...value, vneidSaid: !value.vneidSaid })}
      />
      {value.vneidSaid && (
        <Text>
          {props.saidOn ? (
            <Trans>Ghi theo lời nói ngày {formatDay(props.saidOn)}; tổ không cấp xác nhận.</Trans>
          ) : (
            <Trans>Ghi theo lời nói hôm nay; tổ không cấp xác nhận.</Trans>
          )}
        </Text>
      )}
    </Stack>
  )
}

/** How far each skill goes, as just seen. Not touched: not asked. */
export const SkillFields = ({ value, onChange, skills }: PartProps & { skills: readonly string[] }) => {
  const name = useSkillName()
  const set = (skill: string, level: Mastery | null) => {
    const { [skill]: _, ...others } = value.skills
    onChange({ ...value, skills: level === null ? others : { ...others, [skill]: level } })
  }
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} fz={18}>
          <Trans>Làm được đến đâu</Trans>
        </Title>
        <Text>
          <Trans>Chỉ chọn khi vừa hỏi hoặc vừa xem làm thử. Không chọn là chưa hỏi.</Trans>
        </Text>
      </div>
      {skills.map((skill) => (
        <LevelChips
          key={skill}
          label={name(skill)}
          value={value.skills[skill] ?? null}
          onChange={(level) => set(skill, level)}
        />
      ))}
    </Stack>
  )
}

export const LevelChips = (props: {
  label: string
  value: Mastery | null
  onChange: (level: Mastery | null) => void
}) => {
  const { i18n } = useLingui()
  return (
    <Chips<Mastery>
      label={props.label}
      choices={masteryLevels.map((level) => ({ value: level, label: i18n._(masteryWords[level]) }))}
      selected={props.value ? [props.value] : []}
      onToggle={(level) => props.onChange(props.value === level ? null : level)}
    />
  )
}
