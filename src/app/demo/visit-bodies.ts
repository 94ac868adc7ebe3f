import { emptyDraft, type Visit } from '#slices/visits/shared/public.ts'
import { type Random, randomFrom } from './random.ts'

/** What was done at a visit, apart from whose and when. */
export type VisitBody = Pick<
  Visit,
  'outcome' | 'people' | 'groups' | 'skills' | 'topics' | 'platforms' | 'difficulty' | 'note'
> & { followUpInDays: number | null }

/** How far people have come: 0 in the first months, 2 in the last. */
export type Phase = 0 | 1 | 2
export const phases: readonly Phase[] = [0, 1, 2]

/** The phase after this share of the time; phases run into one another, or figures would jump. */
export const phaseAt = (random: Random, passed: number): Phase =>
  Math.max(0, Math.min(2, Math.floor(3 * passed + 1.2 * (random.next() - 0.5)))) as Phase

export interface BodyOptions {
  phase: Phase
  place: 'home' | 'desk'
  theme: Theme
}

/** What a round of visits is about: teams go out with a theme (Thái Nguyên, 2022: a theme a month). */
export interface Theme {
  skills: readonly SkillCode[]
  platforms: readonly string[]
  topics: readonly string[]
}

/** `local`: codes of platforms of the province, besides the national ones. */
export function drawTheme(random: Random, local: readonly string[]): Theme {
  const chosen = Array.from({ length: 3 }, () =>
    local.length > 0 && random.chance(0.3) ? random.pick(local) : random.weighted(platforms),
  )
  return {
    skills: random.shuffled(skills).slice(0, 2),
    platforms: [...new Set(chosen)],
    topics: random.shuffled(topics).slice(0, 2),
  }
}

/** The thin history picks from lists: so many themes, and of each so many visits. */
export const themesInList = 16
export const bodiesOfTheme = 12

export function bodyList(where: Omit<BodyOptions, 'theme'>, local: readonly string[], seed: string): VisitBody[] {
  const random = randomFrom(`${seed}/bodies/${where.phase}/${where.place}/${local.join()}`)
  return Array.from({ length: themesInList }, () => drawTheme(random, local)).flatMap((theme) =>
    Array.from({ length: bodiesOfTheme }, () => visitBody(random, { ...where, theme })),
  )
}

export function visitBody(random: Random, options: BodyOptions): VisitBody {
  const outcome = options.place === 'desk' ? 'done' : random.weighted(outcomes)
  return outcome === 'done' ? doneBody(random, options) : nobodyMet(random, outcome)
}

const outcomes = [
  ['done', 78],
  ['absent', 15],
  ['refused', 4],
  ['moved', 3],
] as const

const nobody: VisitBody['groups'] = emptyDraft('', null).groups

const nobodyMet = (random: Random, outcome: 'absent' | 'refused' | 'moved'): VisitBody => ({
  outcome,
  people: 0,
  groups: nobody,
  skills: [],
  topics: [],
  platforms: [],
  difficulty: null,
  note: null,
  followUpInDays: outcome === 'absent' && random.chance(0.3) ? random.int(2, 14) : null,
})

function doneBody(random: Random, options: BodyOptions): VisitBody {
  const people = options.place === 'desk' ? random.int(3, 18) : random.weighted(peopleAtHome)
  return {
    outcome: 'done',
    people,
    groups: groupsAmong(random, people),
    skills: skillsTold(random, people, options),
    topics: random.shuffled(options.theme.topics).slice(0, random.weighted(topicCounts)),
    platforms: platformsTried(random, options),
    difficulty: random.chance(0.07) ? difficulty(random) : null,
    note: random.chance(0.04) ? random.pick(notes) : null,
    followUpInDays: random.chance(0.12) ? random.int(3, 30) : null,
  }
}

const peopleAtHome = [
  [1, 48],
  [2, 33],
  [3, 13],
  [4, 5],
  [6, 1],
] as const
const topicCounts = [
  [0, 35],
  [1, 45],
  [2, 20],
] as const
const topics = ['policy', 'law', 'scam', 'project-06', 'digital-literacy', 'cashless', 'personal-data', 'two-g']

function groupsAmong(random: Random, people: number): VisitBody['groups'] {
  const some = (share: number) => Array.from({ length: people }, () => random.chance(share)).filter(Boolean).length
  return { elderly: some(0.28), women: some(0.53), poor: some(0.07), minority: some(0.18), disabled: some(0.015) }
}

function skillsTold(random: Random, people: number, { theme, phase }: BodyOptions): VisitBody['skills'] {
  const told = random.shuffled(theme.skills).slice(0, random.weighted(skillCounts))
  return told.map((skill) => ({ skill, level: random.weighted(levels[phase]), people: random.int(1, people) }))
}

const skills = ['public-services', 'payment', 'safety', 'shopping', 'local'] as const
type SkillCode = (typeof skills)[number]
const skillCounts = [
  [0, 8],
  [1, 55],
  [2, 37],
] as const
/** Guided at first, alone at last. */
const levels = [
  [
    ['guided', 60],
    ['with-help', 30],
    ['alone', 10],
  ],
  [
    ['guided', 40],
    ['with-help', 38],
    ['alone', 22],
  ],
  [
    ['guided', 26],
    ['with-help', 38],
    ['alone', 36],
  ],
] as const

function platformsTried(random: Random, { theme, phase }: BodyOptions): VisitBody['platforms'] {
  const tried = random.shuffled(theme.platforms).slice(0, random.weighted(platformCounts))
  return tried.map((platform) => {
    const result = random.weighted(results[phase])
    return { platform, result, reason: result === 'failed' && random.chance(0.85) ? random.weighted(reasons) : null }
  })
}

const platformCounts = [
  [0, 25],
  [1, 50],
  [2, 25],
] as const
const platforms = [
  ['vneid', 30],
  ['dvc', 18],
  ['vssid', 10],
  ['bank-app', 12],
  ['vietqr', 6],
  ['health-book', 6],
  ['e-wallet', 4],
  ['zalo', 6],
  ['digital-literacy', 5],
  ['security-app', 2],
  ['digital-signature', 1],
] as const
const results = [
  [
    ['installed', 58],
    ['used', 14],
    ['already', 10],
    ['failed', 18],
  ],
  [
    ['installed', 42],
    ['used', 26],
    ['already', 20],
    ['failed', 12],
  ],
  [
    ['installed', 28],
    ['used', 36],
    ['already', 27],
    ['failed', 9],
  ],
] as const
const reasons = [
  ['no-sim', 24],
  ['old-phone', 22],
  ['no-storage', 16],
  ['forgot-password', 18],
  ['no-network', 10],
  ['police-appointment', 7],
  ['other', 3],
] as const

function difficulty(random: Random): VisitBody['difficulty'] {
  const kind = random.weighted(difficulties)
  return { kind, text: random.chance(0.6) ? (difficultyTexts[kind] ?? null) : null }
}

const difficulties = [
  ['no-device', 18],
  ['no-signal', 14],
  ['cost', 12],
  ['papers', 14],
  ['fear', 12],
  ['age', 16],
  ['language', 6],
  ['service-fault', 8],
] as const
const difficultyTexts: Record<string, string> = {
  'no-device': 'Cả nhà chỉ có điện thoại phím bấm.',
  'no-signal': 'Sóng yếu, phải ra đầu đường mới vào được mạng.',
  cost: 'Gói cước hết dung lượng giữa tháng.',
  papers: 'SIM đứng tên người khác nên không nhận được mã.',
  fear: 'Sợ bị lừa nên không muốn cài ứng dụng ngân hàng.',
  age: 'Mắt kém, thao tác khó, cần người nhà giúp.',
  language: 'Cần hướng dẫn bằng tiếng dân tộc.',
  'service-fault': 'Cổng báo lỗi khi nộp hồ sơ, hẹn làm lại.',
}
const notes = [
  'Đã kết bạn Zalo với tổ.',
  'Đề nghị hướng dẫn thêm cho con gái.',
  'Nhờ tổ đến lại vào buổi tối.',
  'Đã nhận tờ rơi cảnh báo lừa đảo.',
  'Muốn được hướng dẫn bán hàng qua mạng.',
]
