import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import type { Scope } from '../db.ts'
import type { Desk } from '../sync/desk.ts'
import type { RescueKey } from './rescue-key.ts'

/** Whose work a rescue file holds, as the installation knows them now. */
export interface AuthorNow {
  actor: Actor
  scope: Scope
  name: string
}

/** What the rescue needs from outside the platform. */
export interface RescueDeps {
  desk: Desk
  key: RescueKey
  /** Seals drafts; not in the database. */
  secret: string
  /** Where people reach this installation: the host of PUBLIC_URL. */
  host: string
  /** An account without a session of its own; null when it is locked or gone. */
  authorOf(accountId: Id): Promise<AuthorNow | null>
  /**
   * Keeps the file of a photo, as if its author had sent it. Throws what is wrong with it; `not-found` when no record
   * speaks of it.
   */
  keepPhoto(author: AuthorNow, photoId: Id, bytes: Buffer): Promise<'kept' | 'already'>
  /** Was the phone of this session reported lost? */
  isLost(sessionId: Id): Promise<boolean>
}
