import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { FieldProblem } from '../../../shared/problem.ts'
import { useLocale } from '../locale.tsx'

/** The sentences of the rules that the form breaks, one a line; nothing when all is well. */
export const FieldProblems = ({ problems }: { problems: readonly FieldProblem[] }) => {
  const locale = useLocale()
  if (problems.length === 0) return null
  return (
    <Alert color="red" role="alert" mb="xs" py="xs" icon={<IconAlertTriangle aria-hidden />}>
      {problems.map((problem) => (
        <div key={problem.path + problem.vi}>{problem[locale]}</div>
      ))}
    </Alert>
  )
}
