import type { AnyCommand, Outcome, SyncRow } from '#platform/shared/command.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import { fieldOf } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { PhoneStore } from '../store/phone-store.ts'
import { Refusal, SyncApi } from './api.ts'
import type { Memory } from './memory.ts'
import { type Attempt, Pacemaker } from './pacemaker.ts'
import { Phone } from './phone.ts'
import type { Keeps } from './pull.ts'
import {
  type Change,
  draftRecord,
  meRecord,
  noChange,
  outboxRecord,
  putting,
  readOutbox,
  removing,
  together,
  tokenRecord,
} from './records.ts'
import { type RoundTools, syncRound } from './round.ts'
import { syncState, troubleOf } from './state.ts'
import type { Tabs } from './tabs.ts'
import { handOverArgs, reopenTray, type Settlement, settleTray, trayEntry } from './tray.ts'
import type { Draft, Environment, Me, PhoneCommand, RecordState, SyncState, SyncTrouble, TrayEntry } from './types.ts'
import { openTray, View } from './view.ts'

/** What the app gives to the client; all of it can be simulated. */
export interface ClientOptions {
  store: PhoneStore
  environment: Environment
  tabs: Tabs
  /** Every slice's commands. */
  commands: readonly AnyCommand[]
  keeps: Keeps
  fetchMe(api: SyncApi): Promise<Me>
  /** Reference data of a team, fetched when its counter has moved. */
  fetchReference(api: SyncApi, team: Id): Promise<unknown>
}

/** New work: a command by name. */
export interface Work {
  name: string
  args: unknown
  /** The team for which it is done; the member's first unless said otherwise. */
  team?: Id
  /** A draft that this finishes: it goes in the same moment. */
  draft?: string
}

/** `outcome`: how it ends by what this phone knows. Refused here: nothing was kept, the person can correct it now. */
export interface Done {
  id: Id
  outcome: Outcome
}

// A member who was added to a team sees it within a day's work; one who was removed at the next sync.
const askMeEveryMs = 6 * 3_600_000

/**
 * The phone's half of sync: takes work (kept on the phone before it is shown), shows the base with that work on top,
 * and exchanges both with the server. Nothing here touches the page: what is impure comes in through `environment`.
 */
export class SyncClient {
  private readonly options: ClientOptions
  private readonly declarations: ReadonlyMap<string, AnyCommand>
  private readonly api: SyncApi
  private readonly pacemaker: Pacemaker
  private readonly listeners = new Set<() => void>()
  private readonly madeAtMonotonicMs = new Map<Id, number>()
  private phone!: Phone
  private shown: View | null = null
  private summary: SyncState | null = null
  private trouble: SyncTrouble | null = null
  private syncing = false
  private measuredOffsetMs: number | null = null
  private askedMeMs = Number.NEGATIVE_INFINITY

  private constructor(options: ClientOptions) {
    this.options = options
    this.declarations = new Map(options.commands.map((command) => [command.name, command]))
    this.api = new SyncApi(
      options.environment,
      () => this.phone.memory.token,
      (serverMs) => {
        this.measuredOffsetMs = serverMs - options.environment.nowMs()
      },
    )
    this.pacemaker = new Pacemaker(
      options.environment,
      () => this.attempt(),
      () => this.notify(),
    )
  }

  /** Opens the account's store; everything that was on the phone is there. */
  static async open(options: ClientOptions): Promise<SyncClient> {
    const client = new SyncClient(options)
    client.phone = await Phone.open(options.store, (change) => client.changed(change))
    options.tabs.listen(() => void client.hearTabs())
    return client
  }

  /** Calls after every change; answers how to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Rows of a kind as shown; the same array until something of that kind changes. */
  rows<Row extends SyncRow>(kind: string): readonly Row[] {
    return this.view().rows<Row>(kind)
  }

  /** One row as shown; also one that left the team while work on it is not settled here. */
  row<Row extends SyncRow>(kind: string, id: Id): Row | undefined {
    return this.view().row<Row>(kind, id)
  }

  recordState(kind: string, id: Id): RecordState {
    return this.view().state(kind, id)
  }

  /** Is this a row that went to another team, kept aside because of unsettled work? */
  hasDeparted(kind: string, id: Id): boolean {
    return this.view().hasDeparted(kind, id)
  }

  conflicts(): readonly ConflictRow[] {
    return this.view().openConflicts()
  }

  /** Refused work that nobody has dealt with, oldest first. */
  tray(): readonly TrayEntry[] {
    return openTray(this.phone.memory)
  }

  state(): SyncState {
    const nextInMs = this.pacemaker.nextInMs()
    const nextTryMs = nextInMs === null ? null : this.options.environment.nowMs() + nextInMs
    this.summary ??= syncState(this.phone.memory, this.view(), {
      syncing: this.syncing,
      trouble: this.trouble,
      nextTryMs,
    })
    return this.summary
  }

  me(): Me | null {
    return this.phone.memory.me
  }

  /** The best known time in ms: the device's clock, corrected by what the server's clock said. */
  nowMs(): number {
    return this.options.environment.nowMs() + (this.measuredOffsetMs ?? this.phone.memory.clockOffsetMs ?? 0)
  }

  reference<Value>(team: Id): Value | undefined {
    return this.phone.memory.references.get(team)?.value as Value | undefined
  }

  draft(key: string): Draft | undefined {
    return this.phone.memory.drafts.get(key)
  }

  drafts(): readonly Draft[] {
    return [...this.phone.memory.drafts.values()]
  }

  /** Keeps a half-done form; called at every field. */
  saveDraft(key: string, value: unknown): Promise<void> {
    return this.write(() => putting(draftRecord({ key, value, savedAtMs: this.nowMs() })))
  }

  dropDraft(key: string): Promise<void> {
    return this.write((memory) => (memory.drafts.has(key) ? removing('drafts', key) : noChange))
  }

  /** Takes work: first into the store, then onto the screen, then to the server. */
  async enqueue(work: Work): Promise<Done> {
    const done = await this.phone.commit((memory) => {
      const command = this.command(memory, work)
      const outcome = this.view().overlay.wouldEnd(command) ?? { verdict: 'accepted' }
      const result: Done = { id: command.id, outcome }
      return { change: outcome.verdict === 'refused' ? noChange : this.taking(memory, command, work.draft), result }
    })
    this.madeAtMonotonicMs.set(done.id, this.options.environment.monotonicMs())
    this.pacemaker.nudge()
    return done
  }

  /** Chooses one of two versions. */
  resolve(conflict: ConflictRow, choice: 'current' | 'proposed'): Promise<Done> {
    const subject = this.row(conflict.subjectKind, conflict.subjectId)
    const current = subject ? fieldOf(subject, conflict.field) : conflict.current
    return this.enqueue({ name: 'conflict.resolve', args: { id: conflict.id, choice, current }, team: conflict.teamId })
  }

  /** Refused work, done again with other arguments. */
  correct(commandId: Id, args: unknown): Promise<void> {
    return this.settle(commandId, 'corrected', ({ command: { name, team } }) =>
      // Of a team that the member has left nothing can be made any more: it becomes work of the present one.
      this.me()?.teams.includes(team) ? { name, args, team } : { name, args },
    )
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
    return this.write((memory) => settleTray(memory, commandId, 'withdrawn', null))
  }

  reopen(commandId: Id): Promise<void> {
    return this.write((memory) => reopenTray(memory, commandId))
  }

  /** The member's bearer token, for routes that are not sync; null when the session has ended. */
  token(): string | null {
    return this.phone.memory.token
  }

  /** After signing in: the token for sync. Work that was there stays. */
  async signedIn(token: string, me: Me): Promise<void> {
    await this.write(() => putting(tokenRecord(token), meRecord(me)))
    this.trouble = null
    this.pacemaker.backOnline()
  }

  /** Syncs by itself from now on. */
  start(): void {
    this.pacemaker.start()
  }

  /** Tries now, unless the server asked to stay away; done when that attempt is over. */
  syncNow(): Promise<void> {
    return this.pacemaker.now()
  }

  /** The network is back. */
  backOnline(): void {
    this.pacemaker.backOnline()
  }

  /** Somebody looks at the screen again. */
  lookedAt(): void {
    this.pacemaker.nudge()
  }

  /** Leaves everything as it is on the phone. */
  close(): void {
    this.pacemaker.stop()
    this.options.tabs.close()
    this.options.store.close()
  }

  /** Signing out: nothing of the account stays on this phone, unsent work neither; show `state().waiting` before. */
  async erase(): Promise<void> {
    this.pacemaker.stop()
    this.options.tabs.close()
    await this.options.store.erase()
  }

  private async hearTabs(): Promise<void> {
    try {
      await this.phone.refresh()
      this.pacemaker.nudge()
    } catch (error) {
      this.options.environment.report(error)
    }
  }

  private command(memory: Memory, { name, args, team }: Work): PhoneCommand {
    const { me } = memory
    const chosen = team ?? me?.teams[0]
    const declaration = this.declarations.get(name)
    if (!me || !chosen || !declaration)
      throw new Error(`${name} needs a signed-in member of a team, and to be a known command`)
    const { environment } = this.options
    return {
      seq: memory.nextSeq(),
      id: environment.newId(),
      name,
      version: declaration.version,
      team: chosen,
      args,
      accountId: me.accountId,
      memberId: me.memberId,
      madeAt: new Date(environment.nowMs()).toISOString(),
      madeAtMs: this.nowMs(),
    }
  }

  private taking(memory: Memory, command: PhoneCommand, draft: string | undefined): Change {
    const finished = draft !== undefined && memory.drafts.has(draft) ? removing('drafts', draft) : noChange
    return together(putting(outboxRecord({ command, held: false, earlier: null })), finished)
  }

  private async settle(commandId: Id, how: Settlement, next: (entry: TrayEntry) => Work | null): Promise<void> {
    await this.write((memory) => {
      const entry = trayEntry(memory, commandId)
      const work = entry && next(entry)
      return work ? settleTray(memory, commandId, how, this.command(memory, work)) : noChange
    })
    this.pacemaker.nudge()
  }

  private handOverArgs(entry: TrayEntry) {
    return handOverArgs(entry, ({ name, args }) => this.declarations.get(name)?.bases(args) ?? [])
  }

  private async write(plan: (memory: Memory) => Change): Promise<void> {
    await this.phone.commit((memory) => ({ change: plan(memory), result: null }))
  }

  private async attempt(): Promise<Attempt> {
    this.syncing = true
    this.notify()
    try {
      const alone = await this.options.tabs.alone(() => this.round())
      if (alone) this.trouble = null
      return { end: alone ? 'done' : 'busy' }
    } catch (error) {
      return this.failed(error)
    } finally {
      this.syncing = false
    }
  }

  private async round(): Promise<void> {
    await this.phone.refresh()
    const now = this.options.environment.monotonicMs()
    const askMe = now - this.askedMeMs >= askMeEveryMs
    await syncRound(this.roundTools(askMe))
    if (askMe) this.askedMeMs = now
  }

  private failed(error: unknown): Attempt {
    this.trouble = troubleOf(error)
    if (this.trouble.kind === 'fault') this.options.environment.report(error)
    const retryAfterMs = error instanceof Refusal ? error.retryAfterMs : null
    return { end: 'failed', retryAfterMs, hopeless: ['session-ended', 'outdated'].includes(this.trouble.kind) }
  }

  private roundTools(askMe: boolean): RoundTools {
    const { environment, keeps, fetchMe, fetchReference } = this.options
    return {
      phone: this.phone,
      api: this.api,
      overlay: () => this.view().overlay,
      deviceMs: () => environment.nowMs(),
      nowMs: () => this.nowMs(),
      measuredOffsetMs: () => this.measuredOffsetMs,
      sinceMs: (id) => this.sinceMs(id),
      keeps,
      fetchMe,
      fetchReference,
      askMe,
    }
  }

  private sinceMs(id: Id): number | null {
    const made = this.madeAtMonotonicMs.get(id)
    return made === undefined ? null : this.options.environment.monotonicMs() - made
  }

  private view(): View {
    this.shown ??= new View(this.phone.memory, this.declarations)
    return this.shown
  }

  private changed(change: Change | null): void {
    const added = change && this.shown && onlyNewWork(change, this.shown)
    if (added) this.shown?.with(added)
    else if (!change || touchesView(change)) this.shown = null
    if (change) this.options.tabs.tell()
    this.notify()
  }

  private notify(): void {
    this.summary = null
    for (const listener of this.listeners) listener()
  }
}

const touchesView = ({ put, remove }: Change): boolean => [...put, ...remove].some(({ table }) => table !== 'drafts')

/** The command, when all that changed is that one was added: then the rest of the view stays as it is. */
function onlyNewWork({ put, remove }: Change, view: View) {
  const work = put.filter(({ table }) => table !== 'drafts')
  const [record] = work
  if (work.length !== 1 || record?.table !== 'outbox' || remove.some(({ table }) => table !== 'drafts')) return null
  const unsent = readOutbox(record)
  return view.overlay.outcomes.has(unsent.command.id) ? null : unsent
}
