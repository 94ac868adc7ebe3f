import type * as z from 'zod/mini'
import type { FieldProblem } from './problem.ts'

type Issue = z.core.$ZodIssue
type Sentences = readonly [vi: string, en: string]

/**
 * What is wrong with each field, in words a person can act on, from the issues of a zod check.
 *
 * @param issues of `safeParse`; a check of one's own says its sentences in `params: { vi, en }`
 * @param input what was checked, to tell a missing value from a wrong one; never repeated in a sentence
 * @param prefix put before each path: 'body' gives 'body.members.0.phone'
 */
export const fieldProblems = (issues: readonly Issue[], input: unknown, prefix = ''): FieldProblem[] =>
  issues.slice(0, mostFields).map((issue) => {
    const [vi, en] = isMissing(issue, input) ? missing : sentences(issue)
    return { path: [prefix, ...issue.path.map(String)].filter(Boolean).join('.'), vi, en }
  })

/** A list of ten thousand wrong rows is no help to anybody. */
const mostFields = 50

const missing: Sentences = ['Chưa nhập mục này.', 'This is missing.']

const isMissing = (issue: Issue, input: unknown): boolean => {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], input)
  return value === undefined || value === null || (issue.code === 'too_small' && value === '')
}

const sentences = (issue: Issue): Sentences => {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? unacceptable
    case 'invalid_format':
      return formats[issue.format] ?? ['Không đúng dạng quy định.', 'This does not have the required form.']
    case 'too_small':
      return limit(issue.origin, 'ít nhất', 'at least', issue.minimum)
    case 'too_big':
      return limit(issue.origin, 'nhiều nhất', 'at most', issue.maximum)
    case 'invalid_value':
      return oneOf(issue.values)
    case 'not_multiple_of':
      return [`Phải là bội số của ${issue.divisor}.`, `Must be a multiple of ${issue.divisor}.`]
    case 'unrecognized_keys':
      return ['Có mục mà máy chủ không biết.', 'It holds something the server does not know.']
    case 'custom':
      return ownSentences(issue.params)
    default:
      return unacceptable
  }
}

const unacceptable: Sentences = ['Giá trị này không dùng được.', 'This value cannot be used.']

const types: Record<string, Sentences> = {
  string: ['Phải là chữ.', 'Must be text.'],
  number: ['Phải là một số.', 'Must be a number.'],
  int: ['Phải là một số nguyên.', 'Must be a whole number.'],
  boolean: ['Phải là có hoặc không.', 'Must be yes or no.'],
  array: ['Phải là một danh sách.', 'Must be a list.'],
  object: ['Phải là một nhóm các mục.', 'Must be a group of fields.'],
}

const formats: Record<string, Sentences> = {
  uuid: ['Mã không đúng dạng.', 'The id does not have the right form.'],
  date: ['Ngày không có thật hoặc sai dạng; viết như 2026-09-05.', 'No such date, or not written like 2026-09-05.'],
  datetime: ['Thời điểm phải viết như 2026-09-05T07:30:00Z.', 'The time must be written like 2026-09-05T07:30:00Z.'],
  email: ['Địa chỉ thư điện tử không đúng dạng.', 'The e-mail address does not have the right form.'],
  url: ['Địa chỉ trang không đúng dạng.', 'The web address does not have the right form.'],
}

const limit = (origin: string, vi: string, en: string, bound: number | bigint): Sentences => {
  const [unitVi, unitEn] = units[origin] ?? ['', '']
  return [`Phải ${vi} ${bound}${unitVi}.`, `Must be ${en} ${bound}${unitEn}.`]
}

const units: Record<string, Sentences> = {
  string: [' ký tự', ' characters'],
  array: [' mục', ' entries'],
  set: [' mục', ' entries'],
  record: [' mục', ' entries'],
}

const oneOf = (values: readonly unknown[]): Sentences => {
  const list = values.slice(0, 20).map(String).join(', ')
  return [`Phải là một trong: ${list}.`, `Must be one of: ${list}.`]
}

const ownSentences = (params: Record<string, unknown> | undefined): Sentences =>
  typeof params?.vi === 'string' && typeof params.en === 'string' ? [params.vi, params.en] : unacceptable
