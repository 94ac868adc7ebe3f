import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { internal } from '#platform/shared/problems.ts'
import { limits, type PushAnswer } from '#platform/shared/wire.ts'
import { Refusal, Unreachable } from './api.ts'
import type { Memory } from './memory.ts'
import { applyPull, fetchPull, type Pulled } from './pull.ts'
import { type Batch, nextBatch, pushRequest, refuseAll, refuseTooLarge } from './push.ts'
import { type Change, clockRecord, noChange, putting, referenceRecord, together } from './records.ts'
import { takeRescuedDrafts } from './rescued-drafts.ts'
import { commit, type RoundTools } from './round-tools.ts'
import { usableCursor } from './snapshot.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { askAgain, leaveTeam, leftTeams, meetMe, refuseForTeam } from './teams.ts'
import { tellSettled } from './tell-settled.ts'
import { meetEpoch, settle } from './verdicts.ts'

// Each turn of a team pushes, then pulls; a second one is needed after a restore. More of them mean a server that contradicts itself.
const turnsMax = 10

/** One round of sync, team by team, push always first. Throws Unreachable or Refusal; what was done before stays done. */
export async function syncRound(tools: RoundTools): Promise<void> {
  if (tools.askMe || !tools.phone.memory.me) await askMe(tools)
  for (const team of leftTeams(tools.phone.memory)) await leave(tools, team)
  for (const team of tools.phone.memory.me?.teams ?? []) await syncTeam(tools, team)
  await tellSettled(tools)
  await takeRescuedDrafts(tools)
}

/** Asks who the member is and which teams they are in. */
export async function askMe(tools: RoundTools): Promise<void> {
  const me = await tools.fetchMe(tools.api)
  await commit(tools, (memory) => meetMe(memory, me))
}

async function syncTeam(tools: RoundTools, team: Id): Promise<void> {
  try {
    await pushAndPull(tools, team)
  } catch (error) {
    if (!isUnknownTeam(error)) throw error
    await askMe(tools)
    if (!leftTeams(tools.phone.memory).includes(team)) throw error
    await leave(tools, team)
  }
}

// Who was a member may still send what they did then; who never was hears that the team does not exist.
async function leave(tools: RoundTools, team: Id): Promise<void> {
  // The pull of a left team, with the late verdicts, is closed.
  if (tools.askMe) await commit(tools, (memory) => askAgain(memory, team))
  try {
    await pushAll(tools, team)
  } catch (error) {
    if (!isUnknownTeam(error)) throw error
    await commit(tools, (memory) => refuseForTeam(memory, tools.overlay(), team))
  }
  await commit(tools, (memory) => leaveTeam(memory, tools.overlay(), team))
}

// A 404 without our problem in it comes from something on the way, not from our server.
const isUnknownTeam = (error: unknown): boolean =>
  error instanceof Refusal && (error.status === 404 || error.status === 403) && error.problem !== null

async function pushAndPull(tools: RoundTools, team: Id): Promise<void> {
  for (let turn = 1; turn <= turnsMax; turn += 1) {
    await pushAll(tools, team)
    const caughtUp = await catchUp(tools, team)
    if (caughtUp && nextBatch(tools.phone.memory, team).send.length === 0) return
  }
  throw new Unreachable(new Error('the server keeps changing its epoch'))
}

async function pushAll(tools: RoundTools, team: Id): Promise<void> {
  let atMost: number = limits.pushCommands
  for (;;) {
    const batch = nextBatch(tools.phone.memory, team, atMost)
    if (batch.tooLarge.length) await commit(tools, (memory) => refuseTooLarge(memory, tools.overlay(), batch.tooLarge))
    if (batch.send.length === 0) return
    atMost = await pushBatch(tools, team, batch)
  }
}

/** Sends one batch and settles its verdicts; answers how many commands to send at once from now on. */
async function pushBatch(tools: RoundTools, team: Id, batch: Batch): Promise<number> {
  const { life } = tools.phone.memory.team(team)
  await goOnTheirWay(tools, new Set(batch.send.map(({ command }) => command.id)))
  try {
    const answer = await tools.api.push(pushRequest(team, life, batch, tools.deviceMs(), tools.sinceMs))
    assertComplete(answer, batch, life)
    await commit(tools, (memory) => settlePush(memory, tools, team, answer))
    return limits.pushCommands
  } catch (error) {
    if (!isTooMuch(error)) throw error
    if (batch.send.length > 1) return Math.ceil(batch.send.length / 2)
    const problem = error.problem ?? problemBody(internal, { reference: String(error.status) })
    await commit(tools, (memory) => refuseAll(memory, tools.overlay(), batch.send, problem))
    return limits.pushCommands
  }
}

// That the server may have somebody is written down before they leave the phone, so not while it is out of reach anyway.
async function goOnTheirWay(tools: RoundTools, ids: ReadonlySet<Id>): Promise<void> {
  if (tools.tried(tools.phone.memory, ids).put.length === 0) return
  await askMe(tools)
  await commit(tools, (memory) => tools.tried(memory, ids))
}

// Refused as a whole for what is in it: halved until the one command is found that does it, which then goes to the tray.
const isTooMuch = (error: unknown): error is Refusal =>
  error instanceof Refusal && [400, 413, 422].includes(error.status)

function assertComplete({ epoch, verdicts }: PushAnswer, batch: Batch, life: string | null): void {
  const undecided = epoch !== life && verdicts.length === 0
  if (!undecided && verdicts.length !== batch.send.length) throw new Unreachable(new Error('verdicts are missing'))
}

const settlePush = (memory: Memory, tools: RoundTools, team: Id, { epoch, verdicts }: PushAnswer): Change =>
  together(meetEpoch(memory, team, epoch), settle(memory, tools.overlay(), verdicts, epoch, tools.nowMs()))

/** Brings the base up to date. False: the server was restored, so push again first. */
async function catchUp(tools: RoundTools, team: Id): Promise<boolean> {
  const cursor = usableCursor(tools.phone.memory.team(team)) ?? (await takeSnapshot(tools, team))
  if (!cursor) return false
  const pulled = await fetchPull(tools.api, team, cursor)
  if (pulled.epoch !== cursor.epoch) {
    await commit(tools, (memory) => meetEpoch(memory, team, pulled.epoch))
    return false
  }
  if (pulled.reset) {
    await takeSnapshot(tools, team)
    return false
  }
  await commit(tools, (memory) => storePull(memory, tools, team, pulled))
  await catchUpReference(tools, team, pulled.reference)
  return true
}

// Another tab may have stored a pull meanwhile; then this one is old news.
function storePull(memory: Memory, tools: RoundTools, team: Id, pulled: Pulled): Change {
  const { cursor } = memory.team(team)
  if (cursor?.epoch !== pulled.from.epoch || cursor.rev !== pulled.from.rev) return noChange
  return together(
    applyPull(memory, tools.overlay(), team, pulled, tools.keeps, tools.nowMs()),
    clockChange(memory, tools),
  )
}

const clockToleranceMs = 2_000

function clockChange(memory: Memory, tools: RoundTools): Change {
  const offset = tools.measuredOffsetMs()
  const known = memory.clockOffsetMs
  const same = offset === null || (known !== null && Math.abs(offset - known) < clockToleranceMs)
  return same ? noChange : putting(clockRecord(offset))
}

async function catchUpReference(tools: RoundTools, team: Id, counter: number): Promise<void> {
  if (tools.phone.memory.references.get(team)?.counter === counter) return
  const value = await tools.fetchReference(tools.api, team)
  await commit(tools, () => putting(referenceRecord({ team, counter, value })))
}
