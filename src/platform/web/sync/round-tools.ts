import type { Id } from '#platform/shared/ids.ts'
import type { SyncApi } from './api.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import type { Phone, Planned } from './phone.ts'
import type { Keeps } from './pull.ts'
import type { Change } from './records.ts'
import type { Me } from './types.ts'

/** What a round needs from the client around it. */
export interface RoundTools {
  phone: Phone
  api: SyncApi
  /** The unsent work applied to the memory as it is now. */
  overlay(): Overlay
  /** The device's clock, as it is sent. */
  deviceMs(): number
  /** The best known time, by the offset measured last. */
  nowMs(): number
  /** Server time minus device time, when an answer has told it since the app started. */
  measuredOffsetMs(): number | null
  sinceMs(id: Id): number | null
  /** These commands are about to be on their way. */
  tried(memory: Memory, ids: ReadonlySet<Id>): Change
  keeps: Keeps
  fetchMe(api: SyncApi): Promise<Me>
  fetchReference(api: SyncApi, team: Id): Promise<unknown>
  /** It is time to ask what changes rarely: who the member is, and what became of work for a team that they left. */
  askMe: boolean
}

/** Writes what is worked out from the memory as it is when its turn has come. */
export const commit = ({ phone }: RoundTools, plan: (memory: Memory) => Change): Promise<null> =>
  phone.commit((memory): Planned<null> => ({ change: plan(memory), result: null }))
