import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, type Route, test } from '@playwright/test'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { problemBody } from '../../src/platform/shared/problem.ts'
import { notAllowed as notAllowedProblem } from '../../src/platform/shared/problems.ts'
import { goUnlocked, setPin, typePin, unlock } from './pin.ts'
import { sharedProduct } from './shared-product.ts'

// axe on every route of both routers: with data, empty, and with each dialog open; the densest also in the dark.

const product = sharedProduct()
// The longest file: half of it goes to each worker.
test.describe.configure({ mode: 'parallel' })
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

const notAllowed = problemBody(notAllowedProblem)
const full = { place: 'Định Hóa', team: 'Trung Kiên' }
const empty = { place: 'Châu Thành' }
const screens: Screen[] = [
  { as: 'trung-uong', route: '/places/$placeId', place: 'Việt Nam', dialogs: [[/^Lượt/]] },
  { as: 'trung-uong', route: '/places/$placeId/indicators', place: 'Việt Nam' },
  { as: 'trung-uong', route: '/places/$placeId/declared', place: 'Việt Nam', dialogs: [[/^Sửa/], [/^Rút/]] },
  { as: 'trung-uong', route: '/places/$placeId/calendar', place: 'Việt Nam', dialogs: [['Thêm ngày'], [/^Bỏ/]] },
  { as: 'tinh-an-giang', route: '/places/$placeId/rule', place: 'An Giang' },
  { as: 'tinh-an-giang', route: '/places/$placeId/library', place: 'An Giang', dialogs: [[/^Thêm mục của/]] },
  { as: 'tinh-an-giang', route: '/account' },
  { as: 'quan-tri', route: '/places/$placeId/accounts', place: 'Việt Nam', dialogs: [['Tạo tài khoản']] },
  { as: 'giam-sat', route: '/places/$placeId/audit', place: 'Việt Nam' },
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
      [/^Việc với/, 'Máy bị mất'],
      [/^Việc với/, 'Quên mật khẩu: cấp mã mới'],
    ],
  },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/indicators', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/doors', ...full, dialogs: [['Xuất ra Excel']] },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/doors/import', ...full },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/duplicates', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/doors/$doorId', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/visits', ...full },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/conflicts', ...full },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/callbacks', ...full, dialogs: [['Chọn mẫu gọi lại']] },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/findings', ...full },
  { as: 'xa-dinh-hoa', route: '/places/$placeId/refused', ...full },
  { as: 'xa-chau-thanh', route: '/places/$placeId', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/callbacks', ...empty, dialogs: [['Chọn mẫu gọi lại']] },
  { as: 'xa-chau-thanh', route: '/places/$placeId/indicators', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/teams', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/declared', ...empty, dialogs: [['Khai báo số liệu']] },
  { as: 'xa-chau-thanh', route: '/places/$placeId/conflicts', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/refused', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/import', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/register', ...empty, dialogs: [['Bật sổ hộ dân…']] },
  { as: 'xa-chau-thanh', route: '/places/$placeId/persons', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/person-requests', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/duplicates', ...empty },
  { as: 'xa-chau-thanh', route: '/places/$placeId/library', ...empty },
]

/** They lead elsewhere, or are tested on their own below. */
// A sample is looked at in verification.spec.ts, which draws one.
const leadElsewhere = ['/', '/library', '/sign-in', '/places/$placeId/callbacks/$drawId']

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
    const member = await signedIn(browser, '0510000003', scheme)
    await expect(member.getByRole('link', { name: 'Mở ứng dụng Từng Nhà' })).toBeVisible()
    await clean(member, 'the page of who holds no office')
    await member.context().close()
  })

  test(`field app, ${scheme}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme })
    const page = await context.newPage()
    await page.goto(`${product.url}/app/`)
    await clean(page, 'field sign-in')
    await page.getByLabel('Số điện thoại').fill('0510000001')
    await page.locator('input[autocomplete=current-password]').fill(demoPassword)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
    await expect(page.getByRole('button', { name: 'Đặt PIN' })).toBeVisible()
    await clean(page, 'choosing a PIN')
    await setPin(page)
    await expect(page.getByRole('status').first()).toContainText('Đã gửi hết', { timeout: 90_000 })
    for (const path of await fieldPaths(page)) {
      await goUnlocked(page, `${product.url}${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await clean(page, path)
    }
    await page.goto(`${product.url}/app/`)
    await typePin(page, '111111')
    await expect(page.getByText(/PIN chưa đúng/)).toBeVisible()
    await clean(page, 'a wrong PIN')
    await page.getByRole('button', { name: 'Quên mã PIN?' }).click()
    await clean(page, 'a forgotten PIN')
    await context.close()
  })
}

// --- what opens: menus, lists, the search, and dialogs that need something done first

test('office: menus, lists and what comes after a first step', async ({ browser }) => {
  const page = await signedIn(browser, 'xa-dinh-hoa', 'light')
  const main = page.getByRole('main')
  const at = async (route: string) => page.goto(product.url + (await addressOf({ as: '', route, ...full })))

  await at('/teams/$teamId')
  await main
    .getByRole('button', { name: /^Việc với/ })
    .last()
    .click()
  await opens(page, 'menu', 'what may be done about a member')
  await page.getByRole('menuitem', { name: 'Mời bằng mã QR hoặc đường dẫn' }).click()
  await opens(page, 'dialog', 'an invitation')
  await page.getByRole('button', { name: 'Tạo lời mời' }).click()
  await expect(page.getByRole('img', { name: 'Mã QR của lời mời' })).toBeVisible()
  await opens(page, 'dialog', 'an invitation that was made')
  await closes(page, 'dialog')

  await at('/teams/$teamId/doors')
  await main
    .getByRole('checkbox', { name: /^Chọn / })
    .first()
    .check()
  await main.getByRole('button', { name: 'Chuyển sang tổ khác' }).click()
  await opens(page, 'dialog', 'doors to another team')
  await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('textbox')).first().click()
  await opens(page, 'listbox', 'a list to choose from')
  await page.keyboard.press('Escape')
  await closes(page, 'dialog')

  await page.getByRole('button', { name: /^Tài khoản: / }).click()
  await opens(page, 'menu', 'oneself')
  await closes(page, 'menu')

  await at('/places/$placeId')
  await main.getByRole('button', { name: /^Chọn thôn/ }).click()
  await opens(page, 'listbox', 'the places below')
  await closes(page, 'listbox')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByLabel('Tên địa bàn').fill('trung kien')
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await opens(page, 'dialog', 'the search with what it found')
  await closes(page, 'dialog')

  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByRole('button', { name: 'Mở hoặc đóng danh mục' }).click()
  await expect(page.getByRole('navigation', { name: 'Danh mục' })).toBeVisible()
  await clean(page, 'the menu of a narrow screen')
  await page.context().close()
})

test('office: an account, an item of the library, a roster that was read', async ({ browser }) => {
  const admin = await signedIn(browser, 'quan-tri', 'light')
  await admin.goto(product.url + (await addressOf({ as: '', route: '/places/$placeId/accounts', place: 'Việt Nam' })))
  await admin
    .getByRole('button', { name: /^Việc với tài khoản/ })
    .first()
    .click()
  await opens(admin, 'menu', 'what may be done about an account')
  await admin.getByRole('menuitem', { name: 'Giao thêm vai trò' }).click()
  await opens(admin, 'dialog', 'another role')
  await closes(admin, 'dialog')
  await admin.getByRole('button', { name: 'Tạo tài khoản' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Họ và tên').fill('Người thử')
  await dialog.getByLabel('Số điện thoại hoặc tên đăng nhập').fill('nguoi-thu')
  await dialog.getByLabel('Vai trò').click()
  await admin.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Tạo', exact: true }).click()
  await expect(dialog.getByText('nguoi-thu')).toBeVisible()
  await opens(admin, 'dialog', 'the first password')
  await admin.context().close()

  const page = await signedIn(browser, 'tinh-an-giang', 'light')
  await page.goto(product.url + (await addressOf({ as: '', route: '/places/$placeId/library', place: 'An Giang' })))
  await page
    .getByRole('button', { name: /^Thêm mục của/ })
    .last()
    .click()
  await page.getByLabel('Tên tiếng Việt').fill('Chợ nổi số')
  await page.getByLabel('Tên tiếng Anh').fill('Digital floating market')
  await page.getByLabel('Mã').fill('cho-noi-so')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByRole('button', { name: 'Sửa Chợ nổi số' }).click()
  await opens(page, 'dialog', 'an item of the library')
  await closes(page, 'dialog')

  await page.goto(product.url + (await addressOf({ as: '', route: '/places/$placeId/import', place: 'An Giang' })))
  await page.getByLabel('Tệp danh sách').setInputFiles(join(root, 'tests/fixtures/rosters/loi-thuong-gap.xlsx'))
  await expect(page.getByRole('region', { name: 'Các tổ trong tệp' })).toBeVisible()
  await page.getByRole('region', { name: 'Các tổ trong tệp' }).getByRole('button').first().click()
  await clean(page, 'a roster that was read')
  await page.context().close()
})

// --- nothing there yet: the lists come empty

const emptyLists: Screen[] = [
  { as: 'xa-dinh-hoa', route: '/teams/$teamId', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/doors', ...full },
  { as: 'xa-dinh-hoa', route: '/teams/$teamId/visits', ...full },
  { as: 'quan-tri', route: '/places/$placeId/accounts', place: 'Việt Nam' },
  { as: 'giam-sat', route: '/places/$placeId/audit', place: 'Việt Nam' },
]

test('office: lists with nothing in them', async ({ browser }) => {
  for (const as of new Set(emptyLists.map((screen) => screen.as))) {
    const page = await signedIn(browser, as, 'light')
    await page.route(/\/api\/(places|teams)\/[^/]+\/(members|doors|visits|accounts|audit)/, emptied)
    for (const screen of emptyLists.filter((one) => one.as === as)) await checkScreen(page, screen)
    await page.context().close()
  }
})

/** The server's own answer with nothing in its lists. */
const emptied = async (route: Route) => {
  const response = await route.fetch()
  const answer = Object.entries((await response.json()) as Record<string, unknown>)
  const empty = answer.map(([key, value]) => [key, Array.isArray(value) ? [] : key === 'total' ? 0 : value])
  await route.fulfill({ response, json: Object.fromEntries(empty) })
}

test('field app: a team with nothing yet', async ({ browser }) => {
  const page = await phoneOf(browser, async (context) => {
    await context.route('**/api/sync/snapshot?*', emptied)
  })
  for (const path of [
    '/',
    '/doors',
    '/record',
    '/record/desk',
    '/record/group',
    '/follow-ups',
    '/card',
    '/members',
    '/tray',
    '/conflicts',
    '/more',
  ]) {
    await goUnlocked(page, `${product.url}/app${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await clean(page, `${path} with nothing`)
  }
  await page.context().close()
})

test('field app: what is in the way, and what was refused', async ({ browser }) => {
  const page = await phoneOf(browser)
  await page.route('**/api/sync/push', async (route) => {
    const { epoch, commands } = route.request().postDataJSON() as { epoch: string; commands: { id: string }[] }
    const refused = commands.map(({ id }) => ({ id, verdict: 'refused', rev: 0, problem: notAllowed }))
    await route.fulfill({ json: { epoch, verdicts: refused } })
  })
  await goUnlocked(page, `${product.url}/app/record/desk/full`)
  await page.getByRole('button', { name: 'Tự bảo vệ trên mạng' }).click()
  await page.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByRole('link', { name: /việc bị từ chối/ }).click()
  await expect(page.getByText(notAllowed.vi)).toBeVisible()
  await clean(page, 'the tray')
  await goUnlocked(page, `${product.url}/app/more`)
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await clean(page, 'signing out with unsent work')
  await goUnlocked(page, `${product.url}/app/tray`)
  await page.getByRole('button', { name: 'Bỏ việc này' }).click()
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeVisible()
  await clean(page, 'what can be taken back')

  await page.route('**/api/sync/**', (route) => route.fulfill({ status: 401, json: {} }))
  await page.getByRole('link', { name: 'Hôm nay' }).click()
  await page.reload()
  await unlock(page)
  await page.getByRole('button', { name: 'Đăng nhập lại' }).click()
  await opens(page, 'dialog', 'signing in again')
  await page.context().close()
})

test('field app: an invitation that is no more, and where nothing may be recorded', async ({ browser }) => {
  const at = async (path: string, userAgent?: string) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, userAgent })
    const page = await context.newPage()
    await page.goto(product.url + path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    await clean(page, path)
    await context.close()
  }
  await at('/app/i#AAAA-BBBB-CCCC-DDDD')
  await at('/app/', 'Mozilla/5.0 (Linux; Android 12) Chrome/108.0 Mobile Safari/537.36 Zalo android/12110')
})

/** A member's phone whose requests can be answered by the test: without a service worker between them. */
const phoneOf = async (browser: Browser, prepare?: (context: BrowserContext) => Promise<void>): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, serviceWorkers: 'block' })
  await prepare?.(context)
  const page = await context.newPage()
  await page.goto(`${product.url}/app/`)
  await page.getByLabel('Số điện thoại').fill('0510000003')
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await setPin(page)
  await expect(page.getByRole('status').first()).toContainText('Đã gửi hết', { timeout: 90_000 })
  return page
}

/** Every address of the field app's router, with ids of a door, a visit and a member that the phone holds. */
const fieldPaths = async (page: Page): Promise<string[]> => {
  const source = readFileSync(join(root, 'src/app/web/field/field-app.tsx'), 'utf8')
  const routes = [...source.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
  const idAt = async (list: string, pattern: RegExp) => {
    await goUnlocked(page, `${product.url}/app${list}`)
    const links = page.getByRole('main').getByRole('link')
    await expect(links.first()).toBeVisible()
    const hrefs = await links.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href') ?? ''))
    return hrefs.map((href) => pattern.exec(href)?.[1]).find(Boolean) ?? 'missing'
  }
  const door = await idAt('/doors', /doors\/([0-9a-f-]{36})/)
  const visit = await idAt('/', /visits\/([0-9a-f-]{36})/)
  const member = await idAt('/members', /members\/([0-9a-f-]{36})\/invite/)
  expect([door, visit, member]).not.toContain('missing')
  const ids = (path: string) =>
    path.replace(':id', path.startsWith('/visits') ? visit : path.startsWith('/members') ? member : door)
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
    await opens(page, 'dialog', `${screen.route}: ${way.join(' > ')}`)
    await closes(page, 'dialog')
  }
}

/** Something opened above the page: it is looked at alone. */
const opens = async (page: Page, role: 'dialog' | 'menu' | 'listbox', what: string) => {
  await expect(page.getByRole(role).filter({ visible: true }).last()).toBeVisible()
  await clean(page, what, role === 'dialog' ? '[role=dialog], dialog[open]' : `[role=${role}]`)
}

const closes = async (page: Page, role: 'dialog' | 'menu' | 'listbox') => {
  await page.keyboard.press('Escape')
  await expect(page.getByRole(role).filter({ visible: true })).toHaveCount(0)
}

const addressOf = async ({ route, place, team }: Screen): Promise<string> => {
  const [row] = await product.sql<{ place: string; team: string | null; door: string | null }>(
    `select p.id as place, of_place.team, (select id from household where team_id = of_place.team limit 1) as door
     from place p left join place above on above.id = p.province_id
     left join lateral (
       select t.id as team from team t where t.commune_id = p.id and t.name like '%' || $2 || '%' limit 1
     ) of_place on true
     where p.name = $1 and (p.level <> 'commune' or above.name in ('An Giang', 'Thái Nguyên'))
     order by p.level = 'commune' desc, p.kind = 'xa' desc limit 1`,
    [place ?? 'Việt Nam', team ?? ''],
  )
  const ids = { $placeId: row?.place, $teamId: row?.team, $doorId: row?.door }
  return Object.entries(ids).reduce((address, [name, id]) => address.replace(name, id ?? ''), route)
}

/** `within`: only there, for what opens above a page that was looked at before. */
const clean = async (page: Page, what: string, within?: string) => {
  // Legacy mode: no frames of other sites, so nothing has to be put together in a page of its own.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  const { violations } = await (within ? axe.include(within) : axe).analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(found, what).toEqual([])
}
