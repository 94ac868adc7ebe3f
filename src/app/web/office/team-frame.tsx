import { useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { BarLink } from '#platform/web/office/links.tsx'
import { useCan } from '#slices/identity/web/office/public.ts'
import { PlaceBreadcrumb, placeQuery } from '#slices/places/web/office/public.ts'
import { useTeam, useTeamPath } from '#slices/teams/web/office/public.ts'

/** Every page of a team stands below the way to it. */
export const TeamFrame = () => {
  const team = useTeam()
  const can = useCan()
  const place = useQuery({ ...placeQuery(team.placeId), retry: false }).data
  return (
    <Stack gap="sm">
      <PlaceBreadcrumb places={place?.breadcrumb ?? []} mayOpen={(path) => can('place.read', path)}>
        <Text size="sm" fw={600} aria-current="page">
          {team.name}
        </Text>
      </PlaceBreadcrumb>
      <TeamBar />
      <Outlet key={team.id} />
    </Stack>
  )
}
