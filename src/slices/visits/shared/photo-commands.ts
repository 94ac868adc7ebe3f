import * as z from 'zod/mini'
import { type BaseRef, type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import type { ProblemDefinition } from '#platform/shared/problem.ts'
import { alreadySent } from '#platform/shared/sync-problems.ts'
import { idText } from '#platform/shared/text.ts'
import { refused } from './outcomes.ts'
import { mostPhotoAgeDays, mostPhotoBytes, mostPhotos, type Photo, photoKind, photoSide } from './photo.ts'
import { photoOfOther, photosFull, visitCancelled, visitOfOtherTeam } from './problems.ts'
import { type Visit, visitKind } from './visit.ts'

const side = z.int().check(z.gte(1), z.lte(photoSide))

const addArgs = z.object({
  id: idText,
  visitId: idText,
  /** Before the command, because the phone's clock may be wrong. */
  takenSecondsAgo: z.int().check(z.gte(0), z.lte(mostPhotoAgeDays * 86_400)),
  width: side,
  height: side,
  bytes: z.int().check(z.gte(1), z.lte(mostPhotoBytes)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type AddPhotoArgs = z.infer<typeof addArgs>

const removeArgs = z.object({ id: idText, visitId: idText })

const bases = ({ id, visitId }: { id: string; visitId: string }): BaseRef[] => [
  { kind: visitKind, id: visitId },
  { kind: photoKind, id },
]

/** photo.add: a photo belongs to a visit; its bytes follow later, or never. By who recorded the visit or took part in it. */
export const photoAdd = command<AddPhotoArgs>({
  name: 'photo.add',
  version: 1,
  permission: 'visit.record',
  args: addArgs,
  bases,
  creates: ({ id }) => [{ kind: photoKind, id }],
  decide: (world, args, meta) => {
    const known = world.get<Photo>(photoKind, args.id)
    if (known) return isSame(known, args) ? { verdict: 'merged' } : refused(alreadySent)
    const visit = world.get<Visit>(visitKind, args.visitId)
    if (!visit) return { verdict: 'waiting', waitsFor: args.visitId }
    const problem = mayNotAdd(visit, meta)
    return problem ? refused(problem) : add(world, visit, args, meta)
  },
})

// A phone that was killed between two writes makes the command twice.
const isSame = ({ visitId, sha256 }: Photo, args: AddPhotoArgs): boolean =>
  visitId === args.visitId && sha256 === args.sha256

const mayNotAdd = (visit: Visit, meta: CommandMeta): ProblemDefinition | null => {
  if (visit.doneByTeamId !== meta.teamId) return visitOfOtherTeam
  if (!tookPart(visit, meta)) return photoOfOther
  if (visit.cancelledOn) return visitCancelled
  return (visit.photos?.length ?? 0) >= mostPhotos ? photosFull : null
}

const tookPart = ({ madeBy, members }: Visit, { memberId }: CommandMeta): boolean =>
  memberId !== null && (madeBy === memberId || (members?.includes(memberId) ?? false))

const add = (world: World, visit: Visit, args: AddPhotoArgs, meta: CommandMeta): Outcome => {
  const { id, visitId, takenSecondsAgo, width, height, bytes, sha256 } = args
  const takenAt = new Date(meta.madeAtMs - takenSecondsAgo * 1000).toISOString()
  const ofWhom = { teamId: visit.teamId, doneByTeamId: meta.teamId, takenBy: meta.accountId }
  const file = { width, height, bytes, sha256, arrived: false, removedOn: null }
  world.put<Photo>(photoKind, { id, visitId, ...ofWhom, takenAt, ...file })
  world.put<Visit>(visitKind, { ...visit, photos: [...(visit.photos ?? []), id] })
  return { verdict: 'accepted' }
}

/** photo.remove: by who took it, or who else took part in the visit. The file goes, the row says so. */
export const photoRemove = command<z.infer<typeof removeArgs>>({
  name: 'photo.remove',
  version: 1,
  permission: 'visit.record',
  args: removeArgs,
  bases,
  decide: (world, { id, visitId }, meta) => {
    const photo = world.get<Photo>(photoKind, id)
    const visit = world.get<Visit>(visitKind, visitId)
    if (!photo || !visit) return { verdict: 'waiting', waitsFor: photo ? visitId : id }
    if (photo.removedOn) return { verdict: 'merged' }
    if (photo.doneByTeamId !== meta.teamId || photo.visitId !== visitId) return refused(visitOfOtherTeam)
    if (photo.takenBy !== meta.accountId && !tookPart(visit, meta)) return refused(photoOfOther)
    world.put<Photo>(photoKind, { ...photo, removedOn: meta.day })
    world.put<Visit>(visitKind, { ...visit, photos: visit.photos?.filter((one) => one !== id) ?? null })
    return { verdict: 'accepted' }
  },
})
