import { defineConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

// Two catalogues, so that a phone never downloads the words of the office. Both hold what platform/web/ui says.
const shared = ['src/platform/web/ui', 'src/platform/web/sync', 'src/slices/*/web/ui/*.{ts,tsx}']

export default defineConfig({
  sourceLocale: 'vi',
  locales: ['vi', 'en'],
  format: formatter({ lineNumbers: false }),
  compileNamespace: 'es',
  catalogs: [
    {
      path: 'src/app/web/locales/field/{locale}',
      include: [...shared, 'src/app/web/field', 'src/slices/*/web/field/**/*.{ts,tsx}'],
    },
    {
      path: 'src/app/web/locales/office/{locale}',
      include: [...shared, 'src/app/web/office', 'src/platform/web/office', 'src/slices/*/web/office/**/*.{ts,tsx}'],
    },
  ],
})
