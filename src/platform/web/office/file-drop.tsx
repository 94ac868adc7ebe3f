import { Trans } from '@lingui/react/macro'
import { Button, FileButton, Paper, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useState } from 'react'
import classes from './file-drop.module.css'
import { Waiting } from './waiting.tsx'

interface Props {
  /** Names the field for who cannot see it. */
  label: string
  button: ReactNode
  isReading: boolean
  /** What is said while it is read. */
  reading: ReactNode
  onFile: (file: File) => void
}

/** Choose a sheet of an office or drop it here. */
export const FileDrop = ({ label, button, isReading, reading, onFile }: Props) => {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !isReading) onFile(file)
  }
  return (
    <Paper
      className={classes.zone}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={40} aria-hidden />
      <Text ta="center">
        <Trans>Kéo tệp vào đây, hoặc</Trans>
      </Text>
      <FileButton
        accept=".xlsx,.xls,.ods,.csv"
        onChange={(file) => file && onFile(file)}
        inputProps={{ 'aria-label': label }}
        disabled={isReading}
      >
        {(props) => (
          <Button {...props} loading={isReading}>
            {button}
          </Button>
        )}
      </FileButton>
      {isReading && <Waiting>{reading}</Waiting>}
    </Paper>
  )
}
