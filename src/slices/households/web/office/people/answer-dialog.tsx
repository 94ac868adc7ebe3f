import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { phoneOf } from '#slices/households/shared/person.ts'
import { answerRequestRoute, type RequestInList, requestFileRoute } from '#slices/households/shared/request-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { consequenceWords, requestWords } from './words.ts'

interface Correction {
  name: string
  birthYear: string | number
  phone: string
}

/** Answers a request: says what doing it means, does it, or refuses with the reason. */
export const AnswerDialog = ({ request, onClose }: { request: RequestInList; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [outcome, setOutcome] = useState<'done' | 'refused'>('done')
  const [answer, setAnswer] = useState('')
  const [fields, setFields] = useState<Correction>({
    name: request.name,
    birthYear: request.birthYear ?? '',
    phone: '',
  })
  const submit = async () => {
    const changes = request.kind === 'correct' && outcome === 'done' ? changesOf(request, fields) : undefined
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
      <SegmentedControl
        aria-label={t`Trả lời thế nào`}
        value={outcome}
        onChange={(value) => setOutcome(value === 'refused' ? 'refused' : 'done')}
        data={[
          { value: 'done', label: t`Làm theo yêu cầu` },
          { value: 'refused', label: t`Từ chối` },
        ]}
      />
      {outcome === 'done' && <Alert>{t(consequenceWords[request.kind])}</Alert>}
      {outcome === 'done' && request.kind === 'correct' && <Corrected fields={fields} onChange={setFields} />}
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

/** Only what was changed travels: everything else may have been corrected by the team meanwhile. */
const changesOf = (request: RequestInList, { name, birthYear, phone }: Correction): Record<string, unknown> => ({
  ...(name.trim() !== request.name && { name: name.trim() }),
  ...(birthYear !== (request.birthYear ?? '') && { birthYear: birthYear === '' ? null : Number(birthYear) }),
  ...(phone.trim() && { phone: phoneOf(phone) ?? phone.trim() }),
})

const Corrected = ({ fields, onChange }: { fields: Correction; onChange: (fields: Correction) => void }) => {
  const { t } = useLingui()
  return (
    <>
      <TextInput
        label={t`Họ tên`}
        required
        maxLength={80}
        value={fields.name}
        onChange={(event) => onChange({ ...fields, name: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Năm sinh`}
        min={1900}
        max={2100}
        allowDecimal={false}
        value={fields.birthYear}
        onChange={(birthYear) => onChange({ ...fields, birthYear })}
      />
      <TextInput
        label={t`Số điện thoại mới (để trống nếu không đổi)`}
        maxLength={20}
        value={fields.phone}
        onChange={(event) => onChange({ ...fields, phone: event.currentTarget.value })}
      />
    </>
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
