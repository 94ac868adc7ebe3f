import { useLingui } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import type { Person } from '#slices/households/shared/person.ts'
import { hasConsent } from '#slices/households/shared/person-rules.ts'
import { basicSkills, type RegisterRule } from '#slices/households/shared/register.ts'
import { relationWords, sexWords } from '../../ui/person-words.ts'
import classes from './people.module.css'
import { localPhone } from './person-values.ts'
import { useCriterionName } from './use-people.ts'

/** What is written of somebody; what nobody asked is a dash. */
export const PersonFacts = ({ person, rule }: { person: Person; rule: RegisterRule }) => {
  const { t, i18n } = useLingui()
  const criterionName = useCriterionName()
  const criteria = rule.criteria.filter(({ of, code }) => of === 'person' && code !== basicSkills)
  const facts: [string, ReactNode][] = [
    [t`Năm sinh`, person.birthYear ?? noData],
    [t`Quan hệ với chủ hộ`, person.relation ? i18n._(relationWords[person.relation]) : noData],
    [t`Giới tính`, person.sex ? i18n._(sexWords[person.sex]) : noData],
    [t`Điện thoại`, <Phone key="phone" person={person} />],
    ...criteria.map(({ code, name }): [string, ReactNode] => {
      const met = person.criteria[code]
      return [criterionName({ code, name }), met === undefined ? noData : met ? t`Có` : t`Chưa có`]
    }),
    [t`Nói đã xác nhận trên VNeID`, formatDay(person.vneidSaidOn)],
  ]
  return (
    <dl className={classes.facts}>
      {facts.map(([what, value]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Called with one tap only where they agreed to be called. */
const Phone = ({ person }: { person: Person }) => {
  const { t } = useLingui()
  if (!person.phone) return noData
  const words = localPhone(person.phone)
  if (!hasConsent(person, 'contact')) return t`${words} (chưa đồng ý cho gọi)`
  return (
    <Anchor href={`tel:${person.phone}`} inherit c="inherit" underline="always">
      {words}
    </Anchor>
  )
}
