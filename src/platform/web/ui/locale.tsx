import { i18n, type Messages } from '@lingui/core'
import { I18nProvider, useLingui } from '@lingui/react'
import type { ReactNode } from 'react'

export type Locale = 'vi' | 'en'
export type Catalogue = () => Promise<{ messages: Messages }>

const storedKey = 'tungnha.locale'

/** The language chosen on this device; Vietnamese unless English was chosen. */
export const chosenLocale = (): Locale => (localStorage.getItem(storedKey) === 'en' ? 'en' : 'vi')

/** Loads the words and shows them; remembers the choice on this device. */
export const activateLocale = async (locale: Locale, catalogues: Record<Locale, Catalogue>): Promise<void> => {
  const { messages } = await catalogues[locale]()
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale
  localStorage.setItem(storedKey, locale)
}

export const LocaleProvider = ({ children }: { children: ReactNode }) => (
  <I18nProvider i18n={i18n}>{children}</I18nProvider>
)

/** The language on screen, for what is formatted or chosen by language outside the catalogues. */
export const useLocale = (): Locale => (useLingui().i18n.locale === 'en' ? 'en' : 'vi')
