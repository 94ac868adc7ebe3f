/**
 * Who may call what, written by hand and not derived from the declarations: the test compares the two. One letter a
 * role; each role stands on the commune of the tests (the province officer on its province, the nation officer on the
 * nation, member, deputy and leader on one team of it).
 */
export const roleLetters = {
  m: 'member',
  d: 'deputy',
  l: 'leader',
  c: 'commune_officer',
  p: 'province_officer',
  n: 'nation_officer',
  y: 'youth_officer',
  a: 'auditor',
  A: 'administrator',
} as const
export type RoleLetter = keyof typeof roleLetters
export const allLetters = Object.keys(roleLetters) as RoleLetter[]

export interface AccessRow {
  /** Letters of the roles that may, inside their scope; 'all': whoever is signed in; 'public': also who is not. */
  who: string
  /** A body that the declaration accepts. */
  body?: unknown
  query?: string
  /** The body is a file. */
  file?: true
  /** The request names something that does not exist (a membership, an invitation): who may gets 404 or 409, never 403. */
  missing?: true
  /** The target is made anew for each request, because the request ends it. */
  fresh?: true
  /** The request ends the session it is made with: each gets one of its own. */
  endsSession?: true
  /** Out of scope there is nothing to compare: the route has no target. */
  noTarget?: true
}

const offices = 'cpnyaA'
const teamAndOffices = 'mdlcpnyaA'
const id = '01890000-0000-7000-8000-000000000000'
const hash = 'a'.repeat(64)

export const accessTable: Record<string, AccessRow> = {
  // identity
  'POST /api/auth/sign-in/username': { who: 'public', body: { username: 'x', password: 'y' }, noTarget: true },
  'POST /api/auth/sign-out': { who: 'public', noTarget: true, endsSession: true },
  'GET /api/me': { who: 'all', noTarget: true },
  'GET /api/me/sessions': { who: 'all', noTarget: true },
  'DELETE /api/me/sessions': { who: 'all', noTarget: true },
  'DELETE /api/me/sessions/:sessionId': { who: 'all', noTarget: true, missing: true },
  'POST /api/me/sessions/:sessionId/lost': { who: 'all', noTarget: true, missing: true },
  'POST /api/lost-phone': { who: 'public', body: { mark: hash }, noTarget: true },
  'PUT /api/me/device-keys/:deviceId': { who: 'all', body: { key: `${'A'.repeat(43)}=` }, noTarget: true },
  'POST /api/me/device-keys/:deviceId/open': { who: 'all', noTarget: true, missing: true },
  'POST /api/me/password': { who: 'all', body: { current: 'x', next: 'y' }, noTarget: true },
  'GET /api/places/:placeId/accounts': { who: 'A' },
  'POST /api/places/:placeId/accounts': {
    who: 'A',
    body: { name: 'Nguyễn Thử', signInName: '$unique', role: 'auditor' },
  },
  'POST /api/places/:placeId/accounts/:accountId/password': { who: 'A', missing: true },
  'PUT /api/places/:placeId/accounts/:accountId/state': { who: 'A', body: { state: 'disabled' }, missing: true },
  'POST /api/places/:placeId/roles': { who: 'A', body: { accountId: id, role: 'auditor' }, missing: true },
  'DELETE /api/places/:placeId/roles/:grantId': { who: 'A', missing: true },
  'GET /api/places/:placeId/audit': { who: 'aA' },
  // places: whoever holds a role on a place reads it and what is below; a team's member reads its team only
  'GET /api/places/:placeId': { who: offices },
  'GET /api/places/:placeId/children': { who: offices },
  'GET /api/places/search': { who: teamAndOffices, query: '?q=xa', noTarget: true },
  // teams: names of members for the team itself, the commune, the province and the nation
  'GET /api/places/:placeId/teams': { who: offices },
  'GET /api/places/:placeId/coverage': { who: offices },
  'GET /api/teams/:teamId': { who: teamAndOffices },
  'GET /api/teams/:teamId/members': { who: 'mdlcpn' },
  'POST /api/places/:placeId/teams': { who: 'cp', body: { name: '$unique' } },
  'PATCH /api/teams/:teamId': { who: 'cp', body: {} },
  'POST /api/teams/:teamId/dissolve': { who: 'cp', body: { on: '2026-11-01' }, fresh: true },
  'POST /api/teams/:teamId/members': { who: 'lcp', body: { name: 'Nguyễn Thêm', role: 'member' } },
  'PATCH /api/teams/:teamId/members/:membershipId': { who: 'lcp', body: { name: 'Nguyễn Sửa' }, missing: true },
  'POST /api/teams/:teamId/members/:membershipId/leave': { who: 'lcp', body: { on: '2026-11-01' }, missing: true },
  'POST /api/teams/:teamId/members/:membershipId/move': {
    who: 'lcp',
    body: { toTeamId: id, on: '2026-11-01' },
    missing: true,
  },
  'GET /api/teams/:teamId/members/:membershipId/phones': { who: 'lcp', missing: true },
  'POST /api/teams/:teamId/members/:membershipId/phones/:sessionId/lost': { who: 'lcp', missing: true },
  'POST /api/teams/:teamId/members/:membershipId/sign-out': { who: 'lcp', missing: true },
  'GET /api/teams/:teamId/invitations': { who: 'dlcp' },
  'POST /api/teams/:teamId/invitations': { who: 'dlcp', body: { membershipId: id }, missing: true },
  'POST /api/teams/:teamId/members/:membershipId/password': { who: 'lcp', missing: true },
  'POST /api/teams/:teamId/members/:membershipId/password-slip': { who: 'lcp', missing: true },
  'DELETE /api/teams/:teamId/invitations/:invitationId': { who: 'dlcp', missing: true },
  'POST /api/teams/:teamId/slips': { who: 'dlcp', body: { membershipIds: [id] }, missing: true },
  'POST /api/places/:placeId/slips': { who: 'cp', body: { teamIds: [id] }, missing: true },
  'POST /api/places/:placeId/imports': { who: 'cp', file: true },
  'GET /api/places/:placeId/imports': { who: 'cp' },
  'GET /api/places/:placeId/imports/:importId': { who: 'cp', missing: true },
  'POST /api/places/:placeId/imports/:importId/apply': { who: 'cp', missing: true },
  'POST /api/invitations/open': { who: 'public', body: { code: 'ABCD' }, noTarget: true, missing: true },
  'POST /api/invitations/accept': {
    who: 'public',
    body: { code: 'ABCD', password: 'x', deviceName: 'x' },
    noTarget: true,
    missing: true,
  },
  'POST /api/invitations/link': { who: 'all', body: { code: 'ABCD' }, noTarget: true, missing: true },
  // library
  'GET /api/reference': { who: teamAndOffices, query: '?team=$team' },
  'GET /api/places/:placeId/library': { who: offices },
  'POST /api/places/:placeId/library': {
    who: 'pn',
    body: {
      id: '$id',
      kind: 'topic',
      code: '$code',
      vi: 'Nội dung thử',
      en: 'A topic to try',
      countsOnly: false,
      seasonFrom: null,
      seasonTo: null,
    },
  },
  'PATCH /api/places/:placeId/library/:itemId': { who: 'pn', body: { vi: 'Đổi tên' }, missing: true },
  // sync: the team's own people only
  'POST /api/sync/push': {
    who: 'mdl',
    body: { wire: 1, team: '$team', sentAt: '2026-11-22T00:00:00.000Z', commands: [] },
  },
  'GET /api/sync/pull': { who: 'mdl', query: '?wire=1&team=$team' },
  'GET /api/sync/snapshot': { who: 'mdl', query: '?team=$team' },
  // A chunk that does not exist and one of another team are the same to everybody: the sync's own tests open real ones.
  'GET /api/sync/chunks/:hash': { who: 'all', query: '?team=$team', missing: true },
  'POST /api/teams/:teamId/commands': {
    who: 'mdlc',
    body: {
      id: '$id',
      name: 'household.edit',
      version: 1,
      args: { id: '$door', changes: { note: { old: '$id', new: 'x' } } },
    },
  },
  // refused work: its leader and deputy, and the commune
  'POST /api/sync/settled': { who: 'all', body: { settled: [] }, noTarget: true },
  'POST /api/teams/:teamId/resync': { who: 'cp' },
  'GET /api/teams/:teamId/refused': { who: 'dlc' },
  'POST /api/teams/:teamId/refused/:commandId/settle': {
    who: 'dlc',
    body: { how: 'withdrawn', reason: 'ghi nhầm' },
    missing: true,
  },
  'GET /api/places/:placeId/refused': { who: 'c' },
  'POST /api/places/:placeId/refused/:commandId/give': { who: 'c', body: { toTeam: id, note: null }, missing: true },
  'POST /api/places/:placeId/refused/:commandId/withdraw': { who: 'c', body: { reason: 'ghi nhầm' }, missing: true },
  // rescue files: whoever sees the doors of some team; whose file it is, is checked with the file
  'POST /api/rescue': { who: 'mdlc', file: true, noTarget: true },
  'GET /api/me/rescued-drafts': { who: 'all', noTarget: true },
  'POST /api/me/rescued-drafts/taken': { who: 'all', body: { ids: [id] }, noTarget: true },
  // doors and visits: the team and its commune; nobody above sees a resident
  'GET /api/teams/:teamId/doors': { who: 'mdlc' },
  'GET /api/teams/:teamId/doors/:doorId/history': { who: 'mdlc' },
  'GET /api/teams/:teamId/visits': { who: 'mdlc' },
  'GET /api/teams/:teamId/photos/:photoId': { who: 'mdlc', missing: true },
  // Whose photo it is decides: nobody else's exists.
  'GET /api/photos/:photoId': { who: 'all', missing: true, noTarget: true },
  'PATCH /api/photos/:photoId': { who: 'all', query: '?offset=0', missing: true, noTarget: true },
  'GET /api/teams/:teamId/conflicts': { who: 'mdlc' },
  'GET /api/places/:placeId/conflicts': { who: 'c' },
  // the register: switched by its commune; the province sets what counts, and sees no person
  'GET /api/places/:placeId/register': { who: 'c' },
  'POST /api/places/:placeId/register': {
    who: 'c',
    body: {
      after: 999,
      on: false,
      purpose: 'Hướng dẫn người dân dùng dịch vụ số.',
      legalBasis: 'Luật 91/2025/QH15',
      retentionMonths: 6,
      decidedBy: 'UBND xã',
      remark: null,
      validFrom: '2090-01-01',
    },
    missing: true,
  },
  'GET /api/places/:placeId/persons': { who: 'c' },
  'GET /api/teams/:teamId/doors/:doorId/persons': { who: 'mdlc' },
  'GET /api/places/:placeId/person-requests': { who: 'c' },
  'POST /api/places/:placeId/person-requests': {
    who: 'c',
    body: {
      id,
      personId: id,
      kind: 'see',
      askedBy: 'self',
      askedHow: 'desk',
      identified: 'known',
      askedOn: '2026-11-20',
      wish: null,
    },
    missing: true,
  },
  'POST /api/places/:placeId/person-requests/:requestId/answer': {
    who: 'c',
    body: { outcome: 'done', answer: null },
    missing: true,
  },
  'GET /api/places/:placeId/person-requests/:requestId/file': { who: 'c', missing: true },
  'GET /api/places/:placeId/register-rule': { who: 'p' },
  'POST /api/places/:placeId/register-rule/preview': { who: 'p', body: { criteria: [], skills: ['payment'] } },
  'POST /api/places/:placeId/register-rule': {
    who: 'p',
    body: {
      criteria: [],
      skills: ['payment'],
      after: 99,
      decidedBy: 'thử nghiệm',
      remark: null,
      validFrom: '2026-11-22',
    },
  },
  'GET /api/calendar': { who: 'all', noTarget: true },
  'PUT /api/places/:placeId/calendar/:day': {
    who: 'n',
    body: { yearly: false, works: false, what: 'thử', decidedBy: 'thử nghiệm' },
  },
  'DELETE /api/places/:placeId/calendar/:day': { who: 'n', query: '?decidedBy=th%E1%BB%AD%20nghi%E1%BB%87m' },
  'GET /api/places/:placeId/register/consent-text': { who: 'c', missing: true },
  // lists of doors: a team's leader and its commune bring one in; only the commune takes one out
  'POST /api/teams/:teamId/doors/list/preview': { who: 'lc', file: true },
  'POST /api/teams/:teamId/doors/list': { who: 'lc', body: { doors: [] } },
  'GET /api/teams/:teamId/doors/list': { who: 'c' },
  'GET /api/teams/:teamId/duplicates': { who: 'mdlc' },
  // verification: the commune asks; how it drew and what came of it, in sums, is read by who reads figures of the place
  'GET /api/places/:placeId/callback-draws': { who: 'cpna' },
  'POST /api/places/:placeId/callback-draws': { who: 'c', body: { period: 'month', on: '2026-10-05' } },
  'GET /api/places/:placeId/callback-draws/:drawId': { who: 'c', missing: true },
  'PUT /api/places/:placeId/callback-draws/:drawId/items/:itemId': {
    who: 'c',
    body: { result: 'confirmed', on: '2026-11-01' },
    missing: true,
  },
  'GET /api/teams/:teamId/findings': { who: 'mdlc' },
  'POST /api/teams/:teamId/findings/:findingId/explain': { who: 'mdl', body: { word: 'ghi bù' }, missing: true },
  'GET /api/places/:placeId/findings': { who: 'c' },
  'POST /api/places/:placeId/findings/:findingId/close': { who: 'c', body: { word: 'xong' }, missing: true },
  'GET /xn': { who: 'public', noTarget: true },
  'POST /api/confirmations': { who: 'public', noTarget: true, missing: true },
  'POST /api/teams/:teamId/confirmation-cards': { who: 'c', body: { slips: 1 } },
  // indicators and insight
  'GET /api/indicators': { who: teamAndOffices, noTarget: true },
  'GET /api/places/:placeId/dashboard': { who: offices },
  'GET /api/places/:placeId/indicators': { who: offices },
  'GET /api/places/:placeId/ranking': { who: offices },
  'GET /api/places/:placeId/ranking/file': { who: offices },
  'GET /api/places/:placeId/declared': { who: offices },
  'PUT /api/places/:placeId/declared': {
    who: 'cpn',
    body: { measure: 'members', day: '2026-01-31', amount: 5, source: 'Báo cáo thử', reason: 'thử lại' },
  },
  'POST /api/places/:placeId/declared/withdraw': {
    who: 'cpn',
    body: { measure: 'members', day: '2020-01-31', reason: 'khai nhầm' },
    missing: true,
  },
  'GET /api/teams/:teamId/dashboard': { who: teamAndOffices },
  'GET /api/teams/:teamId/indicators': { who: teamAndOffices },
}

/** Ids that a path names besides place and team; none of them exists. */
export const unknownIds: Record<string, string> = { hash, day: '2026-12-31' }
export const unknownId = id
