import classes from './sparkline.module.css'

interface Props {
  /** Oldest first; null: no data, the line breaks there. */
  values: readonly (number | null)[]
  label: string
}

const width = 120
const height = 32
const inset = 3

/** How a figure went, drawn small: only the shape, from 0 up. The numbers stand in its definition. */
export const Sparkline = ({ values, label }: Props) => {
  const most = Math.max(0, ...values.map((value) => value ?? 0))
  const x = (index: number) => inset + (index * (width - 2 * inset)) / Math.max(1, values.length - 1)
  const y = (value: number) => height - inset - (most > 0 ? (value / most) * (height - 2 * inset) : 0)
  const last = values.at(-1)
  return (
    <svg className={classes.line} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={pathOf(values, x, y)} />
      {last !== null && last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r={3} />}
    </svg>
  )
}

const pathOf = (values: Props['values'], x: (index: number) => number, y: (value: number) => number): string =>
  values
    .map((value, index) => {
      if (value === null) return ''
      const begins = index === 0 || values[index - 1] === null
      return `${begins ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
