import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconKey, IconLock, IconLockOpen, IconShieldPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { newPassword, setAccountState } from '#slices/identity/shared/routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { AccountLine } from './accounts-query.ts'
import type { FirstPassword } from './first-password-dialog.tsx'
import { GrantRoleDialog } from './grant-role-dialog.tsx'
import { pathOf, useCan } from './use-can.ts'

interface Props {
  account: AccountLine
  onSlip: (slip: FirstPassword) => void
}

/** What may be done with an account; locking and passwords only where the account is kept. */
export const AccountMenu = ({ account, onSlip }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const can = useCan()
  const [granting, setGranting] = useState(false)
  const work = useAccountWork(account, onSlip)
  const kept = account.placeId === place.id
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label={t`Việc với tài khoản của ${account.name}`}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can('role.grant', pathOf(place.breadcrumb)) && (
            <Menu.Item leftSection={<IconShieldPlus size={16} aria-hidden />} onClick={() => setGranting(true)}>
              <Trans>Giao thêm vai trò</Trans>
            </Menu.Item>
          )}
          {kept && (
            <>
              <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => work.password.mutate()}>
                <Trans>Cấp mật khẩu mới</Trans>
              </Menu.Item>
              {account.state === 'active' ? (
                <Menu.Item
                  leftSection={<IconLock size={16} aria-hidden />}
                  onClick={() => work.state.mutate('disabled')}
                >
                  <Trans>Khóa tài khoản</Trans>
                </Menu.Item>
              ) : (
                <Menu.Item
                  leftSection={<IconLockOpen size={16} aria-hidden />}
                  onClick={() => work.state.mutate('active')}
                >
                  <Trans>Mở khóa</Trans>
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {granting && <GrantRoleDialog account={account} onClose={() => setGranting(false)} />}
    </>
  )
}

const useAccountWork = (account: AccountLine, onSlip: Props['onSlip']) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const locale = useLocale()
  const params = { placeId: place.id, accountId: account.id }
  const onError = (error: unknown) => notify(problemOf(error)[locale])
  const onSettled = () => queries.invalidateQueries({ queryKey: ['accounts'] })
  const password = useMutation({
    mutationFn: () => call(newPassword, { params }),
    onSuccess: (slip) => onSlip({ ...slip, name: account.name }),
    onError,
    onSettled,
  })
  const state = useMutation({
    mutationFn: (next: AccountLine['state']) => call(setAccountState, { params, body: { state: next } }),
    onSuccess: (_answer, next) =>
      next === 'disabled'
        ? notify(t`Đã khóa tài khoản của ${account.name}.`, () => state.mutate('active'))
        : notify(t`Đã mở khóa tài khoản của ${account.name}.`),
    onError,
    onSettled,
  })
  return { password, state }
}
