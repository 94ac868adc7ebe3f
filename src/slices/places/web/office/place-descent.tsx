import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Combobox, useCombobox } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fold } from '#platform/shared/folding.ts'
import type { PlaceDetails } from '#slices/places/shared/place.ts'
import { childrenQuery } from './place-queries.ts'
import { useSwitchPlace } from './use-place-page.ts'

/** More than anybody reads in a list that opens; typing narrows it. */
const mostShown = 100

/** The way down from a place: its places below, narrowed while one types; keeps the page. */
export const PlaceDescent = ({ place }: { place: PlaceDetails }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const children = useQuery(childrenQuery(place.id)).data?.children ?? []
  const switchTo = useSwitchPlace()
  const list = useCombobox({
    onDropdownOpen: () => list.focusSearchInput(),
    onDropdownClose: () => {
      setTyped('')
      list.resetSelectedOption()
    },
  })
  if (children.length === 0) return null
  const found = children.filter(({ title }) => fold(title).includes(fold(typed))).slice(0, mostShown)
  const label =
    children[0]?.level === 'province'
      ? t`Chọn tỉnh, thành phố`
      : children[0]?.level === 'commune'
        ? t`Chọn xã, phường`
        : t`Chọn thôn, ấp, tổ dân phố`
  return (
    <Combobox
      store={list}
      width={300}
      position="bottom-start"
      onOptionSubmit={(placeId) => {
        list.closeDropdown()
        switchTo(placeId)
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="subtle"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={list.dropdownOpened}
          onClick={() => list.toggleDropdown()}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          role="combobox"
          aria-expanded={list.dropdownOpened}
          aria-label={label}
          placeholder={t`Gõ để lọc, không cần dấu`}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            list.updateSelectedOptionIndex()
          }}
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={label}>
          {found.map(({ id, title }) => (
            <Combobox.Option value={id} key={id}>
              {title}
            </Combobox.Option>
          ))}
          {found.length === 0 && (
            <Combobox.Empty>
              <Trans>Không có nơi nào như vậy</Trans>
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
