import { addDays, type Day, daysBetween, monthOf, startOfDayMs } from '#platform/shared/dates.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import type { Household } from '#slices/households/shared/public.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import { doorBody, kindLabels } from './door-list.ts'
import { fullGroup } from './facts.ts'
import { conflictsIn } from './full-group-conflicts.ts'
import { idAt } from './ids.ts'
import { type Random, randomFrom, shareOut } from './random.ts'
import type { Scene } from './scene.ts'
import type { MemberPlan, Span, TeamPlan } from './teams.ts'
import { drawTheme, phaseAt, visitBody } from './visit-bodies.ts'

export interface FullGroup {
  doors: Household[]
  visits: Visit[]
  conflicts: ConflictRow[]
  /** The team's revision after all of it. */
  rev: number
}

/** The residential group that is there in full: every door walked, visited again, followed up, over the whole span. */
export function planFullGroup(team: TeamPlan, span: Span, local: readonly string[], seed: string): FullGroup {
  const random = randomFrom(`${seed}/full/${team.id}`)
  const scene: Scene = { random, team, span, local, seed }
  const doors = planDoors(scene)
  const atDoors = doors.slice(0, -unvisited).flatMap((door) => visitsOfDoor(scene, door))
  const visits = mended(scene, [...atDoors, ...deskVisits(scene)])
  const { rev, ...numbered } = withRevisions(doors, visits)
  const conflicts = conflictsIn(scene, numbered, rev)
  return { ...numbered, conflicts, rev: rev + 1 }
}

/** Doors to which nobody has been yet. */
const unvisited = 7
const lanes = ['Đường chính', 'Ngõ 1', 'Ngõ 2', 'Ngõ 3', 'Ngõ 5', 'Ngõ 7', 'Ngõ 9', 'Ngõ Chợ', 'Ngõ Đình'] as const

function planDoors({ random, team, span, seed }: Scene): Household[] {
  const sizes = shareOut(
    fullGroup.doors,
    lanes.map((_, index) => (index === 0 ? 1.8 : 1)),
  )
  const addresses = lanes.flatMap((alley, lane) =>
    Array.from({ length: sizes[lane] ?? 0 }, (_, index) => ({ alley, number: String(index + 1), label: null })),
  )
  return addresses.map((address, index) => {
    const createdOn = addDays(span.from, random.chance(0.85) ? Math.floor(index / 45) : random.int(8, 120))
    // Only households: 242 are counted there; shops and firms are left to other teams.
    const kind = index % 19 === 7 ? 'business' : 'home'
    const { folded: _, ...body } = doorBody(random, address)
    return {
      ...body,
      kind,
      label: kind === 'business' ? random.pick(kindLabels.business) : null,
      id: idAt(startOfDayMs(createdOn) + 28_800_000 + index, `${seed}/door/${team.id}/${index}`),
      teamId: team.id,
      rev: 0,
      walkOrder: index + 1,
      createdOn,
      closedOn: null,
    }
  })
}

function visitsOfDoor(scene: Scene, door: Household): Visit[] {
  const { random, span } = scene
  const visits: Visit[] = []
  let day = addDays(door.createdOn, Math.floor(random.next() ** 1.5 * 200))
  while (day <= span.to && visits.length < 10) {
    const visit = visitOn(scene, day, door)
    visits.push(visit)
    day = nextDay(random, visit)
  }
  return visits
}

/** When they come again: on the agreed day or soon after, sooner where nobody was home, late where nobody wanted them. */
function nextDay(random: Random, { day, followUpOn, outcome }: Visit): Day {
  if (followUpOn)
    return addDays(
      followUpOn,
      random.weighted([
        [0, 6],
        [1, 2],
        [3, 1],
        [9, 1],
      ] as const),
    )
  const [least, most] = { done: [45, 150], absent: [3, 21], refused: [80, 200], moved: [90, 240] }[outcome] as [
    number,
    number,
  ]
  return addDays(day, random.int(least, most))
}

/** Every second Saturday somebody sits in the culture house. */
function deskVisits(scene: Scene): Visit[] {
  const { from, to } = scene.span
  const saturdays = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)).filter(
    (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 6,
  )
  return saturdays.filter((_, index) => index % 2 === 0).map((day) => visitOn(scene, day, null))
}

function visitOn({ random, team, span, local, seed }: Scene, day: Day, door: Household | null): Visit {
  const place = door ? 'home' : 'desk'
  const phase = phaseAt(random, daysBetween(span.from, day) / daysBetween(span.from, span.to))
  const theme = drawTheme(randomFrom(`${seed}/theme/${team.id}/${monthOf(day)}`), local)
  const { followUpInDays, ...body } = visitBody(random, { phase, place, theme })
  const madeAtMs = startOfDayMs(day) + minuteOfDay(random, place) * 60_000 + random.int(0, 59_999)
  return {
    ...body,
    id: idAt(madeAtMs, `${seed}/visit/${team.id}/${door?.id ?? 'desk'}/${day}`),
    teamId: team.id,
    doneByTeamId: team.id,
    rev: 0,
    householdId: door?.id ?? null,
    place,
    day,
    madeAt: new Date(madeAtMs).toISOString(),
    madeBy: random.pick(presentOn(team, day)).id,
    followUpOn: followUpInDays === null ? null : addDays(day, followUpInDays),
    cancelledOn: null,
    cancelReason: null,
  }
}

const minuteOfDay = (random: Random, place: 'home' | 'desk'): number =>
  place === 'desk' || random.chance(0.3) ? random.int(480, 1_020) : random.int(1_080, 1_250)

const presentOn = (team: TeamPlan, day: Day): MemberPlan[] =>
  team.members.filter(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === null || leftOn > day))

/** A few visits were entered by mistake and cancelled. */
function mended({ random, span }: Scene, visits: Visit[]): Visit[] {
  return visits.map((visit) => {
    if (!random.chance(0.008)) return visit
    const later = visit.day < span.to ? random.int(0, 1) : 0
    return { ...visit, cancelledOn: addDays(visit.day, later), cancelReason: random.pick(cancelReasons) }
  })
}

const cancelReasons = ['Ghi nhầm hộ', 'Ghi hai lần', 'Chưa đi hôm đó', null]

/**
 * Revisions as if phones had pushed once a day: 1 is the team and its members. What was cancelled or corrected (every
 * ninetieth visit) has the revision of a later day.
 */
function withRevisions(doors: Household[], visits: Visit[]): Pick<FullGroup, 'doors' | 'visits' | 'rev'> {
  const changedOn = (visit: Visit, index: number) =>
    visit.cancelledOn ?? (index % 90 === 13 ? addDays(visit.day, 1) : visit.day)
  const days = [...new Set([...doors.map(({ createdOn }) => createdOn), ...visits.map(changedOn)])].sort()
  const revOf = new Map(days.map((day, index) => [day, index + 2]))
  return {
    doors: doors.map((door) => ({ ...door, rev: revOf.get(door.createdOn) ?? 0 })),
    visits: visits.map((visit, index) => ({ ...visit, rev: revOf.get(changedOn(visit, index)) ?? 0 })),
    rev: days.length + 1,
  }
}
