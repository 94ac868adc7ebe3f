import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { ImportHistory } from './import-history.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportUpload } from './import-upload.tsx'
import { rosterQuery } from './roster-queries.ts'

const route = getRouteApi('/inside/places/$placeId/import')

/** From an office's Excel file to teams: choose, look, confirm. Nothing is changed before it is confirmed. */
export const ImportPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const { roster } = route.useSearch()
  return (
    <OfficePage
      title={t`Nhập danh sách tổ`}
      lead={t`Vào ${place.title}. Tệp Excel (.xlsx, .xls), .ods hoặc .csv như xã đang dùng; xem trước rồi mới nhập.`}
    >
      {roster ? <Chosen roster={roster} /> : <Beginning />}
    </OfficePage>
  )
}

const Beginning = () => (
  <>
    <ImportUpload />
    <ImportHistory />
  </>
)

const Chosen = ({ roster }: { roster: string }) => {
  const place = usePlace()
  const { page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(rosterQuery(place.id, roster, page))
  return (
    <Answer query={query}>
      {(answer) => (
        <ImportPreview
          roster={answer}
          page={page}
          onPage={(next) => void navigate({ search: { roster, page: next === 1 ? undefined : next } })}
        />
      )}
    </Answer>
  )
}
