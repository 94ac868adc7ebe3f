import { createTheme, type MantineColorsTuple, mergeThemeOverrides } from '@mantine/core'

/** The colour of action: a deep teal-blue. Shade 7 on white has a contrast of 8:1, so that it reads in sunlight. */
const teal: MantineColorsTuple = [
  '#e8f5f7',
  '#d0e8ec',
  '#a3d0d9',
  '#72b7c4',
  '#4ba1b2',
  '#3293a6',
  '#0e6072',
  '#0b5563',
  '#084450',
  '#05333c',
]

/** One look for field and office; they differ in density only. */
export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal },
  fontFamily: "'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, sans-serif",
  headings: { fontFamily: "'Be Vietnam Pro', system-ui, sans-serif", fontWeight: '600' },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
})

/** In the sun, at arm's length, with old eyes: no text below 16 px. */
export const fieldTheme = mergeThemeOverrides(
  theme,
  createTheme({ fontSizes: { xs: '16px', sm: '16px', md: '16px', lg: '18px', xl: '20px' } }),
)
