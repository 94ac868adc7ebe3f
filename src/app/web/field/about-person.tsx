import { Text } from '@mantine/core'
import type { Id } from '#platform/shared/ids.ts'
import { useRow } from '#platform/web/sync/use-sync.ts'
import { type Person, personKind } from '#slices/households/shared/public.ts'

interface PersonArgs {
  id?: Id
  person?: { name: string }
}

/** Whom refused work was about; nothing for work on doors and visits, and for who has withdrawn. */
export const AboutPerson = ({ args }: { args: unknown }) => {
  const { id, person } = (args ?? {}) as PersonArgs
  const known = useRow<Person>(personKind, id ?? '')
  const name = person?.name ?? known?.name
  return name ? <Text>{name}</Text> : null
}
