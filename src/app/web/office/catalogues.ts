import type { Catalogue, Locale } from '#platform/web/ui/locale.tsx'

export const catalogues: Record<Locale, Catalogue> = {
  vi: () => import('../locales/office/vi.ts'),
  en: () => import('../locales/office/en.ts'),
}
