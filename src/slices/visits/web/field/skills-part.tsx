import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { IconBuildingBank, IconCreditCard, IconMapPin, IconShieldLock, IconShoppingCart } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import {
  type SkillCode,
  type SkillLevel,
  skillCodes,
  skillLevels,
  type VisitDraft,
} from '#slices/visits/shared/visit.ts'
import { levelWords, skillWords } from '../ui/words.ts'
import { withSkillToggled } from './visit-draft-changes.ts'

const icons: Record<SkillCode, ReactNode> = {
  'public-services': <IconBuildingBank size={20} aria-hidden />,
  shopping: <IconShoppingCart size={20} aria-hidden />,
  payment: <IconCreditCard size={20} aria-hidden />,
  safety: <IconShieldLock size={20} aria-hidden />,
  local: <IconMapPin size={20} aria-hidden />,
}

/** The five skills; a chosen one asks how far the people came. */
export const SkillsPart = (props: { draft: VisitDraft; onChange: (changes: Partial<VisitDraft>) => void }) => {
  const { draft, onChange } = props
  const { t, i18n } = useLingui()
  return (
    <Stack gap="md">
      <Chips<SkillCode>
        label={t`Kỹ năng`}
        choices={skillCodes.map((value) => ({ value, label: i18n._(skillWords[value]), icon: icons[value] }))}
        selected={draft.skills.map((entry) => entry.skill)}
        onToggle={(skill) => onChange({ skills: withSkillToggled(draft, skill) })}
      />
      {draft.skills.map((chosen) => (
        <Chips<SkillLevel>
          key={chosen.skill}
          label={t`${i18n._(skillWords[chosen.skill])}: mức đạt được`}
          choices={skillLevels.map((value) => ({ value, label: i18n._(levelWords[value]) }))}
          selected={[chosen.level]}
          onToggle={(level) =>
            onChange({ skills: draft.skills.map((entry) => (entry === chosen ? { ...entry, level } : entry)) })
          }
        />
      ))}
    </Stack>
  )
}
