import type { Id } from '#platform/shared/ids.ts'
import type { SyncClient, Work } from '#platform/web/sync/client.ts'
import { type Visit, visitKind } from '#slices/visits/shared/public.ts'
import type { Dice } from './work.ts'

type Maker = (client: SyncClient, dice: Dice, newId: () => Id) => Work | null

/** A photo of a visit; its bytes are another matter. */
export const addPhoto: Maker = (client, dice, newId) => {
  const visit = someVisit(client, dice)
  if (!visit) return null
  const file = { width: 800, height: 600, bytes: 1000 + dice.below(1000), sha256: '0'.repeat(64) }
  const args = { id: newId(), visitId: visit.id, takenSecondsAgo: dice.below(600), ...file }
  return { name: 'photo.add', team: visit.doneByTeamId, args }
}

export const removePhoto: Maker = (client, dice) => {
  const visit = dice.one(client.rows<Visit>(visitKind).filter(({ photos }) => photos?.length))
  const id = dice.one(visit?.photos ?? [])
  return visit && id ? { name: 'photo.remove', team: visit.doneByTeamId, args: { id, visitId: visit.id } } : null
}

/** A code by which the citizen may confirm. */
export const askConfirmation: Maker = (client, dice, newId) => {
  const visit = someVisit(client, dice)
  if (!visit) return null
  const code = String(100_000 + dice.below(900_000))
  const args = { id: newId(), visitId: visit.id, code, slip: null }
  return { name: 'visit.confirmation-code', team: visit.doneByTeamId, args }
}

const someVisit = (client: SyncClient, dice: Dice): Visit | undefined =>
  dice.one(client.rows<Visit>(visitKind).slice(-6))
