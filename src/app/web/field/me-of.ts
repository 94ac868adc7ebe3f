import type { Grant } from '#platform/shared/permission.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Me } from '#platform/web/sync/types.ts'
import type { me } from '#slices/identity/shared/public.ts'

const teamRoles = ['leader', 'deputy', 'member']

/** Who works on this phone, from the server's word on the account: the teams are those where one is a member. */
export const meOf = (answer: OutputOf<typeof me>): Me => ({
  accountId: answer.accountId,
  memberId: answer.memberId,
  name: answer.name,
  teams: answer.grants.filter(({ role }) => teamRoles.includes(role)).map(({ on }) => on),
  grants: answer.grants as Grant[],
  ...(answer.phone && { phone: answer.phone }),
})
