import { useLingui } from '@lingui/react/macro'
import { Button, Group, Modal, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOf } from '../api.ts'
import { ProblemAlert } from '../ui/problem-alert.tsx'

interface Props {
  title: string
  submitLabel: string
  /** Does the work; what it throws is shown above the button and the dialog stays open. */
  onSubmit: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** A form in a dialog. It closes when the work was done; mount it to open it. */
export const FormDialog = ({ title, submitLabel, onSubmit, onClose, children }: Props) => {
  const { t } = useLingui()
  const work = useMutation({ mutationFn: onSubmit, onSuccess: onClose })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t`Đóng` }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          work.mutate()
        }}
      >
        <Stack>
          {children}
          {work.error && <ProblemAlert problem={problemOf(work.error)} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>{t`Thôi`}</Button>
            <Button type="submit" loading={work.isPending}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
