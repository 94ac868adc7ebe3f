import { createTheme, mergeThemeOverrides } from '@mantine/core'
import { theme } from '#platform/web/ui/theme.ts'

export const officeTheme = mergeThemeOverrides(
  theme,
  createTheme({
    fontSizes: { xs: '13px' },
    components: {
      // The shell has this place inside its main landmark.
      Portal: { defaultProps: { target: '#overlays' } },
      // Without it the dropdown begins with an element that is no item of the menu.
      Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
      // The list itself scrolls: a part of it that does is taken for one that the keyboard cannot reach.
      Select: { defaultProps: { withScrollArea: false, styles: { options: { maxHeight: 220, overflowY: 'auto' } } } },
    },
  }),
)
