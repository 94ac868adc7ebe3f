import { useLingui } from '@lingui/react/macro'
import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import type { OfficeRole } from '#slices/identity/shared/roles.ts'
import { createAccount } from '#slices/identity/shared/routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { FirstPassword } from './first-password-dialog.tsx'
import { RoleField } from './role-field.tsx'

/** Creates an officer's account; the first password goes to a slip that is shown once. */
export const NewAccountDialog = (props: { onClose: () => void; onSlip: (slip: FirstPassword) => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [signInName, setSignInName] = useState('')
  const [role, setRole] = useState<OfficeRole | null>(null)
  const create = async () => {
    if (!role) return
    const slip = await call(createAccount, { params: { placeId: place.id }, body: { name, signInName, role } })
    props.onSlip({ ...slip, name })
    await queries.invalidateQueries({ queryKey: ['accounts'] })
  }
  return (
    <FormDialog title={t`Tạo tài khoản`} submitLabel={t`Tạo`} onSubmit={create} onClose={props.onClose}>
      <TextInput
        label={t`Họ và tên`}
        required
        maxLength={100}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t`Số điện thoại hoặc tên đăng nhập`}
        description={t`Tên đăng nhập: 3 đến 40 chữ cái không dấu, số, dấu chấm, gạch.`}
        required
        maxLength={60}
        autoComplete="off"
        value={signInName}
        onChange={(event) => setSignInName(event.currentTarget.value)}
      />
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  )
}
