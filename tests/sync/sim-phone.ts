import { commands } from '#app/shared/commands.ts'
import { addMonths, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { limits } from '#platform/shared/wire.ts'
import { PhoneDisk, PowerCut } from '#platform/testing/memory-store.ts'
import type { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import { SyncClient } from '#platform/web/sync/client.ts'
import { openTabs } from '#platform/web/sync/tabs.ts'
import type { Me, PhoneCommand } from '#platform/web/sync/types.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import type { Coverage } from './coverage.ts'
import type { Line } from './line.ts'

const memberRoles = ['leader', 'deputy', 'member']

/** What the server says of the account, as the phone keeps it. */
interface MeAnswer extends Omit<Me, 'teams'> {
  grants: Me['grants']
}
export const meOf = ({ accountId, memberId, name, grants }: MeAnswer): Me => ({
  accountId,
  memberId,
  name,
  grants,
  teams: grants.filter(({ role }) => memberRoles.includes(role)).map(({ on }) => on),
})

/** Visits of the last twelve months, from the first of that month on. */
export const keeps = (kind: string, row: object, today: Day): boolean =>
  kind !== 'visit' || (row as Visit).day >= addMonths(today, -limits.visitMonths)

/** A member's phone: a disk, a device with its own clock and chance, a bad line, and the real client, restarted after each power cut. */
export class SimPhone {
  readonly name: string
  readonly disk = new PhoneDisk()
  readonly device: SimulatedDevice
  readonly line: Line
  /** Every command that was ever on the disk, as the person made it. */
  readonly made = new Map<Id, PhoneCommand>()
  client!: SyncClient
  /** Something is going on here. */
  busy = false
  private readonly coverage: Coverage
  private readonly signIn: { token: string; me: Me }

  private constructor(options: SimPhoneOptions) {
    this.name = options.name
    this.device = options.device
    this.line = options.line
    this.coverage = options.coverage
    this.signIn = options.signIn
    this.disk.onPut = ({ table, clear, body }) => {
      if (table !== 'outbox') return
      const command = JSON.parse(body) as PhoneCommand
      this.made.set(command.id, command)
      if ((clear as { held: boolean }).held) this.coverage.count('verdict: waiting')
    }
  }

  static async start(options: SimPhoneOptions): Promise<SimPhone> {
    const phone = new SimPhone(options)
    phone.client = await phone.openClient()
    await phone.client.signedIn(options.signIn.token, options.signIn.me)
    return phone
  }

  /** The app is started anew, as after a power cut; what was only in memory is gone. */
  async restart(): Promise<void> {
    this.client.close()
    this.client = await this.openClient()
    if (!this.client.me()) await this.client.signedIn(this.signIn.token, this.signIn.me)
  }

  /** Runs something on the phone; a power cut in the middle ends it, and the app is started again. */
  async survive(act: (client: SyncClient) => Promise<unknown>): Promise<void> {
    const { reported } = this.device
    this.busy = true
    try {
      await act(this.client)
    } catch (error) {
      reported.push(error)
    }
    this.busy = false
    const faults = reported.splice(0).filter((error) => !(error instanceof PowerCut))
    if (faults.length) throw faults[0]
    if (this.disk.cut) await this.comeBack(this.disk.cut)
  }

  sync(): Promise<void> {
    return this.survive((client) => client.syncNow())
  }

  /** A second tab of the same account, for one moment; the first one does not hear of it. */
  async inSecondTab(act: (client: SyncClient) => Promise<unknown>): Promise<void> {
    const tab = await this.openClient()
    try {
      await this.survive(() => act(tab))
    } finally {
      tab.close()
    }
  }

  private async comeBack(when: 'before' | 'after'): Promise<void> {
    this.coverage.fault(when === 'before' ? 'killed before a write' : 'killed after a write')
    await this.restart()
  }

  private openClient(): Promise<SyncClient> {
    return SyncClient.open({
      store: this.disk.open(),
      environment: this.device,
      tabs: openTabs(async (work) => work().then(() => true), null),
      commands,
      keeps,
      fetchMe: async (api) => meOf(await api.json<MeAnswer>('/api/me')),
      fetchReference: async () => null,
    })
  }
}

export interface SimPhoneOptions {
  name: string
  device: SimulatedDevice
  line: Line
  coverage: Coverage
  signIn: { token: string; me: Me }
}
