import { useLingui } from '@lingui/react/macro'
import { ActionIcon, SegmentedControl, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { activateLocale, type Locale, useLocale } from '#platform/web/ui/locale.tsx'
import { catalogues } from './catalogues.ts'

export const LanguageSwitch = () => {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <SegmentedControl
      size="xs"
      aria-label={t`Ngôn ngữ`}
      value={locale}
      onChange={(chosen) => void activateLocale(chosen as Locale, catalogues)}
      data={[
        { value: 'vi', label: 'VI' },
        { value: 'en', label: 'EN' },
      ]}
    />
  )
}

export const ColourSwitch = () => {
  const { t } = useLingui()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={dark ? t`Dùng nền sáng` : t`Dùng nền tối`}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  )
}
