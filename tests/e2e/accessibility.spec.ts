import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { sharedProduct } from './shared-product.ts'

// axe on every route of both routers: with data, empty, and with each dialog open; the densest also in the dark.

const product = sharedProduct()
const root = resolve(import.meta.dirname, '../..')

interface Screen {
  as: string
  /** The route as the router writes it. */
  route: string
  place?: string
  team?: string
  /** Buttons (or menus, then items in them) that open a dialog. */
  dialogs?: (string | RegExp)[][]
}

const full = { place: 'Định Hóa', team: 'Trung Kiên' }
const empty = { place: 'Châu Thành' }
const screens: Screen[] = [
  { as: 'trung-uong', route: '/places/$placeId', place: 'Việt Nam', dialogs: [[/^Lượt/]] },
  { as: 'trung-uong', route: '/places/$placeId/indicators', place: 'Việt Nam' },
  { as: 'tinh-an-giang', route: '/places/$placeId/library', place: 'An Giang', dialogs: [[/^Thêm mục của/]] },
  { as: 'tinh-an-giang', route: '/account' },
  { as: 'quan-tri', route: '/places/$placeId/accounts', place: 'Việt Nam', dialogs: [['Tạo tài khoản']] },
  { as: 'xa-dinh-hoa', route: '/places/$placeId', ...full },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/teams', ...full, dialogs: [['Lập tổ']] },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/import', ...full },
  {
    as: 'xa-dinh-hoa',
    route: '/teams/$teamId',
    ...full,
    dialogs: [
      ['Sửa thông tin'],
      ['Giải thể…'],
      ['Thêm thành viên'],
      [/^Việc với/, 'Sửa'],
      [/^Việc với/, 'Chuyển sang tổ khác'],
      [/^Việc với/, 'Cho rời tổ'],
    ],
  },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/indicators', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/doors', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/visits', ...full },
  { as: 'xa-chau-thanh', route: '/places/$placeId', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/indicators', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/teams', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/import', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/library', ...empty },
]

/** They lead elsewhere, or are tested on their own below. */
const leadElsewhere = ['/', '/library', '/sign-in']

test('every route of the office is in the list', () => {
  const source = readFileSync(join(root, 'src/app/web/office/router.tsx'), 'utf8')
  const routes = [...source.matchAll(/getParentRoute: \(\) => (\w+),\s+path: '([^']+)'/g)].map(
    ([, parent, path = '']) =>
      parent === 'place' || parent === 'team' ? `/${parent}s/$${parent}Id${path === '/' ? '' : path}` : path,
  )
  const listed = new Set([...screens.map(({ route }) => route), ...leadElsewhere])
  expect(routes.filter((route) => !listed.has(route))).toEqual([])
})

for (const scheme of ['light', 'dark'] as const) {
  // The dark colours are the same everywhere: the densest screens stand for the others.
  const offices = scheme === 'light' ? new Set(screens.map((screen) => screen.as)) : ['trung-uong']
  for (const as of offices) {
    test(`office as ${as}, ${scheme}`, async ({ browser }) => {
      const page = await signedIn(browser, as, scheme)
      for (const screen of screens.filter((one) => one.as === as)) await checkScreen(page, screen)
      await page.context().close()
    })
  }

  test(`sign-in and a wrong address, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme: scheme })
    const page = await context.newPage()
    await page.goto(`${product.url}/sign-in`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await clean(page, 'sign-in')
    await context.close()
    const inside = await signedIn(browser, 'trung-uong', scheme)
    await inside.goto(`${product.url}/places/01890000-0000-7000-8000-000000000000`)
    await clean(inside, 'a place that is not there')
    await inside.context().close()
  })

  test(`field app, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme })
    const page = await context.newPage()
    await page.goto(`${product.url}/app/`)
    await clean(page, 'field sign-in')
    await page.getByLabel('Số điện thoại').fill('0510000003')
    await page.locator('input[autocomplete=current-password]').fill(demoPassword)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await expect(page.getByRole('status').first()).toContainText('Đã gửi hết', { timeout: 90_000 })
    for (const path of await fieldPaths(page)) {
      await page.goto(`${product.url}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await clean(page, path)
    }
    await context.close()
  })
}

/** Every address of the field app's router, with ids of a door, a visit and a member that the phone holds. */
const fieldPaths = async (page: Page): Promise<string[]> => {
  const source = readFileSync(join(root, 'src/app/web/field/field-app.tsx'), 'utf8')
  const routes = [...source.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
  const idAt = async (list: string, pattern: RegExp) => {
    await page.goto(`${product.url}/app${list}`)
    const links = page.getByRole('main').getByRole('link')
    await expect(links.first()).toBeVisible()
    const hrefs = await links.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''))
    return hrefs.map((href) => pattern.exec(href)?.[1]).find(Boolean) ?? 'missing'
  }
  const door = await idAt('/doors', /doors\/([0-9a-f-]{36})/)
  const visit = await idAt('/', /visits\/([0-9a-f-]{36})/)
  expect([door, visit]).not.toContain('missing')
  const ids = (path: string) => path.replace(':id', path.startsWith('/visits') ? visit : door)
  return [...routes.map(ids), '/more'].map((path) => `/app${path === '/' ? '/' : path}`)
}

const signedIn = async (browser: Browser, name: string, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme })
  const page = await context.newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(name)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}

const checkScreen = async (page: Page, screen: Screen) => {
  await page.goto(product.url + (await addressOf(screen)))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await clean(page, `${screen.route} as ${screen.as}`)
  for (const [index, way] of (screen.dialogs ?? []).entries()) {
    const [first, ...items] = way
    if (!first) continue
    await page
      .locator('main')
      .getByRole('button', { name: first })
      .nth(index && items.length ? 1 : 0)
      .click()
    for (const item of items) await page.getByRole('menuitem', { name: item, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await clean(page, `${screen.route}: ${way.join(' > ')}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
}

const addressOf = async ({ route, place, team }: Screen): Promise<string> => {
  const [row] = await product.sql<{ place: string; team: string | null }>(
    `select p.id as place, (select t.id from team t where t.commune_id = p.id and t.name like '%' || $2 || '%' limit 1) as team
     from place p left join place above on above.id = p.province_id
     where p.name = $1 and (p.level <> 'commune' or above.name in ('An Giang', 'Thái Nguyên'))
     order by p.level = 'commune' desc, p.kind = 'xa' desc limit 1`,
    [place ?? 'Việt Nam', team ?? ''],
  )
  return route.replace('$placeId', row?.place ?? '').replace('$teamId', row?.team ?? '')
}

const clean = async (page: Page, what: string) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, what).toEqual([])
}
