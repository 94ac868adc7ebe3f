import { randomUUID } from 'node:crypto'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import type { ProblemBody } from '../../src/platform/shared/problem.ts'
import { type PushAnswer, wireVersion } from '../../src/platform/shared/wire.ts'
import type { VisitDraft } from '../../src/slices/visits/shared/public.ts'

/** What the server answered, as it came. */
export interface Answer<Body> {
  status: number
  retryAfter: string | null
  /** The problem when it is one; the two never share a field. */
  body: Body & Partial<ProblemBody>
}

/** A member who speaks to the server without an app: what exactly is answered, and pushes of any size. */
export class MemberApi {
  readonly team: string
  private readonly url: string
  private readonly token: string

  private constructor(url: string, token: string, team: string) {
    this.url = url
    this.token = token
    this.team = team
  }

  static async signIn(url: string, username: string, team: string): Promise<MemberApi> {
    const answer = await fetch(`${url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: demoPassword, device: 'e2e' }),
    })
    if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`)
    const { token } = (await answer.json()) as { token: string }
    return new MemberApi(url, token, team)
  }

  get<Body>(path: string): Promise<Answer<Body>> {
    return this.send<Body>(path)
  }

  /** Pushes the visits; the same ones again are the same commands. */
  push(visits: readonly VisitDraft[]): Promise<Answer<PushAnswer>> {
    const now = new Date().toISOString()
    const commands = visits.map((visit) => {
      const id = visit.id.replace(/^.{8}/, 'c0c0c0c0')
      return { id, name: 'visit.record', version: 1, madeAt: now, args: { visit } }
    })
    const body = JSON.stringify({ wire: wireVersion, team: this.team, sentAt: now, commands })
    return this.send('/api/sync/push', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }

  private async send<Body>(path: string, init: RequestInit = {}): Promise<Answer<Body>> {
    const headers = { ...init.headers, authorization: `Bearer ${this.token}` }
    const answer = await fetch(this.url + path, { ...init, headers })
    return {
      status: answer.status,
      retryAfter: answer.headers.get('retry-after'),
      body: (await answer.json()) as Body & Partial<ProblemBody>,
    }
  }
}

/** Visits at the help desk with a note that takes room. */
export const visitsAtDesk = (count: number, note: string): VisitDraft[] =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    householdId: null,
    place: 'desk',
    daysAgo: 0,
    followUpInDays: null,
    outcome: 'done',
    people: 1,
    groups: { elderly: 0, women: 0, poor: 0, minority: 0, disabled: 0 },
    skills: [{ skill: 'safety', level: 'guided', people: 1 }],
    topics: [],
    platforms: [],
    difficulty: null,
    note,
  }))
