import type { AnyCommand } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import type { PhoneStore, Table } from '../store/phone-store.ts'
import { Refusal, SyncApi } from './api.ts'
import { type Forgetting, forget, tried } from './forgetting.ts'
import type { MediaEntry } from './media.ts'
import type { Memory } from './memory.ts'
import { type Attempt, Pacemaker } from './pacemaker.ts'
import { Phone, type Planned } from './phone.ts'
import type { Keeps } from './pull.ts'
import { type Change, noChange, readOutbox } from './records.ts'
import { syncRound } from './round.ts'
import type { RoundTools } from './round-tools.ts'
import { isStorageFull, syncState, troubleOf } from './state.ts'
import type { Tabs } from './tabs.ts'
import type { Environment, Me, SyncState, SyncTrouble, Unsent } from './types.ts'
import { unsentWork } from './unsent-work.ts'
import { View } from './view.ts'
import { declarationsOf, type Maker, versioned } from './work.ts'

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
  /** What must leave the phone with every trace; absent: nothing ever must. */
  forgetting?: Forgetting
  /** The phone was reported lost: the store is erased, the app must forget the rest. */
  lost?(): Promise<void>
}

// A member who was added to a team sees it within a day's work; one who was removed at the next sync.
const askMeEveryMs = 6 * 3_600_000

/** What runs beneath the client: the store with its picture in memory, the view of it, and the attempts to sync. */
export class SyncEngine implements Maker {
  readonly environment: Environment
  readonly declarations: ReadonlyMap<string, AnyCommand>
  readonly pacemaker: Pacemaker
  private readonly options: ClientOptions
  private readonly api: SyncApi
  private readonly phone: Phone
  private readonly listeners = new Set<() => void>()
  private listed: { of: Memory; list: readonly MediaEntry[] } | null = null
  private readonly madeAtMonotonicMs = new Map<Id, number>()
  private shown: View | null = null
  private outdated = false
  private summary: SyncState | null = null
  private trouble: SyncTrouble | null = null
  private syncing = false
  private measuredOffsetMs: number | null = null
  private askedMeMs = Number.NEGATIVE_INFINITY

  private constructor(options: ClientOptions, phone: Phone) {
    const { environment } = options
    this.options = options
    this.environment = environment
    this.phone = phone
    this.declarations = declarationsOf(options.commands)
    const heardTime = (serverMs: number) => {
      this.measuredOffsetMs = serverMs - environment.nowMs()
    }
    this.api = new SyncApi(environment, () => this.memory.token, heardTime)
    const attempt = () => this.attempt()
    this.pacemaker = new Pacemaker(environment, attempt, () => this.notify())
  }

  /** Opens the account's store; everything that was on the phone is there. */
  static async open(options: ClientOptions): Promise<SyncEngine> {
    const phone = await Phone.open(options.store)
    const engine = new SyncEngine(options, phone)
    phone.onChange = (change) => engine.changed(change)
    options.tabs.listen(() => void engine.hearTabs())
    return engine
  }

  get memory(): Memory {
    return this.phone.memory
  }

  /** Calls after every change; answers how to stop. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  view(): View {
    if (!this.shown || this.outdated)
      this.shown = new View(this.memory, this.declarations, this.shown, this.options.forgetting)
    this.outdated = false
    return this.shown
  }

  state(): SyncState {
    this.summary ??= syncState(this.memory, this.view(), {
      syncing: this.syncing,
      trouble: this.trouble,
      nextTryMs: this.nextTryMs(),
    })
    return this.summary
  }

  nowMs(): number {
    return this.environment.nowMs() + (this.measuredOffsetMs ?? this.memory.clockOffsetMs ?? 0)
  }

  commit<Result>(plan: (memory: Memory) => Planned<Result>): Promise<Result> {
    return this.told(this.phone.commit(plan))
  }

  async write(plan: (memory: Memory) => Change): Promise<void> {
    await this.told(this.phone.commit((memory) => ({ change: plan(memory), result: null })))
  }

  /** Drops what may not be held any more. */
  async forget(): Promise<void> {
    const { forgetting } = this.options
    if (forgetting) await this.write((memory) => forget(memory, this.view().overlay, forgetting))
  }

  /** Has this command changed a row whose traces may have to go? */
  mayForget(id: Id): boolean {
    const { forgetting } = this.options
    return Boolean(
      forgetting &&
        this.view()
          .overlay.outcomes.get(id)
          ?.about.some(({ kind }) => kind === forgetting.kind),
    )
  }

  // A full phone is said at once, not at the next sync.
  private async told<Result>(written: Promise<Result>): Promise<Result> {
    try {
      return await written
    } catch (error) {
      if (isStorageFull(error)) {
        this.trouble = { kind: 'storage-full' }
        this.notify()
      }
      throw error
    }
  }

  media(): readonly MediaEntry[] {
    if (this.listed?.of !== this.memory) {
      this.listed = { of: this.memory, list: [...this.memory.media.values()].sort((a, b) => a.atMs - b.atMs) }
    }
    return this.listed.list
  }

  /** The bytes of a file, as base64; undefined: they are not here. */
  async readBytes(id: Id): Promise<string | undefined> {
    return (await this.options.store.read('bytes', id))?.body
  }

  /** Remembers when a command was made by the clock that only goes forward. */
  markMade(id: Id): void {
    this.madeAtMonotonicMs.set(id, this.environment.monotonicMs())
  }

  /** Somebody has signed in: what stood in the way may be over, and who it is was asked just now. */
  tryAfresh(): void {
    this.trouble = null
    this.askedMeMs = this.environment.monotonicMs()
    this.pacemaker.backOnline()
  }

  close(): void {
    this.stop()
    this.options.store.close()
  }

  async erase(): Promise<void> {
    this.stop()
    await this.options.store.erase()
  }

  private stop(): void {
    this.pacemaker.stop()
    this.options.tabs.close()
  }

  private async hearTabs(): Promise<void> {
    try {
      await this.phone.refresh()
      this.pacemaker.nudge()
    } catch (error) {
      this.environment.report(error)
    }
  }

  private async attempt(): Promise<Attempt> {
    this.syncing = true
    this.notify()
    try {
      const alone = await this.options.tabs.alone(() => this.round())
      if (alone) this.trouble = null
      return { end: alone ? 'done' : 'busy' }
    } catch (error) {
      return await this.failed(error)
    } finally {
      this.syncing = false
    }
  }

  private async round(): Promise<void> {
    await this.phone.refresh()
    const now = this.environment.monotonicMs()
    const askMe = now - this.askedMeMs >= askMeEveryMs
    await syncRound(this.roundTools(askMe))
    if (askMe) this.askedMeMs = now
    await this.forget()
  }

  private async failed(error: unknown): Promise<Attempt> {
    if (error instanceof Refusal && error.problem?.code === 'session.lost') await this.wipe()
    this.trouble = troubleOf(error)
    if (this.trouble.kind === 'fault') this.environment.report(error)
    const retryAfterMs = error instanceof Refusal ? error.retryAfterMs : null
    return { end: 'failed', retryAfterMs, hopeless: ['session-ended', 'outdated'].includes(this.trouble.kind) }
  }

  // Reported lost: nothing may stay here, whoever holds the phone now.
  private async wipe(): Promise<void> {
    await this.erase()
    await this.options.lost?.()
  }

  private roundTools(askMe: boolean): RoundTools {
    const { keeps, fetchMe, fetchReference } = this.options
    return {
      phone: this.phone,
      api: this.api,
      overlay: () => this.view().overlay,
      deviceMs: () => this.environment.nowMs(),
      nowMs: () => this.nowMs(),
      measuredOffsetMs: () => this.measuredOffsetMs,
      sinceMs: (id) => this.sinceMs(id),
      tried: (memory, ids) => this.tried(memory, ids),
      keeps,
      fetchMe,
      fetchReference,
      askMe,
    }
  }

  /** What a rescue file holds; null: this phone cannot prove whose it is. */
  unsentWork(): RescueContent | null {
    // In a file it is as good as sent.
    const written = this.write((memory) =>
      this.tried(memory, new Set([...memory.outbox.values()].map(({ command }) => command.id))),
    )
    written.catch(this.environment.report)
    return unsentWork(this.memory, {
      deviceMs: this.environment.nowMs(),
      clockOffsetMs: this.measuredOffsetMs ?? this.memory.clockOffsetMs,
      sinceMs: (id) => this.sinceMs(id),
    })
  }

  private tried(memory: Memory, ids: ReadonlySet<Id>): Change {
    const { forgetting } = this.options
    return forgetting
      ? tried(memory, ids, forgetting, (command) => this.declarations.get(versioned(command)))
      : noChange
  }

  private sinceMs(id: Id): number | null {
    const made = this.madeAtMonotonicMs.get(id)
    return made === undefined ? null : this.environment.monotonicMs() - made
  }

  private nextTryMs(): number | null {
    const nextInMs = this.pacemaker.nextInMs()
    return nextInMs === null ? null : this.environment.nowMs() + nextInMs
  }

  private changed(change: Change | null): void {
    const added = change && this.shown && !this.outdated && onlyNewWork(change, this.shown)
    if (added) this.shown?.with(added)
    else if (!change || touchesView(change)) this.outdated = true
    if (!change || [...change.put, ...change.remove].some(({ table }) => table === 'media')) this.listed = null
    if (change) this.options.tabs.tell()
    this.notify()
  }

  private notify(): void {
    this.summary = null
    for (const listener of this.listeners) listener()
  }
}

const isSeen = ({ table }: { table: Table }): boolean => table !== 'drafts' && table !== 'media' && table !== 'bytes'
const touchesView = ({ put, remove }: Change): boolean => [...put, ...remove].some(isSeen)

/** The command, when all that changed is that one was added: then the rest of the view stays as it is. */
function onlyNewWork({ put, remove }: Change, view: View): Unsent | null {
  const work = put.filter(isSeen)
  const [record] = work
  if (work.length !== 1 || record?.table !== 'outbox' || remove.some(isSeen)) return null
  const unsent = readOutbox(record)
  return view.overlay.outcomes.has(unsent.command.id) ? null : unsent
}
