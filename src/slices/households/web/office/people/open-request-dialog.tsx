import { useLingui } from '@lingui/react/macro'
import { Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import type { PersonInList } from '#slices/households/shared/people-routes.ts'
import { consentGivers } from '#slices/households/shared/person.ts'
import {
  identifications,
  openRequestRoute,
  requestKinds,
  waysOfAsking,
} from '#slices/households/shared/request-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { giverWords } from '../../ui/person-words.ts'
import { identifiedWords, requestWords, wayWords } from './words.ts'

/** Writes down what a person asks for: the clock runs from the day on which they asked. */
export const OpenRequestDialog = ({ person, onClose }: { person: PersonInList; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  const [kind, setKind] = useState<(typeof requestKinds)[number]>('see')
  const [askedBy, setAskedBy] = useState<(typeof consentGivers)[number]>('self')
  const [askedHow, setAskedHow] = useState<(typeof waysOfAsking)[number]>('desk')
  const [identified, setIdentified] = useState<(typeof identifications)[number]>('known')
  const [askedOn, setAskedOn] = useState<string | null>(dayInVietnam(Date.now()))
  const [wish, setWish] = useState('')
  const possible = requestKinds.filter((one) => (one === 'resume' ? person.restrictedOn : true))
  const submit = async () => {
    const body = {
      id,
      personId: person.id,
      kind,
      askedBy,
      askedHow,
      identified,
      askedOn: askedOn ?? '',
      wish: wish || null,
    }
    const { dueOn } = await call(openRequestRoute, { params: { placeId: place.id }, body })
    await queries.invalidateQueries({ queryKey: ['persons', place.id] })
    notify(t`Đã ghi yêu cầu; trả lời chậm nhất ngày ${formatDay(dueOn)}`)
  }
  return (
    <FormDialog title={t`Yêu cầu của ${person.name}`} submitLabel={t`Ghi yêu cầu`} onSubmit={submit} onClose={onClose}>
      <Select
        label={t`Người dân yêu cầu`}
        allowDeselect={false}
        data={possible.map((value) => ({ value, label: t(requestWords[value]) }))}
        value={kind}
        onChange={(value) => value && setKind(value)}
      />
      <Select
        label={t`Ai yêu cầu`}
        allowDeselect={false}
        data={consentGivers.map((value) => ({ value, label: t(giverWords[value]) }))}
        value={askedBy}
        onChange={(value) => value && setAskedBy(value)}
      />
      <Select
        label={t`Bằng cách nào`}
        allowDeselect={false}
        data={waysOfAsking.map((value) => ({ value, label: t(wayWords[value]) }))}
        value={askedHow}
        onChange={(value) => value && setAskedHow(value)}
      />
      <Select
        label={t`Biết đúng là người đó nhờ đâu`}
        allowDeselect={false}
        data={identifications.map((value) => ({ value, label: t(identifiedWords[value]) }))}
        value={identified}
        onChange={(value) => value && setIdentified(value)}
      />
      <DayField label={t`Ngày yêu cầu`} required value={askedOn} onChange={setAskedOn} />
      <Textarea
        label={t`Cụ thể`}
        description={t`Không ghi số căn cước, mật khẩu, số thẻ.`}
        maxLength={500}
        autosize
        value={wish}
        onChange={(event) => setWish(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
