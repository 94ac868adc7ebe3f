import '@mantine/core/styles.layer.css'
import '#platform/web/ui/fonts.css'
import './office.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activateLocale, chosenLocale, LocaleProvider } from '#platform/web/ui/locale.tsx'
import { catalogues } from './catalogues.ts'
import { OfficeApp } from './office-app.tsx'
import { officeTheme } from './office-theme.ts'

await activateLocale(chosenLocale(), catalogues)
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LocaleProvider>
      <MantineProvider theme={officeTheme} defaultColorScheme="auto">
        <OfficeApp />
      </MantineProvider>
    </LocaleProvider>
  </StrictMode>,
)
