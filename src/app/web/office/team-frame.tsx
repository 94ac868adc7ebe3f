import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { useCan } from '#slices/identity/web/office/public.ts'
import { PlaceBreadcrumb, placeQuery } from '#slices/places/web/office/public.ts'
import { type TeamDetails, useTeam, useTeamPath } from '#slices/teams/web/office/public.ts'

/** Every page of a team stands below the way to it. */
export const TeamFrame = () => {
  const team = useTeam()
  const can = useCan()
  const place = useQuery({ ...placeQuery(team.placeId), retry: false }).data
  return (
    <Stack gap="sm">
      <PlaceBreadcrumb places={place?.breadcrumb ?? []} mayOpen={(path) => can('place.read', path)}>
        <Text size="sm" fw={600}>
          {team.name}
        </Text>
      </PlaceBreadcrumb>
      <TeamBar team={team} />
      <Outlet key={team.id} />
    </Stack>
  )
}

/** The pages of a team, as far as one may open them. */
const TeamBar = ({ team }: { team: TeamDetails }) => {
  const { t } = useLingui()
  const can = useCan()
  const path = useTeamPath(team)
  const params = { teamId: team.id }
  const look = {
    variant: 'subtle',
    size: 'compact-md',
    activeProps: { 'aria-current': 'page', variant: 'light' },
  } as const
  return (
    <Group component="nav" aria-label={t`Các trang của tổ`} gap="xs" className="no-print">
      <ButtonLink {...look} to="/teams/$teamId" params={params} activeOptions={{ exact: true, includeSearch: false }}>
        <Trans>Tổ</Trans>
      </ButtonLink>
      {can('insight.read', path) && (
        <ButtonLink {...look} to="/teams/$teamId/indicators" params={params}>
          <Trans>Mọi chỉ tiêu</Trans>
        </ButtonLink>
      )}
      {can('household.read', path) && (
        <ButtonLink {...look} to="/teams/$teamId/doors" params={params}>
          <Trans>Hộ dân</Trans>
        </ButtonLink>
      )}
      {can('visit.read', path) && (
        <ButtonLink {...look} to="/teams/$teamId/visits" params={params}>
          <Trans>Lượt hướng dẫn</Trans>
        </ButtonLink>
      )}
    </Group>
  )
}
