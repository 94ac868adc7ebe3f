import type { Id } from '#platform/shared/ids.ts'
import { Refusal, Unreachable } from './api.ts'
import { rowChange } from './pull.ts'
import { commit, type RoundTools } from './round-tools.ts'
import {
  beginSnapshot,
  type Chunk,
  finishSnapshot,
  missingChunks,
  stagingOf,
  storeChunks,
  usableCursor,
} from './snapshot.ts'
import type { Moment } from './types.ts'
import { meetEpoch } from './verdicts.ts'

const attemptsMax = 3
// Some 30 kB each: enough to keep a line of 1.6 Mbit/s and 150 ms busy, little enough to lose when it breaks.
const chunksAtOnce = 4

/** The whole data of a team, chunk by chunk; goes on where it was broken off. Null: the server was restored meanwhile. */
export async function takeSnapshot(tools: RoundTools, team: Id): Promise<Moment | null> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const { life } = tools.phone.memory.team(team)
    const manifest = await tools.api.manifest(team)
    if (life !== null && life !== manifest.epoch) {
      await commit(tools, (memory) => meetEpoch(memory, team, manifest.epoch))
      return null
    }
    const missing = missingChunks(stagingOf(tools.phone.memory.team(team), manifest))
    const begun = commit(tools, (memory) => beginSnapshot(memory, team, manifest))
    if (await areTaken(takeChunks(tools, team, missing, begun))) {
      await commit(tools, (memory) => finishSnapshot(memory, tools.overlay(), team))
      return usableCursor(tools.phone.memory.team(team))
    }
  }
  throw new Unreachable(new Error('the snapshot keeps changing'))
}

/** False: the server has dropped one of the chunks; ask for the list again. */
async function areTaken(chunks: Promise<void>): Promise<boolean> {
  try {
    await chunks
    return true
  } catch (error) {
    if (error instanceof Refusal && error.status === 404 && error.problem !== null) return false
    throw error
  }
}

/**
 * Fetches some chunks at once, and the next as soon as one is here. Those that arrive while the store is writing are
 * stored together in its next transaction, so that neither the line nor the store waits for the other. What is on its
 * way is stored before a failure is told: nothing of an old attempt may come in the middle of the next one.
 *
 * @param begun the transaction in which the snapshot begins: the store takes changes in their turn, so no chunk comes before it
 */
async function takeChunks(tools: RoundTools, team: Id, hashes: readonly string[], begun: Promise<unknown>) {
  const left = [...hashes]
  const arrived: Chunk[] = []
  let stored = begun
  const fetchNoMore = () => {
    left.length = 0
  }
  const store = async () => {
    const chunks = arrived.splice(0)
    if (chunks.length) await commit(tools, (memory) => storeChunks(memory, team, chunks))
  }
  const fetchSome = async () => {
    for (let hash = left.shift(); hash !== undefined; hash = left.shift()) {
      arrived.push({ hash, rows: (await tools.api.chunk(team, hash)).map(rowChange) })
      stored = stored.then(store)
      stored.catch(fetchNoMore)
    }
  }
  stored.catch(fetchNoMore)
  const fetching = Array.from({ length: chunksAtOnce }, () => fetchSome().finally(fetchNoMore))
  const failed = (await Promise.allSettled(fetching)).find((end) => end.status === 'rejected')
  await stored
  if (failed) throw failed.reason
}
