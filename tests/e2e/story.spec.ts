import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import exceljs from 'exceljs'
import { demoPassword } from '../../src/app/demo/accounts.ts'
import { type Figures, figuresBySql, figuresOn, movable, moved } from './figures.ts'
import { pdfText } from './pdf.ts'
import { Phone } from './phone.ts'
import { dataFolder, freePort, Product } from './product.ts'

// The main job, end to end, on the built product: from an office's Excel file to the nation's figures. The steps build on
// one another, so they are one test.

const rosters = resolve(import.meta.dirname, '../fixtures/rosters')
const scratch = mkdtempSync(join(tmpdir(), 'tungnha-story-'))
const memberPassword = 'nhà ngói cạnh chùa'

interface Stage {
  product: Product
  office: Page
  communeId: string
  teamId: string
}

test.setTimeout(600_000)

test('a visit recorded with no network is in the province’s figures when the phone is back', async ({ browser }) => {
  const product = new Product(dataFolder('tungnha-story-data-'), await freePort())
  const phones = [new Phone(product.url), new Phone(product.url), new Phone(product.url)] as const
  const [leader, member, second] = phones
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  try {
    await test.step('the product starts and prints its addresses and accounts', () => starts(product))
    const office = await signInAt(context, product, 'tinh-an-giang')
    const communeId = await test.step('a roster is imported', () => importsRoster(office, product))
    const teamId = await teamOf(product, 'Ấp Bình Lộc')
    const stage: Stage = { product, office, communeId, teamId }
    const people = await peopleOf(product, teamId)

    await test.step('the leader comes in by a printed slip', () => leaderBySlip(stage, leader, people.leader))
    await test.step('the leader invites two members', async () => {
      await memberByLink(leader, member, people.members[0] ?? '')
      await memberByLink(leader, second, people.members[1] ?? '')
    })
    await test.step('the app can be installed', () => installs(member))

    const before = await levelsOf(stage, context)
    await test.step('without a server: doors, visits, a correction, an undo, a draft', () =>
      recordsAlone(product, member))
    await test.step('the server is back: sent, seen by the others, counted', async () => {
      await product.start()
      await member.allSent()
      await seenByOthers(second, leader)
      await countedExactly(stage, context, before)
    })
    await test.step('a door is moved while phones hold work on it', () =>
      doorMoves(stage, context, member, leader, second))
  } finally {
    for (const phone of phones) await phone.close()
    await context.close()
    await product.discard()
  }
})

const starts = async (product: Product) => {
  await product.start()
  expect(product.printed()).toContain(product.url)
  expect(product.printed()).toContain('tinh-an-giang')
  expect(product.printed()).toContain(demoPassword)
}

const signInAt = async (context: BrowserContext, product: Product, name: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(`${product.url}/sign-in`)
  await page.getByLabel('Số điện thoại hoặc tên đăng nhập').fill(name)
  await page.locator('input[autocomplete=current-password]').fill(demoPassword)
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await expect(page).not.toHaveURL(/sign-in/)
  return page
}

// --- step 2

const importsRoster = async (office: Page, product: Product): Promise<string> => {
  await expect(office.getByRole('heading', { level: 1 })).toContainText('An Giang')
  const [commune] = await product.sql<{ id: string }>(
    `select c.id from place c join place p on p.id = c.province_id
     where c.level = 'commune' and c.kind = 'xa' and c.name = 'Châu Thành' and p.name = 'An Giang'`,
  )
  const communeId = commune?.id ?? ''
  const open = () => office.goto(`${product.url}/places/${communeId}/import`)

  await open()
  await chooseFile(office, 'an-giang-xa-chau-thanh.xlsx')
  await expectFigures(office, 'Trong tệp có', { teams: 12, members: 73, leaders: 12, deputies: 8, blockedRows: 0 })
  await confirm(office)
  const teams = await product.sql<{ teams: string; members: string }>(
    `select count(distinct t.id) as teams, count(m.id) as members
     from team t left join membership m on m.team_id = t.id and m.left_on is null where t.commune_id = $1`,
    [communeId],
  )
  expect(teams).toEqual([{ teams: '12', members: '73' }])

  await office.goto(`${product.url}/places/${await provinceOf(product, communeId)}/import`)
  await chooseFile(office, 'loi-thuong-gap.xlsx')
  expect(await problemRows(office, 'block')).toEqual([17, 41])
  expect(await problemRows(office, 'warn')).toEqual([11, 23, 26, 36])

  await open()
  await chooseFile(office, 'an-giang-xa-chau-thanh.xlsx')
  await expectFigures(office, 'Thay đổi', { teamsAdded: 0, membersAdded: 0, membersChanged: 0, membersUnchanged: 73 })

  await open()
  await office.getByLabel('Tệp danh sách').setInputFiles(await otherOrderOnePhone())
  await expectFigures(office, 'Thay đổi', { teamsAdded: 0, membersAdded: 0, membersChanged: 1, membersUnchanged: 72 })
  return communeId
}

const chooseFile = (office: Page, name: string) => office.getByLabel('Tệp danh sách').setInputFiles(join(rosters, name))

const expectFigures = async (office: Page, section: string, figures: Record<string, number>) => {
  const region = office.getByRole('region', { name: section, exact: true })
  for (const [code, value] of Object.entries(figures)) {
    await expect(region.locator(`[data-count="${code}"]`), code).toHaveAttribute('data-value', String(value), {
      timeout: 90_000,
    })
  }
}

const confirm = async (office: Page) => {
  await office.getByRole('button', { name: /^Nhập/ }).click()
  await expect(office.locator('[data-import="applied"]')).toBeVisible({ timeout: 120_000 })
}

/** The rows that the preview reports with a severity; a problem of a whole team stands at one of its rows. */
const problemRows = async (office: Page, severity: 'block' | 'warn'): Promise<number[]> => {
  const words = { block: /^Bị chặn \(/, warn: /^Cần xem lại \(/ }
  await office.getByText(words[severity]).click({ timeout: 90_000 })
  const rows = office.locator(`tr[data-severity="${severity}"]`)
  await expect(rows.first()).toBeVisible()
  const found = await rows.evaluateAll((nodes) => nodes.map((node) => Number(node.getAttribute('data-row'))))
  return [...new Set(found)].sort((a, b) => a - b)
}

/** The same roster with its rows turned round and the phone of one member changed. */
const otherOrderOnePhone = async (): Promise<string> => {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.readFile(join(rosters, 'an-giang-xa-chau-thanh.xlsx'))
  const sheet = workbook.worksheets[0]
  if (!sheet) throw new Error('the roster has no sheet')
  const rows = sheet.getSheetValues().slice(2) as unknown[][]
  const turned = rows.reverse()
  const phoneColumn = (sheet.getRow(1).values as unknown[]).indexOf('Số điện thoại')
  const first = turned[0]
  if (!first || phoneColumn < 1) throw new Error('the roster has no phones')
  first[phoneColumn] = '0912000777'
  turned.forEach((values, index) => {
    sheet.getRow(index + 2).values = values as never
  })
  const path = join(scratch, 'doi-thu-tu.xlsx')
  await workbook.xlsx.writeFile(path)
  return path
}

const provinceOf = async (product: Product, placeId: string): Promise<string> => {
  const [row] = await product.sql<{ province_id: string }>('select province_id from place where id = $1', [placeId])
  return row?.province_id ?? ''
}

const teamOf = async (product: Product, hamlet: string): Promise<string> => {
  const [row] = await product.sql<{ id: string }>(
    `select t.id from team t join place p on p.id = t.place_id join place c on c.id = t.commune_id
     where p.name = $1 and c.name = 'Châu Thành'`,
    [hamlet.replace(/^Ấp /, '')],
  )
  return row?.id ?? ''
}

const peopleOf = async (product: Product, teamId: string) => {
  const rows = await product.sql<{ name: string; role: string }>(
    `select m.name, s.role from membership s join member m on m.id = s.member_id
     where s.team_id = $1 and s.left_on is null order by s.role, m.name`,
    [teamId],
  )
  return {
    leader: rows.find(({ role }) => role === 'leader')?.name ?? '',
    members: rows.filter(({ role }) => role === 'member').map(({ name }) => name),
  }
}

// --- step 3

const leaderBySlip = async ({ product, office, teamId }: Stage, phone: Phone, name: string) => {
  await office.goto(`${product.url}/teams/${teamId}`)
  await office.getByRole('button', { name: `Việc với ${name}` }).click()
  const [download] = await Promise.all([
    office.waitForEvent('download'),
    office.getByRole('menuitem', { name: 'In phiếu mời' }).click(),
  ])
  const slip = join(scratch, 'phieu.pdf')
  await download.saveAs(slip)
  const text = await pdfText(slip)
  expect(text).toContain(name)
  const code = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(text)?.[0] ?? ''
  expect(code, text).not.toBe('')
  await comeIn(phone, `/app/i#${code}`)
}

const memberByLink = async (leader: Phone, phone: Phone, name: string) => {
  await leader.go('Thêm')
  await leader.page.getByRole('link', { name: /Tổ của tôi/ }).click()
  await leader.page.getByRole('link', { name: `Mời ${name} vào ứng dụng` }).click()
  const [answer] = await Promise.all([
    leader.page.waitForResponse((response) => response.url().endsWith('/invitations') && response.ok()),
    leader.tap('Tạo lời mời'),
  ])
  await expect(leader.page.getByRole('img', { name: 'Mã QR của lời mời' })).toBeVisible()
  const { link } = (await answer.json()) as { link: string }
  await comeIn(phone, new URL(link).pathname + new URL(link).hash)
}

const comeIn = async (phone: Phone, invitation: string) => {
  await phone.open(invitation)
  await phone.page.locator('input[autocomplete=new-password]').fill(memberPassword)
  await phone.tap('Vào tổ')
  await phone.setPin()
  await expect(phone.page.getByRole('heading', { level: 1 })).toContainText('Bình Lộc')
  await phone.allSent()
}

const installs = async (phone: Phone) => {
  await phone.holdsTheApp()
  expect(await phone.installabilityErrors()).toEqual([])
}

const recordsAlone = async (product: Product, phone: Phone) => {
  await product.stop()
  await phone.close()
  await phone.open()
  await expect(phone.page.getByRole('heading', { level: 1 })).toContainText('Bình Lộc')

  await phone.addDoor('12', 'Ngõ 3')
  await phone.addDoor('14', 'Ngõ 3')
  await fullVisit(phone)
  await shortVisit(phone)
  await phone.recordAt('14')
  await phone.tap('Vắng nhà', 'Kết quả')
  await phone.save()
  await expect(phone.status()).toContainText('chờ gửi 3 lượt')
  await expect(phone.page.getByText('Trên máy, chờ gửi').first()).toBeVisible()

  await phone.tap('Hoàn tác')
  await correctShortVisit(phone)

  await phone.recordAt('14')
  await phone.tap('Mua sắm trực tuyến', 'Kỹ năng')
  await phone.killTab()
  await phone.open()
  await phone.recordAt('14')
  await expect(
    phone.page.getByRole('group', { name: 'Kỹ năng', exact: true }).getByRole('button', { name: 'Mua sắm trực tuyến' }),
  ).toHaveAttribute('aria-pressed', 'true')
  await phone.go('Hôm nay')
}

/** Two people, two skills, a platform that failed, a topic, groups, a difficulty, a follow-up. */
const fullVisit = async (phone: Phone) => {
  await phone.recordAt('12')
  await phone.tap('Thêm: Số người')
  await phone.tap('Thanh toán trực tuyến', 'Kỹ năng')
  await phone.tap('Tự làm được', 'Thanh toán trực tuyến: mức đạt được')
  await phone.tap('Dịch vụ công trực tuyến', 'Kỹ năng')
  await phone.tap('Làm được khi có người giúp', 'Dịch vụ công trực tuyến: mức đạt được')
  await phone.tap('VssID', 'Ứng dụng, nền tảng')
  await phone.tap('Chưa được', 'VssID: kết quả')
  await phone.tap('SIM không chính chủ', 'VssID: vì sao chưa được?')
  await phone.page.getByRole('group', { name: 'Nội dung tuyên truyền' }).getByRole('button').first().click()
  await phone.tap('Người cao tuổi', 'Trong đó có')
  await phone.page.getByRole('group', { name: 'Khó khăn, vướng mắc' }).getByRole('button').first().click()
  await phone.tap('Tuần sau', 'Hẹn lại')
  await phone.save()
  await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
}

const shortVisit = async (phone: Phone) => {
  await phone.recordAt('14')
  await phone.tap('Tự bảo vệ trên mạng', 'Kỹ năng')
  await phone.save()
  await expect(phone.page.getByText('Đã lưu trên máy')).toBeVisible()
}

/** The short visit had three people, not one. */
const correctShortVisit = async (phone: Phone) => {
  await phone.go('Hộ dân')
  await phone.door('14').click()
  await phone.page.getByRole('link', { name: /Tự bảo vệ trên mạng/ }).click()
  await phone.page.getByRole('link', { name: 'Sửa lượt này' }).click()
  await phone.tap('Thêm: Số người')
  await phone.tap('Thêm: Số người')
  await phone.save()
  await expect(phone.page.getByText('3 người')).toBeVisible()
}

// --- step 4

type Levels = Record<'nation' | 'province' | 'commune' | 'team', { shown: Figures; counted: Figures }>

/** Every figure at every level, as the office sees it and as SQL counts it. */
const levelsOf = async ({ product, communeId, teamId }: Stage, context: BrowserContext): Promise<Levels> => {
  const office = await freshOffice(context, product)
  const provinceId = await provinceOf(product, communeId)
  const [nation] = await product.sql<{ id: string }>(`select id from place where level = 'nation'`)
  const read = async (path: string, scope: string, id: string) => {
    await office.goto(`${product.url}${path}/indicators`)
    return { shown: movable(await figuresOn(office)), counted: await figuresBySql(product, scope, id) }
  }
  const levels = {
    nation: await read(`/places/${nation?.id}`, '$1::uuid is not null', nation?.id ?? ''),
    province: await read(`/places/${provinceId}`, 't.province_id = $1', provinceId),
    commune: await read(`/places/${communeId}`, 't.commune_id = $1', communeId),
    team: await read(`/teams/${teamId}`, 't.id = $1', teamId),
  }
  await office.close()
  return levels
}

/** The nation's officer, in a browser of their own, once a story. */
const freshOffice = async (context: BrowserContext, product: Product): Promise<Page> => {
  const own = await context.browser()?.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  if (!own) throw new Error('the browser is gone')
  return signInAt(own, product, 'trung-uong')
}

const seenByOthers = async (second: Phone, leader: Phone) => {
  for (const phone of [second, leader]) {
    await phone.open()
    await phone.go('Hộ dân')
    await expect(phone.door('12')).toBeVisible({ timeout: 60_000 })
    await expect(phone.door('14')).toBeVisible()
    await phone.door('12').click()
    await expect(phone.page.getByText('Đã gửi').first()).toBeVisible()
  }
}

const countedExactly = async (stage: Stage, context: BrowserContext, before: Levels) => {
  await expect
    .poll(async () => differences(before, await levelsOf(stage, context)), { timeout: 120_000, intervals: [2_000] })
    .toEqual([])
  await drillsDown(stage, context)
}

const names = ['nation', 'province', 'commune', 'team'] as const

/** Where a figure did not move by exactly what SQL counts; also when nothing moved at all. */
const differences = (before: Levels, after: Levels): string[] =>
  names.flatMap((level) => {
    const shown = moved(before[level].shown, after[level].shown)
    const counted = moved(before[level].counted, after[level].counted)
    const onPage = Object.fromEntries(Object.entries(counted).filter(([code]) => code in after[level].shown))
    if (!counted.visits || !counted['skill.payment.alone']) return [`${level}: nothing was counted`]
    return JSON.stringify(sorted(shown)) === JSON.stringify(sorted(onPage))
      ? []
      : [`${level}: shown ${JSON.stringify(shown)} but counted ${JSON.stringify(onPage)}`]
  })

const sorted = (figures: Figures): [string, number][] => Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1))

const drillsDown = async ({ product, teamId }: Stage, context: BrowserContext) => {
  const office = await freshOffice(context, product)
  for (const name of ['An Giang', 'Xã Châu Thành', 'Bình Lộc']) {
    await office
      .getByRole('table')
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .click()
    await expect(office.getByRole('heading', { level: 1 })).toContainText(name)
  }
  expect(office.url()).toContain(teamId)
  await office.locator('main').getByRole('button', { name: /Lượt/ }).first().click()
  await expect(office.getByRole('dialog')).toContainText('Số lượt')
  await office.close()
}

// --- step 5

const doorMoves = async (stage: Stage, context: BrowserContext, member: Phone, leader: Phone, second: Phone) => {
  const { product, teamId } = stage
  await member.offline(true)
  await second.offline(true)
  await member.recordAt('12')
  await member.tap('Vắng nhà', 'Kết quả')
  await member.save()
  await editNote(member, '12', 'cổng xanh')
  await editNote(member, '14', 'có chó dữ')
  await editNote(second, '14', 'gõ cửa sau')

  await moveDoor(stage, context, 'Số 12')
  await member.offline(false)
  await expect(member.page.getByRole('link', { name: /việc bị từ chối/ })).toBeVisible({ timeout: 90_000 })
  const [visit] = await product.sql<{ n: string }>(
    `select count(*) as n from visit where done_by_team_id = $1 and team_id <> $1 and outcome = 'absent'`,
    [teamId],
  )
  expect(visit?.n).toBe('1')
  await trayOffersAWay(member)
  await twoVersions(second, leader, stage)
}

const editNote = async (phone: Phone, door: string, note: string) => {
  await phone.go('Hộ dân')
  await phone.door(door).click()
  await phone.page.getByRole('link', { name: 'Sửa hộ' }).click()
  await phone.page.getByLabel('Ghi chú').fill(note)
  await phone.save()
  await expect(phone.page.getByText(note)).toBeVisible()
}

/** The commune gives a door to another of its teams. */
const moveDoor = async ({ product, teamId }: Stage, context: BrowserContext, door: string) => {
  const own = await context.browser()?.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  if (!own) throw new Error('the browser is gone')
  const office = await signInAt(own, product, 'xa-chau-thanh')
  await office.goto(`${product.url}/teams/${teamId}/doors`)
  await office.getByRole('checkbox', { name: new RegExp(`Chọn ${door}`) }).check()
  await office.getByRole('button', { name: 'Chuyển sang tổ khác' }).click()
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('combobox').or(dialog.getByRole('textbox')).first().click()
  await office.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Chuyển', exact: true }).click()
  await expect(office.getByText(/Đã chuyển 1 hộ/)).toBeVisible()
  await own.close()
}

const trayOffersAWay = async (phone: Phone) => {
  await phone.page.getByRole('link', { name: /việc bị từ chối/ }).click()
  await expect(phone.page.getByText('cổng xanh')).toBeVisible()
  await phone.tap('Bỏ việc này')
  await phone.tap('Hoàn tác')
  await phone.tap('Chuyển cho tổ đang giữ hộ')
  await expect(phone.page.getByText('Không có việc nào bị từ chối')).toBeVisible()
  await phone.allSent()
}

/** The later of two edits of one field stands as a second version; the leader chooses it. */
const twoVersions = async (second: Phone, leader: Phone, { product, teamId }: Stage) => {
  await second.offline(false)
  await second.allSent()
  await leader.open()
  await leader.page.getByRole('link', { name: /2 bản khác nhau/ }).click({ timeout: 90_000 })
  await expect(leader.page.getByText('có chó dữ')).toBeVisible()
  await expect(leader.page.getByText('gõ cửa sau')).toBeVisible()
  await leader.page.getByRole('button', { name: 'Chọn bản này' }).last().click()
  await expect(leader.page.getByText('Không có chỗ nào khác nhau')).toBeVisible()
  await leader.allSent()
  const kept = await product.sql<{ current: string; proposed: string; choice: string }>(
    `select current #>> '{}' as current, proposed #>> '{}' as proposed, choice from conflict
     where field = 'note' and choice is not null and team_id = $1`,
    [teamId],
  )
  expect(kept.map(({ current, proposed }) => [current, proposed].sort())).toEqual([['có chó dữ', 'gõ cửa sau']])
}
