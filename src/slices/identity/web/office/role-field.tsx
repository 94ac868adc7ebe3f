import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { mayStandOn, type OfficeRole, officeRoles } from '#slices/identity/shared/roles.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { roleWords } from './role-words.ts'

/** The roles that can be given on the place of the page. */
export const useRolesHere = (): OfficeRole[] => {
  const { level } = usePlace()
  return officeRoles.filter((role) => mayStandOn(role, level))
}

export const RoleField = (props: { value: OfficeRole | null; onChange: (role: OfficeRole | null) => void }) => {
  const { t } = useLingui()
  const roles = useRolesHere()
  return (
    <Select
      label={t`Vai trò`}
      required
      data={roles.map((role) => ({ value: role, label: t(roleWords[role]) }))}
      value={props.value}
      onChange={(role) => props.onChange(role as OfficeRole | null)}
    />
  )
}
