import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconEye, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { defaultRule } from '#slices/households/shared/register.ts'
import { codeFor } from '#slices/households/shared/rule-content.ts'
import { decideRuleRoute, previewRuleRoute, type RuleContent } from '#slices/households/shared/rule-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { DeciderFields, deciderText, nobodyYet } from '../register/decider-fields.tsx'
import { CriterionRow } from './criterion-row.tsx'
import { RulePreviewed } from './rule-previewed.tsx'
import type { RuleAnswer } from './rule-queries.ts'
import { useSkills } from './use-skills.ts'

interface Props {
  start: RuleContent
  present: RuleContent
  answer: RuleAnswer
  onClose: () => void
}

/** A new rule: what counts, tried out on the province's own registers, then decided from a day on. */
export const RuleEditor = ({ start, present, answer, onClose }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const heading = useRef<HTMLHeadingElement>(null)
  const [rule, setRule] = useState(start)
  const preview = useMutation({
    mutationFn: () => call(previewRuleRoute, { params: { placeId: place.id }, body: rule }),
  })
  const change = (next: RuleContent) => {
    preview.reset()
    setRule(next)
  }
  // Who pressed the button above is led here.
  useEffect(() => heading.current?.focus(), [])
  return (
    <Paper withBorder p="md" component="section" aria-label={t`Bản mới`}>
      <Stack>
        <Title order={2} fz="h4" ref={heading} tabIndex={-1}>
          <Trans>Bản mới</Trans>
        </Title>
        <Criteria rule={rule} answer={answer} onChange={change} />
        <Skills rule={rule} known={[...new Set([...defaultRule.skills, ...present.skills])]} onChange={change} />
        <Group>
          <Button
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            loading={preview.isPending}
            onClick={() => preview.mutate()}
          >
            <Trans>Xem trước kết quả</Trans>
          </Button>
        </Group>
        <div role="status">{preview.data && <RulePreviewed preview={preview.data} />}</div>
        {preview.error && <ProblemAlert problem={problemOf(preview.error)} />}
        <Decision rule={rule} after={answer.versions[0]?.version ?? 0} onClose={onClose} />
      </Stack>
    </Paper>
  )
}

interface PartProps {
  rule: RuleContent
  onChange: (rule: RuleContent) => void
}

const Criteria = ({ rule, answer, onChange }: PartProps & { answer: RuleAnswer }) => {
  const { t } = useLingui()
  const [name, setName] = useState('')
  // A criterion that people ticked once keeps its code and its kind.
  const known = [...defaultRule.criteria, ...answer.versions.flatMap(({ criteria }) => criteria)]
  const add = () => {
    const taken = [...known, ...rule.criteria].map(({ code }) => code)
    const before = known.find((one) => one.name === name.trim())
    const fresh = before ?? { code: codeFor(name, taken), name: name.trim(), of: 'person' as const, fromAge: 14 }
    const { code, of, fromAge } = fresh
    onChange({ ...rule, criteria: [...rule.criteria, { code, name: name.trim(), of, fromAge }] })
    setName('')
  }
  const at = (index: number, ...by: RuleContent['criteria']) =>
    onChange({ ...rule, criteria: [...rule.criteria.slice(0, index), ...by, ...rule.criteria.slice(index + 1)] })
  return (
    <Stack gap="xs" role="group" aria-label={t`Tiêu chí`}>
      {rule.criteria.map((criterion, index) => (
        <CriterionRow
          key={criterion.code}
          criterion={criterion}
          fixed={known.some(({ code }) => code === criterion.code)}
          onChange={(next) => at(index, next)}
          onRemove={() => at(index)}
        />
      ))}
      <Group align="end">
        <TextInput
          label={t`Tiêu chí mới`}
          description={t`Không đặt tiêu chí về sức khỏe, dân tộc, tôn giáo, đảng phái, giấy tờ, tiền bạc.`}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flexGrow: 1 }}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={name.trim().length < 3}
          onClick={add}
        >
          <Trans>Thêm tiêu chí</Trans>
        </Button>
      </Group>
    </Stack>
  )
}

const Skills = ({ rule, known, onChange }: PartProps & { known: readonly string[] }) => {
  const { t } = useLingui()
  const nameOf = useSkills()
  return (
    <Checkbox.Group
      label={t`Kỹ năng phải tự làm được`}
      value={rule.skills}
      onChange={(skills) => onChange({ ...rule, skills: known.filter((code) => skills.includes(code)) })}
    >
      <Group mt="xs">
        {known.map((code) => (
          <Checkbox key={code} value={code} label={nameOf(code)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

const Decision = ({ rule, after, onClose }: { rule: RuleContent; after: number; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [decider, setDecider] = useState(() => nobodyYet(place.title))
  const [validFrom, setValidFrom] = useState<string | null>(dayInVietnam(Date.now()))
  const [remark, setRemark] = useState('')
  const save = useMutation({
    mutationFn: async () => {
      const body = { ...rule, after, decidedBy: deciderText(decider), remark: remark.trim() || null }
      await call(decideRuleRoute, { params: { placeId: place.id }, body: { ...body, validFrom: validFrom ?? '' } })
      await queries.invalidateQueries({ queryKey: ['register-rule', place.id] })
    },
    onSuccess: () => {
      notify(t`Đã ghi bản mới`)
      onClose()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <DeciderFields values={decider} onChange={(change) => setDecider({ ...decider, ...change })} />
        <DayField label={t`Áp dụng từ ngày`} required value={validFrom} onChange={setValidFrom} />
        <TextInput
          label={t`Ghi chú`}
          maxLength={500}
          value={remark}
          onChange={(event) => setRemark(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          <Trans>Điện thoại của các tổ nhận tiêu chí mới ở lần liên lạc đầu tiên từ ngày áp dụng.</Trans>
        </Text>
        {save.error && <ProblemAlert problem={problemOf(save.error)} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>{t`Thôi`}</Button>
          <Button type="submit" loading={save.isPending}>{t`Ghi quyết định`}</Button>
        </Group>
      </Stack>
    </form>
  )
}
