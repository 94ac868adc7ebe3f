import { Table, type TableProps } from '@mantine/core'
import classes from './wide-table.module.css'

/** A table that scrolls by itself where the screen is narrow; it can be focused, so that arrow keys scroll it too. */
export const WideTable = ({ label, children, ...table }: TableProps & { label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
  <div role="group" aria-label={label} tabIndex={0} className={classes.region}>
    <Table verticalSpacing="xs" className={table.layout === 'fixed' ? undefined : classes.roomy} {...table}>
      {children}
    </Table>
  </div>
)
