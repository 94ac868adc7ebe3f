import { fold } from '#platform/shared/folding.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { basicSkills, defaultRule } from './register.ts'
import type { RuleContent } from './rule-routes.ts'

/**
 * What is wrong with a rule that somebody wants to decide: nothing to meet, the same criterion twice, a criterion that means
 * something else than before (people ticked it for what it was), an age where there is none, a skill that is not taught, or
 * something that nobody may record of a person.
 *
 * @param earlier criteria of all versions decided before
 * @param skills codes of the skills that exist
 */
export const checkRule = (
  { criteria, skills }: RuleContent,
  earlier: RuleContent['criteria'],
  known: readonly string[],
): FieldProblem[] => {
  const meant = new Map([...defaultRule.criteria, ...earlier].map((one) => [one.code, one.of]))
  const problems = criteria.flatMap((one, index) => {
    const at = `body.criteria.${index}`
    const others = criteria.slice(0, index)
    return [
      ...(others.some(({ code }) => code === one.code) ? [{ path: `${at}.code`, ...twice }] : []),
      ...(others.some(({ name }) => fold(name) === fold(one.name)) ? [{ path: `${at}.name`, ...twice }] : []),
      ...((meant.get(one.code) ?? one.of) === one.of ? [] : [{ path: `${at}.of`, ...meansAnother }]),
      ...(one.of === 'household' && one.fromAge !== null ? [{ path: `${at}.fromAge`, ...noAge }] : []),
      ...(one.code === basicSkills && skills.length === 0 ? [{ path: `${at}.code`, ...noSkills }] : []),
      ...(forbidden.test(fold(one.name)) ? [{ path: `${at}.name`, ...notToRecord }] : []),
    ]
  })
  const unknown = skills.filter((skill, index) => !known.includes(skill) || skills.indexOf(skill) < index)
  return [
    ...problems,
    ...(criteria.length + skills.length === 0 ? [{ path: 'body.criteria', ...nothing }] : []),
    ...(unknown.length > 0 ? [{ path: 'body.skills', ...noSuchSkill }] : []),
  ]
}

/** A code for a new criterion, from its name: 'Loa thông minh' is 'loa-thong-minh', or '-2' when that is taken. */
export const codeFor = (name: string, taken: readonly string[]): string => {
  const plain =
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 32)
      .replace(/-+$/, '') || 'tieu-chi'
  let code = plain
  for (let n = 2; taken.includes(code); n += 1) code = `${plain}-${n}`
  return code
}

// Law 91/2025 calls these sensitive; the product has no field for them, and a province must not make one.
const forbidden =
  /\b(dan toc|ton giao|tin nguong|dang vien|dang phai|doan vien|benh|suc khoe|hiv|khuyet tat|xu huong|tien an|can cuoc|cccd|cmnd|so tai khoan|mat khau|thu nhap|no xau)\b/

const twice = { vi: 'Tiêu chí này đã có trong danh sách.', en: 'This criterion is in the list already.' }
const meansAnother = {
  vi: 'Trước đây tiêu chí này tính cho loại khác (hộ hoặc người). Hãy đặt một tiêu chí mới.',
  en: 'This criterion used to be of the other kind (home or person). Make a new one instead.',
}
const noAge = { vi: 'Tiêu chí của hộ không có tuổi.', en: 'A criterion of homes has no age.' }
const noSkills = {
  vi: 'Có tiêu chí kỹ năng thì phải chọn ít nhất một kỹ năng.',
  en: 'With the criterion of skills at least one skill must be chosen.',
}
const notToRecord = {
  vi: 'Không được ghi điều này về người dân. Hãy bỏ tiêu chí này.',
  en: 'This must not be recorded of anybody. Take this criterion out.',
}
const nothing = { vi: 'Phải có ít nhất một tiêu chí.', en: 'There must be at least one criterion.' }
const noSuchSkill = {
  vi: 'Có kỹ năng không nằm trong cẩm nang, hoặc bị chọn hai lần.',
  en: 'There is a skill that the library does not know, or that is chosen twice.',
}
