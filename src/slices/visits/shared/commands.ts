import type { AnyCommand } from '#platform/shared/command.ts'
import { visitCancel, visitCancelAny, visitCancelVersion1 } from './cancel.ts'
import { visitCorrect, visitCorrectAny, visitCorrectVersion1 } from './correct.ts'
import { visitFollowUpDone } from './follow-up-done.ts'
import { photoAdd, photoRemove } from './photo-commands.ts'
import { visitRecord, visitRecordVersion1 } from './record.ts'

/** The commands of visits; of each the older versions that phones may still hold. */
export const visitCommands: readonly AnyCommand[] = [
  visitRecordVersion1,
  visitRecord,
  visitCorrectVersion1,
  visitCorrect,
  visitCorrectAny,
  visitCancelVersion1,
  visitCancel,
  visitCancelAny,
  visitFollowUpDone,
  photoAdd,
  photoRemove,
]
