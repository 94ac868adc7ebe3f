import { OfficePage } from '#platform/web/office/page.tsx'
import { useCan } from '#slices/identity/web/office/public.ts'
import { TeamFigures } from '#slices/insight/web/office/public.ts'
import { MembersPart, TeamActions, TeamFacts, useTeam, useTeamPath } from '#slices/teams/web/office/public.ts'
import { CardButton } from '#slices/verification/web/office/public.ts'

/** A team on one page: what is on paper, its figures, and its members. */
export const TeamPage = () => {
  const team = useTeam()
  const can = useCan()
  const path = useTeamPath(team)
  return (
    <OfficePage
      title={team.name}
      actions={
        <>
          {can('verification.manage', path) && <CardButton teamId={team.id} />}
          <TeamActions team={team} />
        </>
      }
    >
      <TeamFacts team={team} />
      {can('insight.read', path) && <TeamFigures teamId={team.id} />}
      {can('member.read', path) && <MembersPart team={team} />}
    </OfficePage>
  )
}
