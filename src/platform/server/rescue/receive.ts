import { createHash } from 'node:crypto'
import { type Id, isId } from '#platform/shared/ids.ts'
import { type Actor, can } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { type RescueContent, type RescuedPhoto, rescuedPhotoKey } from '#platform/shared/rescue.ts'
import { rescueForged, rescueLocked, rescueLost, rescueNotYours } from '#platform/shared/rescue-problems.ts'
import type { RescueSummary } from '#platform/shared/rescue-routes.ts'
import { limits, type WireVerdict, wireVersion } from '#platform/shared/wire.ts'
import type { Scope } from '../db.ts'
import { inTransaction } from '../http/transaction.ts'
import { push } from '../sync/push.ts'
import type { AuthorNow, RescueDeps } from './deps.ts'
import { keepDrafts } from './drafts.ts'
import { type OpenedRescue, openRescueFile, type PackedPhoto } from './open-file.ts'
import type { Author } from './rescue-key.ts'

/** What a file was and what became of it; the route writes both down. */
export interface Received {
  hash: string
  authorId: Id
  /** The team through which the sender reached it. */
  team: Id
  commands: number
  drafts: number
  photos: number
  summary: RescueSummary
}

/**
 * Takes in a rescue file: its commands are decided as the author's own push would be, then its photos are kept as theirs,
 * each once, whoever brings it and how often. Throws what `openRescueFile` throws, `rescue.author-unknown`, `rescue.phone-lost`, `rescue.author-locked`,
 * `rescue.not-your-team`.
 */
export async function receiveRescue(deps: RescueDeps, sender: Actor, file: Buffer): Promise<Received> {
  const { content, photos } = openRescueFile(file, deps.key, deps.host)
  const said = deps.key.authorIn(content.author)
  if (!said) throw new Problem(rescueForged)
  const author = await authorNow(deps, said)
  const team = await reachedTeam(deps, sender, author, content)
  const hash = createHash('sha256').update(file).digest('hex')
  const decided = await decideAsAuthor(deps, author, content, madeAtMs(content, said, deps.desk.deps.now()))
  const isAgain = await isKnown(deps, team, hash)
  const drafts = isAgain ? [] : content.drafts
  const half = photos.filter(isHalf)
  await inTransaction(deps.desk.deps.db, ofAccount(said.accountId), false, (trx) =>
    keepDrafts(trx, deps.secret, said.accountId, [...drafts, ...(isAgain ? [] : half.map(asDraft))]),
  )
  const kept = await keepPhotos(deps, author, photos)
  kept[isAgain ? 'already' : 'kept'] += half.length
  const counts = { commands: content.commands.length, drafts: content.drafts.length, photos: photos.length }
  const summary = { name: author.name, ...decided, drafts: drafts.length, photos: kept }
  return { hash, authorId: said.accountId, team, ...counts, summary }
}

async function authorNow(deps: RescueDeps, { accountId, sessionId }: Author): Promise<AuthorNow> {
  if (await deps.isLost(sessionId)) throw new Problem(rescueLost)
  const author = await deps.authorOf(accountId)
  if (!author) throw new Problem(rescueLocked)
  return author
}

/** A team of the file, or of the author today, whose doors the sender may look at. */
async function reachedTeam(deps: RescueDeps, sender: Actor, author: AuthorNow, content: RescueContent): Promise<Id> {
  const ofAuthor = author.actor.grants.map(({ on }) => on).filter((on) => author.scope.teams.includes(on))
  const teams = [...new Set([...content.commands.map(({ team }) => team), ...ofAuthor])]
  const scope = { ...nobody, teams }
  return inTransaction(deps.desk.deps.db, scope, true, async (trx) => {
    for (const team of teams) {
      const path = await deps.desk.deps.paths.team(trx, team)
      if (path && can(sender, 'household.read', path)) return team
    }
    throw new Problem(rescueNotYours)
  })
}

/**
 * When the file was made, by the server's clock: what the phone knew of its own clock's fault, never before this server
 * spoke to that phone last and never in the future. Ages of commands count from there, not from the day of the upload.
 */
function madeAtMs({ madeAt, clockOffsetMs }: RescueContent, { saidAtMs }: Author, nowMs: number): number {
  const claimed = Date.parse(madeAt) + (clockOffsetMs ?? 0)
  return claimed >= saidAtMs && claimed <= nowMs ? claimed : nowMs
}

type Decided = Pick<RescueSummary, 'accepted' | 'already' | 'waiting' | 'refused'>

async function decideAsAuthor(
  deps: RescueDeps,
  author: AuthorNow,
  content: RescueContent,
  receivedMs: number,
): Promise<Decided> {
  const sum: Decided = { accepted: 0, already: 0, waiting: 0, refused: [] }
  for (const [team, commands] of byTeam(content)) {
    const known = await knownAmong(deps, team, commands)
    for (let at = 0; at < commands.length; at += limits.pushCommands) {
      const part = commands.slice(at, at + limits.pushCommands)
      const verdicts = await pushAs(deps, author, team, part, content.madeAt, receivedMs)
      for (const [index, verdict] of verdicts.entries()) count(sum, part[index], verdict, known)
    }
  }
  return sum
}

function byTeam({ commands }: RescueContent): Map<Id, unknown[]> {
  const teams = new Map<Id, unknown[]>()
  for (const { team, command } of commands) teams.set(team, [...(teams.get(team) ?? []), command])
  return teams
}

/** The same door as a phone's own push, with the time at which the file was made. */
async function pushAs(
  { desk }: RescueDeps,
  { actor, scope }: AuthorNow,
  team: Id,
  commands: unknown[],
  sentAt: string,
  receivedMs: number,
): Promise<WireVerdict[]> {
  const then = { ...desk, deps: { ...desk.deps, now: () => receivedMs } }
  try {
    return (await push(then, actor, scope, { wire: wireVersion, team, sentAt, commands })).verdicts
  } catch (error) {
    // Never the author's team: nothing of it is taken, the rest of the file is.
    if (!(error instanceof Problem) || error.body.code !== notFound.code) throw error
    return commands.map(() => ({ id: null, verdict: 'refused', rev: 0, problem: error.body }))
  }
}

function count(sum: Decided, command: unknown, { id, verdict, problem }: WireVerdict, known: ReadonlySet<Id>): void {
  if (verdict === 'waiting') sum.waiting += 1
  else if (verdict === 'refused') sum.refused.push({ name: nameOf(command), ...sentences(problem) })
  else if (known.has(id ?? '')) sum.already += 1
  else sum.accepted += 1
}

const nameOf = (command: unknown): string => {
  const name = (command as { name?: unknown } | null)?.name
  return typeof name === 'string' ? name.slice(0, 60) : ''
}

const sentences = (problem: WireVerdict['problem']) => ({ vi: problem?.vi ?? '', en: problem?.en ?? '' })

/** Which of these commands the server had before. */
async function knownAmong({ desk }: RescueDeps, team: Id, commands: readonly unknown[]): Promise<Set<Id>> {
  const ids = commands.flatMap((command) => idOf(command))
  if (ids.length === 0) return new Set()
  const rows = await inTransaction(desk.deps.db, { ...nobody, teams: [team] }, true, (trx) =>
    trx.selectFrom('command').select('id').where('id', 'in', ids).execute(),
  )
  return new Set(rows.map(({ id }) => id))
}

const idOf = (command: unknown): Id[] => {
  const id = (command as { id?: unknown } | null)?.id
  return isId(id) ? [id] : []
}

async function isKnown({ desk }: RescueDeps, team: Id, hash: string): Promise<boolean> {
  const found = await inTransaction(desk.deps.db, { ...nobody, teams: [team] }, true, (trx) =>
    trx.selectFrom('rescue_file').select('hash').where('hash', '=', hash).executeTakeFirst(),
  )
  return found !== undefined
}

const isHalf = ({ half }: PackedPhoto): boolean => half !== null

/** A photo of a half-done form goes home like the form. */
const asDraft = ({ id, half, bytes }: PackedPhoto): RescueContent['drafts'][number] => {
  if (!half) throw new TypeError('a photo with a record is no draft')
  const value: RescuedPhoto = { ...half, base64: bytes.toString('base64') }
  return { key: `${rescuedPhotoKey}${id}`, value, savedAtMs: half.atMs }
}

async function keepPhotos(
  deps: RescueDeps,
  author: AuthorNow,
  photos: OpenedRescue['photos'],
): Promise<RescueSummary['photos']> {
  const sum: RescueSummary['photos'] = { kept: 0, already: 0, waiting: 0, refused: [] }
  for (const { id, bytes } of photos.filter((photo) => !isHalf(photo))) {
    try {
      sum[await deps.keepPhoto(author, id, bytes)] += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.body.code === notFound.code) sum.waiting += 1
      else sum.refused.push(sentences(error.body))
    }
  }
  return sum
}

const nobody: Scope = { account: null, teams: [], provinces: [], communes: [] }
const ofAccount = (account: Id): Scope => ({ ...nobody, account })
