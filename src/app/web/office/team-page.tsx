import { OfficePage } from '#platform/web/office/page.tsx'
import { MembersPart, TeamActions, TeamFacts, useTeam } from '#slices/teams/web/office/public.ts'

/** A team on one page: what is on paper, its figures, and its members. */
export const TeamPage = () => {
  const team = useTeam()
  return (
    <OfficePage title={team.name} actions={<TeamActions team={team} />}>
      <TeamFacts team={team} />
      <MembersPart team={team} />
    </OfficePage>
  )
}
