import { Trans, useLingui } from '@lingui/react/macro'
import { CloseButton, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { isRole } from '#slices/identity/shared/roles.ts'
import { grantRole, revokeRole } from '#slices/identity/shared/routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { AccountLine } from './accounts-query.ts'
import { roleWords } from './role-words.ts'
import { pathOf, useCan } from './use-can.ts'

/** The roles of an account; those that stand on this place can be taken away, and given back by undo. */
export const AccountRoles = ({ account }: { account: AccountLine }) => {
  const { t } = useLingui()
  const place = usePlace()
  const can = useCan()
  const queries = useQueryClient()
  const locale = useLocale()
  const named = (role: string) => (isRole(role) ? t(roleWords[role]) : role)
  const params = { placeId: place.id }
  const refresh = () => queries.invalidateQueries({ queryKey: ['accounts'] })
  const giveBack = (role: string) =>
    call(grantRole, { params, body: { accountId: account.id, role } })
      .catch((error: unknown) => notify(problemOf(error)[locale]))
      .finally(refresh)
  const take = useMutation({
    mutationFn: (role: AccountLine['roles'][number]) => call(revokeRole, { params: { ...params, grantId: role.id } }),
    onSuccess: (_answer, { role }) => notify(t`Đã bỏ vai trò ${named(role)}.`, () => void giveBack(role)),
    onError: (error) => notify(problemOf(error)[locale]),
    onSettled: refresh,
  })
  if (account.roles.length === 0) return noData
  return (
    <Group gap={4}>
      {account.roles.map((role) => (
        <Group key={role.id} gap={0} wrap="nowrap">
          <Tag>
            {named(role.role)}
            {role.placeId !== place.id && (
              <>
                {' '}
                <Trans>(nơi khác)</Trans>
              </>
            )}
          </Tag>
          {role.placeId === place.id && can('role.grant', pathOf(place.breadcrumb)) && (
            <CloseButton
              size="sm"
              aria-label={t`Bỏ vai trò ${named(role.role)} của ${account.name}`}
              onClick={() => take.mutate(role)}
            />
          )}
        </Group>
      ))}
    </Group>
  )
}
