import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, SegmentedControl, Text, Textarea } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { answerRequestRoute, type RequestInList, requestFileRoute } from '#slices/households/shared/request-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { CorrectionFields, changesOf, fieldsOf } from './correction-fields.tsx'
import { consequenceWords, requestWords } from './words.ts'

/** Answers a request: says what doing it means, does it, or refuses with the reason. */
export const AnswerDialog = ({ request, onClose }: { request: RequestInList; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [outcome, setOutcome] = useState<'done' | 'refused'>('done')
  const [answer, setAnswer] = useState('')
  const [fields, setFields] = useState(() => fieldsOf(request))
  const submit = async () => {
    const changes = request.kind === 'correct' && outcome === 'done' ? changesOf(fieldsOf(request), fields) : undefined
    const body = { outcome, answer: answer.trim() || null, changes }
    await call(answerRequestRoute, { params: { placeId: place.id, requestId: request.id }, body })
    await queries.invalidateQueries({ queryKey: ['persons', place.id] })
    notify(t`Đã trả lời yêu cầu`)
  }
  return (
    <FormDialog
      title={t`${t(requestWords[request.kind])}: ${request.name}`}
      submitLabel={outcome === 'done' ? t`Làm và ghi là đã làm` : t`Từ chối`}
      onSubmit={submit}
      onClose={onClose}
    >
      {request.wish && (
        <Text>
          <Trans>Người dân nói: {request.wish}</Trans>
        </Text>
      )}
      <SegmentedControl
        aria-label={t`Trả lời thế nào`}
        value={outcome}
        onChange={(value) => setOutcome(value === 'refused' ? 'refused' : 'done')}
        data={[
          { value: 'done', label: t`Làm theo yêu cầu` },
          { value: 'refused', label: t`Từ chối yêu cầu` },
        ]}
      />
      {outcome === 'done' && <Alert>{t(consequenceWords[request.kind])}</Alert>}
      {outcome === 'done' && request.kind === 'correct' && <CorrectionFields fields={fields} onChange={setFields} />}
      <FileButton request={request} />
      <Textarea
        label={outcome === 'done' ? t`Trả lời người dân (nếu cần)` : t`Lý do, trả lời người dân`}
        required={outcome === 'refused'}
        maxLength={500}
        autosize
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </FormDialog>
  )
}

const FileButton = ({ request }: { request: RequestInList }) => {
  const place = usePlace()
  const fetchFile = useMutation({
    mutationFn: () => call(requestFileRoute, { params: { placeId: place.id, requestId: request.id } }),
    onSuccess: (file) => file && saveFile(file, 'thong-tin-dang-giu.pdf'),
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileText size={16} aria-hidden />}
        loading={fetchFile.isPending}
        onClick={() => fetchFile.mutate()}
      >
        <Trans>Bản PDF mọi thông tin đang giữ</Trans>
      </Button>
      {fetchFile.error && <ProblemAlert problem={problemOf(fetchFile.error)} />}
    </>
  )
}
