import { Alert, List } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ProblemBody } from '../../shared/problem.ts'
import { useLocale } from './locale.tsx'

/** What went wrong and what to do, in the language on screen, field by field where the server says so. */
export const ProblemAlert = ({ problem }: { problem: ProblemBody }) => {
  const locale = useLocale()
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />}>
      {problem[locale]}
      {problem.fields && (
        <List size="sm" mt="xs">
          {problem.fields.map((field) => (
            <List.Item key={field.path + field.vi}>{field[locale]}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
