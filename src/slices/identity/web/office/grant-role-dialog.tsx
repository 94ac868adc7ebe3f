import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import type { OfficeRole } from '#slices/identity/shared/roles.ts'
import { grantRole } from '#slices/identity/shared/routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { AccountLine } from './accounts-query.ts'
import { RoleField } from './role-field.tsx'

export const GrantRoleDialog = ({ account, onClose }: { account: AccountLine; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [role, setRole] = useState<OfficeRole | null>(null)
  const grant = async () => {
    if (!role) return
    await call(grantRole, { params: { placeId: place.id }, body: { accountId: account.id, role } })
    notify(t`Đã giao vai trò cho ${account.name}.`)
    await queries.invalidateQueries({ queryKey: ['accounts'] })
  }
  return (
    <FormDialog title={t`Giao vai trò cho ${account.name}`} submitLabel={t`Giao`} onSubmit={grant} onClose={onClose}>
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  )
}
