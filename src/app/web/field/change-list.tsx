import { List, Text } from '@mantine/core'
import type { FieldChange } from '#platform/shared/edit.ts'
import { useFieldWords, useValueWords } from './version-words.ts'

/** The fields an edit wanted to change: "Số nhà: 12 → 14". Nothing for commands that are no edits. */
export const ChangeList = ({ args }: { args: unknown }) => {
  const fieldWords = useFieldWords()
  const valueWords = useValueWords()
  const changes = (args as { changes?: Record<string, FieldChange> } | null)?.changes
  if (!changes) return null
  return (
    <List>
      {Object.entries(changes).map(([field, change]) => (
        <List.Item key={field}>
          {fieldWords(field)}: {valueWords(field, change.old)} →{' '}
          <Text span fw={600}>
            {valueWords(field, change.new)}
          </Text>
        </List.Item>
      ))}
    </List>
  )
}
