import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'

/** A field that filters a list while one types; `value` is what stands in the address. */
export const SearchBox = (props: { label: string; value: string; onChange: (text: string) => void }) => {
  const [typed, setTyped] = useState(props.value)
  const tell = useDebouncedCallback(props.onChange, 300)
  return (
    <TextInput
      label={props.label}
      type="search"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      maxLength={100}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
  )
}
