import { expect } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import type { RescueSummary } from '#platform/shared/rescue-routes.ts'
import { testPublicUrl } from '#platform/testing/builders.ts'
import { packRescueFile } from '#platform/web/sync/rescue-file.ts'
import type { Cast } from './cast.ts'
import type { CommandRow } from './check.ts'
import type { Run } from './run.ts'
import type { SimPhone } from './sim-phone.ts'
import type { Dice } from './work.ts'
import type { World } from './world.ts'

/** A rescue file that somebody carries about. */
interface RescueFile {
  bytes: Blob
  of: SimPhone
  commands: Id[]
}

/** The rescue files of a run. */
export class Rescue {
  /** Phones that broke right after their file was saved. */
  readonly broken: SimPhone[] = []
  private readonly files: RescueFile[] = []
  private readonly ofBroken: RescueFile[] = []
  private readonly refused = new Map<RescueFile, number>()

  /** What the phone would put into its file now; null: it holds no key. */
  async saved(phone: SimPhone): Promise<RescueFile | null> {
    const content = phone.client.unsentWork()
    const key = phone.client.me()?.phone?.rescueKey
    if (!content || !key) return null
    const commands = content.commands.map(({ command }) => (command as { id: Id }).id)
    return { bytes: await packRescueFile(content, [], key, new URL(testPublicUrl).host), of: phone, commands }
  }

  /** A phone that had fetched them was lost. */
  forgetDraftsOf(account: Id): void {
    for (const { accountId, drafts } of this.broken) if (accountId === account) drafts.clear()
  }

  carry(file: RescueFile): void {
    this.files.push(file)
  }

  one(dice: Dice): RescueFile | undefined {
    return dice.one(this.files)
  }

  breaks(phone: SimPhone, file: RescueFile): void {
    this.broken.push(phone)
    this.ofBroken.push(file)
    this.files.push(file)
  }

  /** Takes a file to the server; null: that person may not, or the phone was lost. Nothing of it may be left unsaid. */
  async bring(world: World, file: RescueFile, headers: Record<string, string>): Promise<RescueSummary | null> {
    const body = new FormData()
    body.append('file', file.bytes, 'a.tnr')
    const answer = await fetch(new URL('/api/rescue', world.url), { method: 'POST', headers, body })
    const said = (await answer.json()) as RescueSummary & { code?: string }
    if (answer.status === 403) return null
    if (!answer.ok) throw new Error(`a rescue file: ${answer.status} ${JSON.stringify(said)}`)
    const { accepted, already, waiting, refused } = said
    expect(accepted + already + waiting + refused.length, 'told of a rescue file').toBe(file.commands.length)
    this.refused.set(file, refused.length)
    return said
  }

  async isRefused(world: World, { officer }: Cast, file: RescueFile, code: string): Promise<void> {
    const body = new FormData()
    body.append('file', file.bytes, 'a.tnr')
    const init = { method: 'POST', headers: officer.headers, body }
    const answer = await fetch(new URL('/api/rescue', world.url), init)
    expect(await answer.json()).toMatchObject({ code })
  }

  /** Nobody else will ever send what those phones held: also what a restored server forgot. */
  async bringAllOfBroken({ world, cast }: Run): Promise<void> {
    for (const file of this.ofBroken) {
      if (await this.bring(world, file, cast.officer.headers)) continue
      // Of somebody who is in no team any more, and did nothing for one: there is no team through which to reach it.
      if (file.commands.length > 0) throw new Error('the officer may not bring a file')
      file.of.drafts.clear()
    }
  }

  /** What was on a phone that broke is on the server, or was said to be refused; its drafts are with their author. */
  check({ cast }: Run, onServer: Map<Id, CommandRow>): void {
    for (const file of this.ofBroken) {
      const missing = file.commands.filter((id) => !onServer.has(id))
      expect(missing.length, `work of ${file.of.name} that nobody heard of`).toBeLessThanOrEqual(
        this.refused.get(file) ?? 0,
      )
      for (const [key] of file.of.drafts) {
        const phones = cast.phones.filter(({ accountId }) => accountId === file.of.accountId)
        const found = phones.map(({ draftsOnDisk }) => draftsOnDisk().get(key) ?? '')
        // Which of two states is the younger one a clock that was set cannot tell.
        const states = file.of.draftsEver.get(key)
        expect(
          found.some((body) => states?.has(body)),
          `${key} of ${file.of.name}`,
        ).toBe(true)
      }
    }
  }
}

/** A phone saves its file, which somebody brings: a team mate or the officer, sometimes twice at once. */
export async function bringSomeFile(run: Run, phone: SimPhone, dice: Dice): Promise<void> {
  const { world, cast, coverage } = run
  const saved = await cast.rescue.saved(phone)
  if (saved) cast.rescue.carry(saved)
  const file = cast.rescue.one(dice)
  if (!file) return
  const mate = dice.one(cast.phones)
  const headers = mate && dice.chance(0.5) ? { authorization: `Bearer ${mate.token}` } : cast.officer.headers
  const times = dice.chance(0.3) ? [1, 2] : [1]
  const summaries = await Promise.all(times.map(() => cast.rescue.bring(world, file, headers)))
  if (!summaries[0]) return
  coverage.fault('rescue file brought')
  if (times.length === 2) coverage.fault('rescue file brought twice at once')
}

/** The phone is in the river; its file was saved before. Its member goes on with a new one. */
export async function breakPhone({ cast, coverage }: Run, phone: SimPhone): Promise<void> {
  if (phone.roommate) return
  const file = await cast.rescue.saved(phone)
  if (!file) return
  phone.sleep()
  cast.rescue.breaks(phone, file)
  cast.phones[cast.phones.indexOf(phone)] = await phone.replacement(`${phone.name}'`)
  coverage.fault('phone broken, its work in a rescue file')
}
