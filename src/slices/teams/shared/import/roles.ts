import { fold } from '#platform/shared/folding.ts'
import type { TeamRole } from '../team.ts'
import { remembering } from './memo.ts'

// "Tổ trưởng tổ dân phố" heads a residential group, not the team.
const elsewhere = /\b(dan pho|tdp|nhan dan|to dp)\b/
const words: [TeamRole, RegExp][] = [
  ['deputy', /^(to pho|pho to|pho nhom|nhom pho|p\.? ?to truong)\b|^pho( truong)?$/],
  ['leader', /^(to truong|truong to|truong nhom|nhom truong)\b|^truong$/],
  ['member', /\b(thanh vien|to vien|uy vien|thu ky|tv)\b/],
]

/** The role that a cell names; a blank cell is a member. `known` is false where the text says something else. */
export const readRole = remembering((text): { role: TeamRole; known: boolean } => {
  const folded = fold(text)
  if (folded === '') return { role: 'member', known: true }
  const found = elsewhere.test(folded) ? undefined : words.find(([, pattern]) => pattern.test(folded))
  return { role: found?.[0] ?? 'member', known: found !== undefined }
})
