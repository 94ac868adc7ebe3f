import { findPatterns } from '#slices/verification/shared/patterns.ts'
import { cheatingWays, type Score, scoreOf, worldOfCheats } from '#slices/verification/testing/cheats.ts'
import type { PartResult } from '../support/results.ts'
import { median, round } from '../support/stats.ts'

const seeds = [11, 12, 13, 14, 15]
const size = { teams: 200, days: 60 }
const goals = { precision: 0.8, recall: 0.55 }

/** How well the patterns tell seeded cheats from honest teams; and how long it takes to look. */
export const measureVerification = async (): Promise<PartResult> => {
  const runs = seeds.map((seed) => {
    const world = worldOfCheats(seed, size.teams, size.days)
    const began = performance.now()
    const findings = findPatterns(world.visits)
    const ms = performance.now() - began
    const byWay = Object.fromEntries(cheatingWays.map((way) => [way, scoreOf(world, findings, way)]))
    return { seed, visits: world.visits.length, days: world.days.length, ms, all: scoreOf(world, findings), byWay }
  })
  const precision = median(runs.map(({ all }) => all.precision))
  const recall = median(runs.map(({ all }) => all.recall))
  const reached = precision >= goals.precision && recall >= goals.recall
  const rate = median(runs.map(({ visits, ms }) => (visits / ms) * 1000))
  return {
    title: 'Patterns worth a look, on seeded cheats',
    summary: [
      `Precision ${percent(precision)}, recall ${percent(recall)} (goal: at least ${percent(goals.precision)} and ${percent(goals.recall)}; ${reached ? 'reached' : 'not reached'}).`,
      `Of member-days; median of ${seeds.length} worlds with ${size.teams} teams and ${size.days} days, ${runs[0]?.visits} visits in the first. "Careful" cheats invent visits at the pace of a walk: only call-backs find those.`,
      `Floor: none. ${Math.round(rate / 1000)} thousand visits a second.`,
    ],
    table: {
      head: ['cheat', 'member-days', 'recall'],
      rows: cheatingWays.map((way) => {
        const scores = runs.map(({ byWay }) => byWay[way]).filter((score): score is Score => score !== undefined)
        const days = scores.reduce((sum, { cheating }) => sum + cheating, 0)
        return [way, days, percent(median(scores.map((score) => score.recall)))]
      }),
    },
    samples: runs,
  }
}

const percent = (share: number): string => `${round(share * 100, 1)} %`
