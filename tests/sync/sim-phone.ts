import { commands } from '#app/shared/commands.ts'
import { addMonths, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { limits } from '#platform/shared/wire.ts'
import type { BuiltMember } from '#platform/testing/builders.ts'
import { PhoneDisk, PowerCut } from '#platform/testing/memory-store.ts'
import type { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import type { StoredRecord } from '#platform/web/store/phone-store.ts'
import { SyncClient } from '#platform/web/sync/client.ts'
import { openTabs } from '#platform/web/sync/tabs.ts'
import type { Me, PhoneCommand } from '#platform/web/sync/types.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import type { Coverage } from './coverage.ts'
import type { Line } from './line.ts'
import { PhoneLock } from './phone-lock.ts'
import { ofWire1 } from './work.ts'

const memberRoles = ['leader', 'deputy', 'member']

/** What the server says of the account, as the phone keeps it. */
export interface MeAnswer extends Omit<Me, 'teams'> {
  grants: Me['grants']
}
export const meOf = ({ accountId, memberId, name, grants, phone }: MeAnswer): Me => ({
  accountId,
  memberId,
  name,
  grants,
  teams: grants.filter(({ role }) => memberRoles.includes(role)).map(({ on }) => on),
  ...(phone && { phone }),
})

/** Visits of the last twelve months, from the first of that month on. */
export const keeps = (kind: string, row: object, today: Day): boolean =>
  kind !== 'visit' || (row as Visit).day >= addMonths(today, -limits.visitMonths)

/** A session of the phone's own, and whose it is. */
export interface SignIn {
  token: string
  me: Me
}

export interface SimPhoneOptions {
  name: string
  device: SimulatedDevice
  line: Line
  coverage: Coverage
  member: BuiltMember
  signIn(): Promise<SignIn>
  /** Is everything sealed from the beginning? */
  sealed: boolean
  /** An app of wire 1, until it is updated. */
  old: boolean
}

/** A member's phone: a disk, a device with its own clock and chance, a bad line, and the real client, restarted after each power cut. */
export class SimPhone {
  readonly name: string
  readonly disk = new PhoneDisk()
  readonly device: SimulatedDevice
  readonly line: Line
  readonly member: BuiltMember
  readonly lock = new PhoneLock(this.disk)
  /** Every command that was ever on the disk, as the person made it. */
  readonly made = new Map<Id, PhoneCommand>()
  /** The last state of each draft that was on the disk. */
  readonly drafts = new Map<string, string>()
  /** All states that each of them had. */
  readonly draftsEver = new Map<string, Set<string>>()
  client!: SyncClient
  /** Something is going on here. */
  busy = false
  /** Is the app open? Of two members on one device one is. */
  awake = false
  /** Another account on the same device. */
  roommate: SimPhone | null = null
  old: boolean
  private readonly options: SimPhoneOptions
  private readonly coverage: Coverage
  private session!: SignIn
  private learning: Promise<void>[] = []
  /** Bodies are being sealed anew, under a key that nobody has typed the PIN for yet. */
  private deaf = false

  private constructor(options: SimPhoneOptions) {
    this.options = options
    this.name = options.name
    this.device = options.device
    this.line = options.line
    this.member = options.member
    this.coverage = options.coverage
    this.old = options.old
    this.line.wire = options.old ? 1 : null
    this.disk.onPut = (record) => void (this.deaf || this.learning.push(this.learn(record)))
  }

  static async start(options: SimPhoneOptions): Promise<SimPhone> {
    const phone = new SimPhone(options)
    if (options.sealed) await phone.lock.seal()
    await phone.wake()
    await phone.signInAgain()
    return phone
  }

  /** The same member on a new phone. */
  replacement(name: string): Promise<SimPhone> {
    return SimPhone.start({ ...this.options, name, sealed: true, old: false })
  }

  get accountId(): Id {
    return this.session.me.accountId
  }

  get token(): string {
    return this.session.token
  }

  async signInAgain(): Promise<void> {
    await this.wake()
    this.session = await this.options.signIn()
    await this.survive((client) => client.signedIn(this.session.token, this.session.me))
  }

  /** The app is opened on this account; whoever else uses the device is put aside, with all unsent work. */
  async wake(): Promise<void> {
    if (this.awake) return
    if (this.roommate?.awake) {
      this.roommate.sleep()
      this.coverage.fault('another member takes the phone')
    }
    this.client = await this.openClient()
    this.awake = true
  }

  sleep(): void {
    this.client.close()
    this.awake = false
  }

  /** The app is started anew, as after a power cut; what was only in memory is gone. */
  async restart(): Promise<void> {
    this.sleep()
    await this.wake()
    if (!this.client.me()) await this.client.signedIn(this.session.token, this.session.me)
  }

  /** Today's app takes the place of the old one, over everything that is there. */
  async update(): Promise<void> {
    await this.wake()
    if (this.client.state().waiting > 0) this.coverage.fault('updated with unsent work of wire 1')
    this.old = false
    this.line.wire = null
    await this.relock((lock) => lock.choosePin('480937'))
  }

  /** The lock is worked on while the app is closed; then it is opened again. */
  async relock(work: (lock: PhoneLock) => Promise<unknown>): Promise<void> {
    await this.wake()
    this.sleep()
    this.deaf = true
    await work(this.lock)
    this.deaf = false
    await this.wake()
    for (const record of this.disk.records.values()) this.learning.push(this.learn(record))
    await this.settled()
  }

  /** Runs something on the phone; a power cut in the middle ends it, and the app is started again. */
  async survive(act: (client: SyncClient) => Promise<unknown>): Promise<void> {
    await this.wake()
    const { reported } = this.device
    this.busy = true
    try {
      await act(this.client)
    } catch (error) {
      reported.push(error)
    }
    this.busy = false
    await this.settled()
    const faults = reported.splice(0).filter((error) => !(error instanceof PowerCut))
    if (faults.length) throw faults[0]
    if (this.disk.cut) await this.comeBack(this.disk.cut)
  }

  sync(): Promise<void> {
    return this.survive((client) => client.syncNow())
  }

  /** A second tab of the same account, for one moment; the first one does not hear of it. */
  async inSecondTab(act: (client: SyncClient) => Promise<unknown>): Promise<void> {
    await this.wake()
    const tab = await this.openClient()
    try {
      await this.survive(() => act(tab))
    } finally {
      tab.close()
    }
  }

  /** Nothing of before is known here any more. */
  forgetEverything(): void {
    this.made.clear()
    this.drafts.clear()
    this.lock.forget()
  }

  /** Half-done forms as they lie on the disk. */
  draftsOnDisk = (): Map<string, string> => {
    const records = [...this.disk.records.values()].filter(({ table }) => table === 'drafts')
    return new Map(records.map((record) => [record.key, this.bodyOf(record)]))
  }

  /** The body of a record on the disk, as the client wrote it. */
  bodyOf = (record: StoredRecord): string => this.lock.bodyOf(record)

  private async settled(): Promise<void> {
    await Promise.all(this.learning.splice(0))
  }

  private async learn(record: StoredRecord): Promise<void> {
    if (!['outbox', 'kept', 'drafts'].includes(record.table)) return
    const body = await this.lock.learn(record)
    if (record.table === 'drafts') this.noteDraft(record.key, body)
    if (record.table !== 'outbox') return
    const command = JSON.parse(body) as PhoneCommand
    this.made.set(command.id, command)
    if ((record.clear as { held: boolean }).held) this.coverage.count('verdict: waiting')
  }

  private noteDraft(key: string, body: string): void {
    this.drafts.set(key, body)
    this.draftsEver.set(key, (this.draftsEver.get(key) ?? new Set()).add(body))
  }

  private async comeBack(when: 'before' | 'after'): Promise<void> {
    this.coverage.fault(when === 'before' ? 'killed before a write' : 'killed after a write')
    await this.restart()
  }

  private async openClient(): Promise<SyncClient> {
    return SyncClient.open({
      store: await this.lock.open(),
      environment: this.device,
      tabs: openTabs(async (work) => work().then(() => true), null),
      commands: this.old ? commands.filter(ofWire1) : commands,
      keeps,
      fetchMe: async (api) => meOf(await api.json<MeAnswer>('/api/me')),
      fetchReference: async () => null,
    })
  }
}
