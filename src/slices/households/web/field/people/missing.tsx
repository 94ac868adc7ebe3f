import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import type { RegisterRule } from '#slices/households/shared/register.ts'
import { useCriterionName } from './use-people.ts'

/** Whether the province's rule is met, and if not, what is missing: "Gia đình số: còn thiếu chữ ký số". */
export const Missing = (props: {
  recognised: boolean
  missing: readonly string[]
  rule: RegisterRule
  of: 'household' | 'person'
}) => {
  const { t } = useLingui()
  const criterionName = useCriterionName()
  const nameOf = (code: string) =>
    criterionName(props.rule.criteria.find((one) => one.code === code) ?? { code, name: '' }) || code
  const list = props.missing.map((code) => lowered(nameOf(code))).join('; ')
  const what = props.of === 'household' ? t`Gia đình số` : t`Công dân số`
  return (
    <Text>
      <Text span fw={600} inherit>
        {what}:
      </Text>{' '}
      {props.recognised ? <Trans>đã đạt</Trans> : list ? <Trans>còn thiếu {list}</Trans> : <Trans>chưa đạt</Trans>}
    </Text>
  )
}

// Inside a sentence: "Chữ ký số cá nhân" is "chữ ký số cá nhân", "VNeID" stays.
const lowered = (name: string): string => (/^\p{Lu}\p{Ll}/u.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name)
