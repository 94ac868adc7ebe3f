import { addDays, type Day, daysBetween, startOfDayMs } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type TeamRole, teamNameOf } from '#slices/teams/shared/public.ts'
import type { Commune } from './communes.ts'
import { fullGroup } from './facts.ts'
import { type HamletPlan, planHamlets, regionOf } from './hamlets.ts'
import { idAt } from './ids.ts'
import { personName, type Region } from './names.ts'
import type { CommunePlan } from './network.ts'
import { corePosts, leaderPost, otherPosts, type Post } from './posts.ts'
import { type Random, randomFrom } from './random.ts'

export interface MemberPlan {
  id: Id
  membershipId: Id
  name: string
  sex: 'nam' | 'nu'
  birthYear: number
  role: TeamRole
  organisation: string
  position: string
  joinedOn: Day
  leftOn: Day | null
  /** Of those who have an account that is printed; of the others it is made when they are written. */
  phone?: string
}

export interface TeamPlan {
  id: Id
  hamletId: Id
  hamlet: HamletPlan
  commune: Commune
  kind: string
  name: string
  status: 'active' | 'pilot'
  establishedOn: Day
  decisionNumber: string
  /** Present members first, then those who have left. */
  members: MemberPlan[]
}

/** The span of the demo world: visits lie between `from` and `to`, both included; `asOf` is its today. */
export interface Span {
  from: Day
  to: Day
  asOf: Day
}

/** The teams of a commune with their people: as many teams and present members as the plan says. */
export function planTeams({ commune, part, teams, members }: CommunePlan, span: Span, seed: string): TeamPlan[] {
  const random = randomFrom(`${seed}/teams/${commune.code}`)
  const hamlets = planHamlets(commune, teams, seed)
  const first = commune.code === fullGroup.commune ? [fullGroup.members] : []
  const sizes = [...first, ...teamSizes(random, teams - first.length, members - (first[0] ?? 0))]
  const founded = part === 'lai-chau' ? addDays(span.asOf, -random.int(20, 40)) : decisionDay(random, commune)
  const decisionNumber = `${random.int(12, 389)}/QĐ-UBND`
  return hamlets.map((hamlet, index) => {
    const key = `${seed}/team/${commune.code}/${hamlet.kind}/${hamlet.name}`
    const kind = teamKinds[commune.provinceCode] ?? 'Tổ công nghệ số cộng đồng'
    const team = {
      id: idAt(startOfDayMs(founded) + index, key),
      hamletId: idAt(startOfDayMs(founded) + index, `${key}/hamlet`),
      hamlet,
      commune,
      kind,
      name: teamNameOf(kind, hamlet),
      status: part === 'lai-chau' ? ('pilot' as const) : ('active' as const),
      establishedOn: founded,
      decisionNumber,
    }
    return { ...team, members: planMembers(randomFrom(key), key, team, sizes[index] ?? 0, span) }
  })
}

/** Local names of the kind of team (domain study: Hà Nội, Đà Nẵng). */
const teamKinds: Record<string, string> = {
  '01': 'Tổ chuyển đổi số cộng đồng',
  '48': 'Tổ công nghệ số cộng đồng và Đề án 06',
}

/** A commune founded all its teams by one decision; Long An's communes within two months. */
const decisionDay = (random: Random, { provinceCode, formerProvince }: Commune): Day =>
  provinceCode === '80' && formerProvince === 'Tỉnh Long An'
    ? addDays('2022-09-15', random.int(0, 60))
    : foundingDay(random)

/** Teams came up between April 2022 and the end of 2023. */
export const foundingDay = (random: Random): Day => addDays('2022-04-18', random.int(0, 600))

/** Sizes that sum to `members`: nobody below the smallest that the sum allows, few far above the rest. */
function teamSizes(random: Random, teams: number, members: number): number[] {
  const average = members / teams
  const least = Math.min(3, Math.max(Math.min(2, Math.floor(average)), Math.floor(average * 0.75)))
  const sizes = Array.from({ length: teams }, () => least)
  for (let left = members - least * teams; left > 0; left--) {
    const [one, other] = [random.int(0, teams - 1), random.int(0, teams - 1)]
    const smaller = (sizes[one] ?? 0) <= (sizes[other] ?? 0) ? one : other
    sizes[smaller] = (sizes[smaller] ?? 0) + 1
  }
  return sizes
}

type TeamHead = Omit<TeamPlan, 'members'>

function planMembers(random: Random, key: string, team: TeamHead, count: number, span: Span): MemberPlan[] {
  const region = regionOf(team.commune.provinceCode)
  const hasDeputy = count > 3 && (count === fullGroup.members || random.chance(0.8))
  const posts = [leaderPost(team.hamlet), ...corePosts(team), ...random.shuffled(otherPosts(team))]
  const present = Array.from({ length: count }, (_, index) =>
    planMember(random, `${key}/${index}`, region, team, {
      role: index === 0 ? 'leader' : index === 1 && hasDeputy ? 'deputy' : 'member',
      post: posts[index % posts.length] ?? leaderPost(team.hamlet),
      joinedOn: joiningDay(random, team, index, span),
    }),
  )
  const former = random.chance(0.06) && daysBetween(team.establishedOn, span.from) > 60
  return former ? [...present, formerMember(random, key, region, team, span)] : present
}

/** Leaders were there from the beginning; of the others some came later, a few in the time that is shown. */
function joiningDay(random: Random, { establishedOn }: TeamHead, index: number, span: Span): Day {
  if (index < 2 || random.chance(0.8)) return establishedOn
  return addDays(establishedOn, random.int(0, Math.max(0, daysBetween(establishedOn, span.asOf) - 1)))
}

function formerMember(random: Random, key: string, region: Region, team: TeamHead, span: Span): MemberPlan {
  const post = random.pick(otherPosts(team))
  const member = planMember(random, `${key}/former`, region, team, {
    role: 'member',
    post,
    joinedOn: team.establishedOn,
  })
  return { ...member, leftOn: addDays(span.from, random.int(0, daysBetween(span.from, span.to))) }
}

interface Part {
  role: TeamRole
  post: Post
  joinedOn: Day
}

function planMember(random: Random, key: string, region: Region, team: TeamHead, part: Part): MemberPlan {
  const { role, post, joinedOn } = part
  return {
    id: idAt(startOfDayMs(joinedOn), `${key}/person`),
    membershipId: idAt(startOfDayMs(joinedOn), `${key}/membership`),
    ...personName(random, region, team.commune.kind === 'phuong' ? 0.46 : 0.38),
    birthYear: role === 'leader' ? random.int(1958, 1990) : random.int(1966, 2005),
    role,
    organisation: post.organisation,
    position: post.position,
    joinedOn,
    leftOn: null,
  }
}
