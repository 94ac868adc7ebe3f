import { useLingui } from '@lingui/react/macro'
import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { signInName } from '#slices/identity/shared/public.ts'
import { useCan } from '#slices/identity/web/office/public.ts'
import { addMemberRoute, editMemberRoute, type MemberLine } from '#slices/teams/shared/routes.ts'
import { type Sex, type TeamRole, teamRoles } from '#slices/teams/shared/team.ts'
import { localPhone, roleWords } from '../ui/role-words.ts'
import type { TeamDetails } from './team-queries.ts'
import { useTeamPath } from './use-team-path.ts'

interface Form {
  name: string
  role: TeamRole
  phone: string
  birthYear: number | null
  sex: Sex | null
  organisation: string
  position: string
  joinedOn: Day | null
}

/** Adds a person to a team, or changes one. */
export const MemberDialog = (props: { team: TeamDetails; member?: MemberLine; onClose: () => void }) => {
  const { t } = useLingui()
  const { team, member, onClose } = props
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(member))
  const save = async (next: Form) => {
    if (member)
      await call(editMemberRoute, { params: { teamId: team.id, membershipId: member.id }, body: bodyOf(next) })
    else await call(addMemberRoute, { params: { teamId: team.id }, body: bodyOf(next) })
    await queries.invalidateQueries({ queryKey: ['team', team.id] })
  }
  const submit = async () => {
    await save(form)
    if (member) notify(t`Đã lưu thông tin của ${form.name}.`, () => void save(formOf(member)))
    else notify(t`Đã thêm ${form.name} vào tổ.`)
  }
  return (
    <FormDialog
      title={member ? t`Sửa thông tin thành viên` : t`Thêm thành viên`}
      submitLabel={member ? t`Lưu` : t`Thêm`}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        team={team}
        form={form}
        hasAccount={member?.account === 'active'}
        onChange={(change) => setForm({ ...form, ...change })}
      />
    </FormDialog>
  )
}

interface FieldsProps {
  team: TeamDetails
  form: Form
  hasAccount: boolean
  onChange: (change: Partial<Form>) => void
}

const Fields = (props: FieldsProps) => {
  const { t } = useLingui()
  const { team, form, onChange } = props
  const can = useCan()
  const mayNameLeaders = can('leader.invite', useTeamPath(team))
  return (
    <>
      <TextInput
        label={t`Họ và tên`}
        required
        maxLength={100}
        value={form.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Select
        label={t`Chức vụ trong tổ`}
        data={teamRoles.map((role) => ({ value: role, label: t(roleWords[role]) }))}
        value={form.role}
        disabled={!mayNameLeaders}
        description={mayNameLeaders ? undefined : t`Tổ trưởng, tổ phó do xã cử.`}
        allowDeselect={false}
        onChange={(role) => role && onChange({ role: role as TeamRole })}
      />
      <TextInput
        label={t`Số điện thoại`}
        description={props.hasAccount ? t`Đổi số thì từ đó đăng nhập bằng số mới; mật khẩu giữ nguyên.` : undefined}
        inputMode="tel"
        autoComplete="off"
        value={form.phone}
        onChange={(event) => onChange({ phone: event.currentTarget.value })}
      />
      <TextInput
        label={t`Đơn vị công tác`}
        maxLength={200}
        value={form.organisation}
        onChange={(event) => onChange({ organisation: event.currentTarget.value })}
      />
      <TextInput
        label={t`Chức danh ở đơn vị`}
        maxLength={200}
        value={form.position}
        onChange={(event) => onChange({ position: event.currentTarget.value })}
      />
      <Group grow align="end">
        <NumberInput
          label={t`Năm sinh`}
          min={1900}
          max={2100}
          hideControls
          value={form.birthYear ?? ''}
          onChange={(year) => onChange({ birthYear: typeof year === 'number' ? year : null })}
        />
        <Select
          label={t`Giới tính`}
          clearable
          clearButtonProps={{ 'aria-label': t`Bỏ chọn giới tính` }}
          data={[
            { value: 'nam', label: t`Nam` },
            { value: 'nu', label: t`Nữ` },
          ]}
          value={form.sex}
          onChange={(sex) => onChange({ sex: sex as Sex | null })}
        />
      </Group>
      <DayField label={t`Ngày tham gia`} value={form.joinedOn} onChange={(joinedOn) => onChange({ joinedOn })} />
    </>
  )
}

const formOf = (member?: MemberLine): Form => ({
  name: member?.name ?? '',
  role: member?.role ?? 'member',
  phone: member?.phone ? localPhone(member.phone) : '',
  birthYear: member?.birthYear ?? null,
  sex: member?.sex ?? null,
  organisation: member?.organisation ?? '',
  position: member?.position ?? '',
  joinedOn: member?.joinedOn ?? null,
})

const bodyOf = (form: Form) => ({
  ...form,
  // '0912 345 678' as it is kept; what is no number goes as typed, and the server says so at the field.
  phone: form.phone.trim() ? signInName(form.phone) : null,
  organisation: form.organisation.trim() || null,
  position: form.position.trim() || null,
})
