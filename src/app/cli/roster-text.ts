import type { RosterReport } from '#slices/teams/server/public.ts'

type Said = RosterReport['problems'][number]
export type ImportDone = Record<
  'teamsAdded' | 'teamsFound' | 'membersAdded' | 'membersChanged' | 'membersUnchanged' | 'membersMissing',
  number
>
type Language = 'vi' | 'en'

const words = {
  vi: {
    found: (r: RosterReport) =>
      `${r.teams} tổ, ${r.members} thành viên (${r.leaders} tổ trưởng, ${r.deputies} tổ phó), ${r.people} người; theo đơn vị hành chính ngày ${r.asOf}.`,
    blocked: (n: number) => `${n} dòng chưa nhập được.`,
    row: 'dòng',
    question: (text: string, chosen: string) => `Cần xác nhận: “${text}” nay là ${chosen}?`,
    dry: 'Chỉ xem trước, chưa ghi gì.',
    done: (d: ImportDone) =>
      `Đã nhập: thêm ${d.teamsAdded} tổ, ${d.membersAdded} thành viên; sửa ${d.membersChanged} người; giữ nguyên ${d.membersUnchanged}; ${d.membersMissing} thành viên không có trong danh sách vẫn được giữ.`,
  },
  en: {
    found: (r: RosterReport) =>
      `${r.teams} teams, ${r.members} members (${r.leaders} leaders, ${r.deputies} deputies), ${r.people} people; by the units of ${r.asOf}.`,
    blocked: (n: number) => `${n} row(s) left out.`,
    row: 'row',
    question: (text: string, chosen: string) => `To be confirmed: is “${text}” ${chosen} today?`,
    dry: 'Only read, nothing was written.',
    done: (d: ImportDone) =>
      `Imported: ${d.teamsAdded} teams and ${d.membersAdded} members added, ${d.membersChanged} people changed, ${d.membersUnchanged} left as they were; ${d.membersMissing} members that the list does not name stay.`,
  },
}

const signs = { block: '✗', warn: '!', notice: '·', mended: '·' } as const

/** A roster's report as lines for the terminal; `done` null: nothing was written. */
export const rosterText = (report: RosterReport, done: ImportDone | null, language: Language): string[] => {
  const say = words[language]
  return [
    say.found(report),
    ...(report.blockedRows > 0 ? [say.blocked(report.blockedRows)] : []),
    ...[...report.problems, ...report.notices].map((problem) => problemLine(problem, say.row)),
    ...report.questions.map(({ text, chosen, options }) => `? ${say.question(text, chosen ?? options.join('; '))}`),
    done ? say.done(done) : say.dry,
  ]
}

const problemLine = ({ severity, sheet, row, column, what, proposal }: Said, rowWord: string): string => {
  const place = [sheet, row === null ? null : `${rowWord} ${row}`, column].filter((part) => part !== null).join(', ')
  return `${signs[severity]} ${place === '' ? '' : `${place}: `}${what} ${proposal}`
}
