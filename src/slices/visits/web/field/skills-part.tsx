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
import { skillsOf, withLevel, withSkillToggled } from './visit-draft-changes.ts'

const icons: Record<SkillCode, ReactNode> = {
  'public-services': <IconBuildingBank size={20} aria-hidden />,
  shopping: <IconShoppingCart size={20} aria-hidden />,
  payment: <IconCreditCard size={20} aria-hidden />,
  safety: <IconShieldLock size={20} aria-hidden />,
  local: <IconMapPin size={20} aria-hidden />,
}

/** The five skills; a chosen one asks how far the people came. */
export const SkillsPart = (props: { draft: VisitDraft; onChange: (draft: VisitDraft) => void }) => {
  const { draft, onChange } = props
  const { t, i18n } = useLingui()
  const chosen = skillsOf(draft)
  return (
    <Stack gap="md">
      <Chips<SkillCode>
        label={t`Kỹ năng`}
        choices={skillCodes.map((value) => ({ value, label: i18n._(skillWords[value]), icon: icons[value] }))}
        selected={chosen}
        onToggle={(skill) => onChange(withSkillToggled(draft, skill))}
      />
      {chosen.map((skill) => (
        <Chips<SkillLevel>
          key={skill}
          label={t`${i18n._(skillWords[skill])}: mức đạt được`}
          choices={skillLevels.map((value) => ({ value, label: i18n._(levelWords[value]) }))}
          selected={draft.skills.filter((entry) => entry.skill === skill).map(({ level }) => level)}
          onToggle={(level) => onChange(withLevel(draft, skill, level))}
        />
      ))}
    </Stack>
  )
}
