import type { Outcome, SyncRow } from '#platform/shared/command.ts'
import { type ConflictRow, fieldOf } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import { type ClientOptions, SyncEngine } from './engine.ts'
import { bytesRecord, type MediaEntry, mediaRecord } from './media.ts'
import { draftRecord, noChange, putting, removing, together, tokenRecord } from './records.ts'
import { meetMe } from './teams.ts'
import { handOverArgs, reopenTray, type Settlement, settleTray, trayEntry } from './tray.ts'
import type { Draft, Me, RecordState, SyncState, TrayEntry } from './types.ts'
import { openTray } from './view.ts'
import { commandFor, type Done, misfit, takeCommand, type Work } from './work.ts'

export type { ClientOptions } from './engine.ts'
export type { Done, Work } from './work.ts'

// What this version of the app cannot decide is for the server to decide.
const accepted: Outcome = { verdict: 'accepted' }

/**
 * The phone's half of sync, for the screens: takes work (kept on the phone before it is shown), shows the base with that
 * work on top, and exchanges both with the server. Nothing here touches the page: what is impure comes in as `environment`.
 */
export class SyncClient {
  private readonly engine: SyncEngine

  private constructor(engine: SyncEngine) {
    this.engine = engine
  }

  /** Opens the account's store; everything that was on the phone is there. */
  static async open(options: ClientOptions): Promise<SyncClient> {
    return new SyncClient(await SyncEngine.open(options))
  }

  /** Calls after every change; answers how to stop. */
  subscribe = (listener: () => void): (() => void) => this.engine.subscribe(listener)

  /** Rows of a kind as shown; the same array until something of that kind changes. */
  rows<Row extends SyncRow>(kind: string): readonly Row[] {
    return this.engine.view().rows<Row>(kind)
  }

  /** One row as shown; also one that left the team while work on it is not settled here. */
  row<Row extends SyncRow>(kind: string, id: Id): Row | undefined {
    return this.engine.view().row<Row>(kind, id)
  }

  recordState(kind: string, id: Id): RecordState {
    return this.engine.view().state(kind, id)
  }

  /** Is this a row that went to another team, kept aside because of unsettled work? */
  hasDeparted(kind: string, id: Id): boolean {
    return this.engine.view().hasDeparted(kind, id)
  }

  conflicts(): readonly ConflictRow[] {
    return this.engine.view().openConflicts()
  }

  /** Refused work that nobody has dealt with, oldest first. */
  tray(): readonly TrayEntry[] {
    return openTray(this.engine.memory)
  }

  state(): SyncState {
    return this.engine.state()
  }

  me(): Me | null {
    return this.engine.memory.me
  }

  /** The member's bearer token, for routes that are not sync; null before the first sign-in. */
  token(): string | null {
    return this.engine.memory.token
  }

  /** The best known time in ms: the device's clock, corrected by what the server's clock said. */
  nowMs(): number {
    return this.engine.nowMs()
  }

  reference<Value>(team: Id): Value | undefined {
    return this.engine.memory.references.get(team)?.value as Value | undefined
  }

  draft(key: string): Draft | undefined {
    return this.engine.memory.drafts.get(key)
  }

  drafts(): readonly Draft[] {
    return [...this.engine.memory.drafts.values()]
  }

  /** Keeps a half-done form; called at every field. */
  saveDraft(key: string, value: unknown): Promise<void> {
    return this.engine.write(() => putting(draftRecord({ key, value, savedAtMs: this.nowMs() })))
  }

  dropDraft(key: string): Promise<void> {
    return this.engine.write((memory) => (memory.drafts.has(key) ? removing('drafts', key) : noChange))
  }

  /** The files on this phone, oldest first; the same array until one of them changes. */
  media(): readonly MediaEntry[] {
    return this.engine.media()
  }

  /** The bytes of a file as base64; undefined: they are not here. */
  mediaBytes(id: Id): Promise<string | undefined> {
    return this.engine.readBytes(id)
  }

  /** Keeps a file, or what is now known of one. @param bytes as base64; absent: as they are */
  keepMedia(entry: MediaEntry, bytes?: string): Promise<void> {
    const file = bytes === undefined ? [] : [bytesRecord(entry.id, bytes)]
    return this.engine.write(() => putting(mediaRecord(entry), ...file))
  }

  dropMedia(ids: readonly Id[]): Promise<void> {
    return this.engine.write(() => together(removing('media', ...ids), removing('bytes', ...ids)))
  }

  /** Is there work that the server does not even hold? Then everything else waits. */
  hasUnsent(): boolean {
    return [...this.engine.memory.outbox.values()].some(({ held }) => !held)
  }

  /** Takes work: first into the store, then onto the screen, then to the server. */
  async enqueue(work: Work): Promise<Done> {
    const { engine } = this
    const done = await engine.commit((memory) => {
      const command = commandFor(memory, work, engine)
      const outcome = engine.view().overlay.wouldEnd(command) ?? accepted
      const change = outcome.verdict === 'refused' ? noChange : takeCommand(memory, command, work.draft)
      return { change, result: { id: command.id, outcome } }
    })
    engine.markMade(done.id)
    if (engine.mayForget(done.id)) await engine.forget()
    engine.pacemaker.nudge()
    return done
  }

  /** Chooses one of two versions. */
  resolve(conflict: ConflictRow, choice: 'current' | 'proposed'): Promise<Done> {
    const subject = this.row(conflict.subjectKind, conflict.subjectId)
    const current = subject ? fieldOf(subject, conflict.field) : conflict.current
    return this.enqueue({ name: 'conflict.resolve', args: { id: conflict.id, choice, current }, team: conflict.teamId })
  }

  /**
   * Refused work, done again with other arguments, as the newest version of its command. Answers how that ends by what
   * this phone knows; refused: the entry stays as it is.
   */
  async correct(commandId: Id, args: unknown): Promise<Outcome> {
    const { engine } = this
    const outcome = await engine.commit((memory) => {
      const entry = trayEntry(memory, commandId)
      if (!entry) throw new Error('there is no such refused work')
      const command = commandFor(memory, this.again(entry, args), engine)
      const end = misfit(command, engine) ?? engine.view().overlay.wouldEnd(command) ?? accepted
      const change = end.verdict === 'refused' ? noChange : settleTray(memory, commandId, 'corrected', command)
      return { change, result: end }
    })
    engine.pacemaker.nudge()
    return outcome
  }

  /** A refused edit goes as a proposal to the team that holds the row now. */
  handOver(commandId: Id): Promise<void> {
    return this.settle(commandId, 'handed-over', (entry) => {
      const args = this.handOverArgs(entry)
      return args && { name: 'edit.hand-over', args, team: entry.command.team }
    })
  }

  /** Can this entry be handed over? */
  canHandOver(entry: TrayEntry): boolean {
    return this.handOverArgs(entry) !== null
  }

  /** Refused work is given up; `reopen` undoes it. */
  withdraw(commandId: Id): Promise<void> {
    return this.engine.write((memory) => settleTray(memory, commandId, 'withdrawn', null))
  }

  reopen(commandId: Id): Promise<void> {
    return this.engine.write((memory) => reopenTray(memory, commandId))
  }

  /** Everything here that the server does not have, for a rescue file; null: this phone cannot prove whose it is. */
  unsentWork(): RescueContent | null {
    return this.engine.unsentWork()
  }

  /** After signing in: the token for sync, and what the server has just said of its account. Work that was there stays. */
  async signedIn(token: string, me: Me): Promise<void> {
    await this.engine.write((memory) => together(putting(tokenRecord(token)), meetMe(memory, me)))
    this.engine.tryAfresh()
  }

  /** Syncs by itself from now on. */
  start(): void {
    this.engine.pacemaker.start()
  }

  /** Tries now, unless the server asked to stay away; done when that attempt is over. */
  syncNow(): Promise<void> {
    return this.engine.pacemaker.now()
  }

  /** The network is back. */
  backOnline(): void {
    this.engine.pacemaker.backOnline()
  }

  /** Somebody looks at the screen again. */
  lookedAt(): void {
    this.engine.pacemaker.lookedAt()
  }

  /** Leaves everything as it is on the phone. */
  close(): void {
    this.engine.close()
  }

  /** Signing out: nothing of the account stays on this phone, unsent work neither; show `state().waiting` before. */
  erase(): Promise<void> {
    return this.engine.erase()
  }

  // Of a team that the member has left nothing can be made any more: it becomes work of the present one.
  private again({ command: { name, team } }: TrayEntry, args: unknown): Work {
    return this.me()?.teams.includes(team) ? { name, args, team } : { name, args }
  }

  private async settle(commandId: Id, how: Settlement, next: (entry: TrayEntry) => Work | null): Promise<void> {
    const { engine } = this
    await engine.write((memory) => {
      const entry = trayEntry(memory, commandId)
      const work = entry && next(entry)
      return work ? settleTray(memory, commandId, how, commandFor(memory, work, engine)) : noChange
    })
    engine.pacemaker.nudge()
  }

  private handOverArgs(entry: TrayEntry) {
    return handOverArgs(entry, ({ name, args }) => this.engine.declarations.get(name)?.bases(args) ?? [])
  }
}
