import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { createCall } from '#platform/web/api.ts'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { type PhonesAnswer, PhonesToLose } from '#slices/identity/web/field/public.ts'
import { losePhoneRoute, memberPhonesRoute } from '#slices/teams/shared/routes.ts'
import { type Member, memberKind } from '#slices/teams/shared/team.ts'

/** The leader reports a member's phone lost. Needs the network. */
export const LostPhonePage = ({ membershipId }: { membershipId: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const member = useRow<Member>(memberKind, membershipId)
  const call = createCall(() => client.token())
  const params = { teamId: member?.teamId ?? '', membershipId }
  return (
    <Page title={t`Máy bị mất: ${member?.name ?? ''}`} back>
      {member ? (
        <PhonesToLose
          load={(): Promise<PhonesAnswer> => call(memberPhonesRoute, { params })}
          lose={(sessionId) => call(losePhoneRoute, { params: { ...params, sessionId } })}
        />
      ) : (
        <Text>
          <Trans>Không có người này trong tổ.</Trans>
        </Text>
      )}
    </Page>
  )
}
