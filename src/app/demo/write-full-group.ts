import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import { doorSearchText, type Household } from '#slices/households/shared/public.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import type { FullGroup } from './full-group.ts'
import { insertRows } from './insert-rows.ts'

/** Writes the doors, visits and versions in dispute of the full group; its team and members are there already. */
export async function writeFullGroup(trx: Transaction<Database>, group: FullGroup): Promise<void> {
  await insertRows(trx, 'household', group.doors.map(doorRow))
  await insertRows(trx, 'visit', group.visits.map(visitRow))
  await insertRows(trx, 'conflict', group.conflicts.map(conflictRow))
}

const doorRow = (door: Household) => ({
  id: door.id,
  team_id: door.teamId,
  rev: door.rev,
  kind: door.kind,
  number: door.number,
  alley: door.alley,
  label: door.label,
  folded: doorSearchText(door),
  criteria: door.criteria,
  walk_order: door.walkOrder,
  note: door.note,
  created_on: door.createdOn,
  closed_on: door.closedOn,
})

const visitRow = ({ outcome, people, groups, skills, topics, platforms, difficulty, note, ...visit }: Visit) => ({
  id: visit.id,
  team_id: visit.teamId,
  done_by_team_id: visit.doneByTeamId,
  rev: visit.rev,
  household_id: visit.householdId,
  place: visit.place,
  day: visit.day,
  made_at: visit.madeAt,
  made_by: visit.madeBy,
  ...{ outcome, people, groups, skills, topics, platforms, difficulty, note },
  follow_up_on: visit.followUpOn,
  cancelled_on: visit.cancelledOn,
  cancel_reason: visit.cancelReason,
})

const conflictRow = ({ field, seen, current, proposed, choice, ...conflict }: ConflictRow) => ({
  id: conflict.id,
  team_id: conflict.teamId,
  rev: conflict.rev,
  subject_kind: conflict.subjectKind,
  subject_id: conflict.subjectId,
  ...{ field, seen, current, proposed, choice },
  proposed_by: conflict.proposedBy,
  proposed_from: conflict.proposedFrom,
  proposed_on: conflict.proposedOn,
  chosen_by: conflict.chosenBy,
})
