import { addDays, type Day, startOfDayMs } from '#platform/shared/dates.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { idAt } from './ids.ts'
import type { Scene } from './scene.ts'

interface Rows {
  doors: readonly Household[]
  visits: readonly Visit[]
}

/** Two versions that wait for somebody to choose, and one that was settled; all of the last revision. */
export function conflictsIn(scene: Scene, { doors, visits }: Rows, rev: number): ConflictRow[] {
  const [numbered, noted] = doors.slice(30)
  const visit = visits.find(
    ({ outcome, people, day }) => outcome === 'done' && people === 2 && day > addDays(scene.span.to, -40),
  )
  if (!numbered || !noted) throw new RangeError('the full group has too few doors')
  const wrongNumber = { subject: numbered, kind: householdKind, field: 'number', seen: numbered.number }
  return [
    conflict(scene, rev + 1, {
      ...wrongNumber,
      current: numbered.number,
      proposed: `${numbered.number}A`,
      seen: '3',
      by: 2,
    }),
    conflict(scene, rev + 1, {
      subject: noted,
      kind: householdKind,
      field: 'note',
      seen: null,
      current: noted.note,
      proposed: 'Gọi trước khi đến',
      by: 3,
      settled: true,
    }),
    ...(visit
      ? [
          conflict(scene, rev + 1, {
            subject: visit,
            kind: visitKind,
            field: 'people',
            seen: 1,
            current: 2,
            proposed: 3,
            by: 1,
          }),
        ]
      : []),
  ]
}

interface Dispute {
  subject: { id: Id }
  kind: string
  field: string
  seen: unknown
  current: unknown
  proposed: unknown
  /** Who proposed, by place in the team. */
  by: number
  settled?: boolean
}

function conflict({ team, span, seed }: Scene, rev: number, dispute: Dispute): ConflictRow {
  const day: Day = addDays(span.to, -dispute.by)
  const command = idAt(startOfDayMs(day) + 70_000_000, `${seed}/command/${dispute.subject.id}/${dispute.field}`)
  return {
    id: `${command}/${dispute.field}`,
    teamId: team.id,
    rev,
    subjectKind: dispute.kind,
    subjectId: dispute.subject.id,
    field: dispute.field,
    seen: dispute.seen,
    current: dispute.current,
    proposed: dispute.proposed,
    proposedBy: team.members[dispute.by]?.id ?? null,
    proposedFrom: team.id,
    proposedOn: day,
    choice: dispute.settled ? 'current' : null,
    chosenBy: dispute.settled ? (team.members[0]?.id ?? null) : null,
  }
}
