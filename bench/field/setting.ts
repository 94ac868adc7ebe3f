import { type Browser, chromium, type Page } from '@playwright/test'
import { sql } from 'kysely'
import { loadReferenceData } from '#app/server/reference-data.ts'
import { createBuilders, testPassword } from '#platform/testing/builders.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import config from '../../playwright.config.ts'
import { startDatabase } from '../support/database.ts'
import { startServer } from '../support/server.ts'
import { addPeople } from './people.ts'

/** A team with doors and visits, its member's account, the built product that serves them, and a browser. */
export interface FieldSetting {
  url: string
  browser: Browser
  team: string
  signInName: string
  token: string
}

export interface TeamSize {
  doors: number
  visits: number
  /** In the register of the team's commune; without any it stays switched off. */
  persons?: number
}

/** Runs `work` with everything started; stops everything after it, whatever happened. */
export async function withField<T>(size: TeamSize, work: (setting: FieldSetting) => Promise<T>): Promise<T> {
  const database = await startDatabase()
  try {
    const db = database.open()
    await loadReferenceData(db.owner)
    const member = await makeTeam(db, size)
    await db.drop()
    const server = await startServer(database.urls)
    const browser = await chromium.launch(config.use?.launchOptions)
    try {
      return await work({ url: server.url, browser, ...member })
    } finally {
      await browser.close()
      await server.stop()
    }
  } finally {
    await database.stop()
  }
}

async function makeTeam(db: TestDb, { doors, visits, persons = 0 }: TeamSize) {
  const build = await createBuilders(db)
  const team = await build.team()
  const member = await build.member(team)
  const { signInName, token } = await build.signIn(member)
  await sql`insert into household (id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on)
    select gen_random_uuid(), ${team.id}, n, 'home', n::text, 'Ngõ ' || n % 12, null, n || ' ngo', '{}', n, null, current_date - 300
    from generate_series(1, ${doors}) as n`.execute(db.owner)
  await sql`insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome,
      people, groups, skills, topics, platforms)
    select gen_random_uuid(), team_id, team_id, ${doors} + n, id, 'home', current_date - (n % 300)::int,
      now() - (n % 300) * interval '1 day', ${member.id}, 'done', 1 + n % 3,
      jsonb_build_object('elderly', n % 2, 'women', 1, 'poor', 0, 'minority', 0, 'disabled', 0),
      jsonb_build_array(jsonb_build_object('skill', 'payment', 'level', 'guided', 'people', 1 + n % 3)), '{}', '[]'
    from generate_series(1, ${visits}) as n
    join household on team_id = ${team.id} and walk_order = 1 + n % ${doors}`.execute(db.owner)
  await sql`update team_revision set rev = ${doors + visits} where team_id = ${team.id}`.execute(db.owner)
  if (persons > 0) await addPeople(db, { team: team.id, member: member.id, count: persons, doors, rev: doors + visits })
  await sql`analyze`.execute(db.owner)
  return { team: team.id, signInName, token }
}

/**
 * A phone that nobody has used yet. Without a service worker, unless it is what is measured: DevTools limits and counts a
 * page's own traffic only.
 */
export async function newPhone(browser: Browser, serviceWorkers: 'allow' | 'block' = 'block'): Promise<Page> {
  const { locale, timezoneId } = config.use ?? {}
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    serviceWorkers,
    locale,
    timezoneId,
  })
  return context.newPage()
}

/** Fills the sign-in form; the last tap is left to the caller. */
export async function fillSignIn(page: Page, { url, signInName }: FieldSetting): Promise<void> {
  await page.goto(`${url}/app/`)
  await page.getByLabel('Số điện thoại').fill(signInName)
  await page.locator('input[autocomplete=current-password]').fill(testPassword)
}
