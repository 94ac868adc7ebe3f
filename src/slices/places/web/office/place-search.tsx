import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Kbd, Modal } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { PlaceFinder } from './place-finder.tsx'
import { useSwitchPlace } from './use-place-page.ts'

/** The search of the header: Ctrl K from anywhere, then a name; the page stays, the place changes. */
export const PlaceSearch = () => {
  const { t } = useLingui()
  const [opened, { open, close }] = useDisclosure()
  const switchTo = useSwitchPlace()
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd visibleFrom="sm">Ctrl K</Kbd>}
        onClick={open}
        aria-keyshortcuts="Control+K"
      >
        <Trans>Tìm địa bàn</Trans>
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t`Tìm địa bàn`}
        closeButtonProps={{ 'aria-label': t`Đóng` }}
        size="lg"
      >
        <PlaceFinder
          onFound={(placeId) => {
            close()
            switchTo(placeId)
          }}
        />
      </Modal>
    </>
  )
}
