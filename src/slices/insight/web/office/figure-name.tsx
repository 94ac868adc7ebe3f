import { useLingui } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { FigureDefinition, type ShownFigure } from './figure-definition.tsx'
import classes from './figure-name.module.css'

/** The name of a figure; it opens to its definition. */
export const FigureName = ({ shown }: { shown: ShownFigure }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const [opened, setOpened] = useState(false)
  const name = shown.indicator[locale]
  return (
    <>
      <UnstyledButton
        className={classes.name}
        title={t`Xem định nghĩa`}
        aria-haspopup="dialog"
        onClick={() => setOpened(true)}
      >
        {name}
      </UnstyledButton>
      {opened && <FigureDefinition shown={shown} onClose={() => setOpened(false)} />}
    </>
  )
}
