import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'

export const registerKind = 'register'

/** One criterion of the province; `fromAge`: asked of persons from this age on (null: of everybody). */
export interface Criterion {
  code: string
  name: string
  of: 'household' | 'person'
  fromAge: number | null
}

/** Which criteria and skills count in a province. */
export interface RegisterRule {
  version: number
  criteria: Criterion[]
  /** Codes of the skills that a person must do alone. */
  skills: string[]
}

/**
 * What a team's phones know of the commune's switch and the province's rule; `id` is the team's id. A team without this
 * row: the register was never switched on there, and the default rule holds.
 */
export interface Register extends SyncRow {
  on: boolean
  purpose: string
  legalBasis: string
  /** Months after which what nobody may use any more is erased. */
  retentionMonths: number
  decidedBy: string
  since: Day | null
  /** Null: the default rule. */
  rule: RegisterRule | null
}

/** The criterion that nobody ticks: it follows from the skills. */
export const basicSkills = 'basic-skills'

/** The eight criteria of a digital citizen as Kiên Giang set them in 2023, and the five basic skills. */
export const defaultRule: RegisterRule = {
  version: 0,
  criteria: [
    { code: 'fibre', name: 'Đường truyền cáp quang', of: 'household', fromAge: null },
    { code: 'smartphone', name: 'Điện thoại thông minh', of: 'person', fromAge: 14 },
    { code: 'vneid', name: 'Tài khoản định danh điện tử (VNeID)', of: 'person', fromAge: 14 },
    { code: 'payment-account', name: 'Tài khoản thanh toán điện tử', of: 'person', fromAge: 15 },
    { code: 'service-account', name: 'Tài khoản dịch vụ công trực tuyến', of: 'person', fromAge: 14 },
    { code: 'security-software', name: 'Phần mềm bảo vệ an toàn cơ bản', of: 'person', fromAge: 14 },
    { code: basicSkills, name: 'Kỹ năng số cơ bản', of: 'person', fromAge: 14 },
    { code: 'digital-signature', name: 'Chữ ký số cá nhân', of: 'person', fromAge: 18 },
  ],
  skills: ['public-services', 'shopping', 'payment', 'safety', 'local'],
}

/** The rule that holds for a team, by its row if it has one. */
export const ruleOf = (register: Pick<Register, 'rule'> | undefined): RegisterRule => register?.rule ?? defaultRule

/** May persons be entered and used in this team? */
export const isOn = (register: Pick<Register, 'on'> | undefined): boolean => register?.on ?? false
