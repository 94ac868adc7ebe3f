import { isId } from '#platform/shared/ids.ts'
import { type FieldProblem, Problem } from '#platform/shared/problem.ts'
import { invalidInput } from '#platform/shared/problems.ts'
import type { AnyKindStore } from './kinds.ts'

/** Where a page ended: changes come in the order of (rev, kind, id). */
export interface Position {
  rev: number
  kind: string
  id: string
}

/** Before the first row: teams that nobody has changed since they were made have the revision 0. */
export const start: Position = { rev: -1, kind: '', id: '' }

/** As it travels, in `next` and `after`. */
export const positionText = ({ rev, kind, id }: Position): string => `${rev}/${kind}/${id}`

/**
 * Reads `after`. Throws `input.invalid` for what is no position: to begin anew instead would send a phone the same pages
 * for ever, and nobody would hear of it.
 */
export function positionOf(text: string, kinds: readonly AnyKindStore[]): Position {
  const [, rev, kind, id] = /^(\d{1,15})\/([a-z]+(?:-[a-z]+)*)\/(.+)$/.exec(text) ?? []
  if (!kind || !id || !mayBeId(id, kind, kinds)) throw new Problem(invalidInput, undefined, [unreadable])
  return { rev: Number(rev), kind, id }
}

const mayBeId = (id: string, kind: string, kinds: readonly AnyKindStore[]): boolean => {
  const store = kinds.find((one) => one.kind === kind)
  return store !== undefined && (store.idType === 'text' || isId(id))
}

const unreadable: FieldProblem = {
  path: 'query.after',
  vi: 'Không đọc được vị trí trang này. Hãy tải lại từ trang đầu (bỏ "after").',
  en: 'This position of a page cannot be read. Start again from the first page (leave out "after").',
}
