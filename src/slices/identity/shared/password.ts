import { Problem } from '#platform/shared/problem.ts'
import { passwordTooLong, passwordTooPlain, passwordTooShort } from './problems.ts'

/**
 * Shortest passwords. 14 for everybody with a role on a place: the third security level (Law 116/2025 and its decrees)
 * asks it of officials who sign in without a second factor. 8 for members of teams, who hold one team's doors on one
 * phone, type on small screens, and would write 14 characters on the back of it; guessing is stopped by counting attempts.
 */
export const minimumPassword = { member: 8, officer: 14 } as const
export const maximumPassword = 128

/** What is wrong with a new password; null when it may be used. `least` is one of `minimumPassword`. */
export const passwordProblem = (password: string, least: number, signInName: string): Problem | null => {
  const characters = [...password]
  if (characters.length < least) return new Problem(passwordTooShort, { least })
  if (characters.length > maximumPassword) return new Problem(passwordTooLong, { most: maximumPassword })
  return isPlain(characters, password, signInName) ? new Problem(passwordTooPlain) : null
}

// The first guesses of somebody who has found a phone: its own number, as people write it, and 11111111.
const isPlain = (characters: string[], password: string, signInName: string): boolean => {
  const typed = password.toLowerCase().replace(/[\s.-]/g, '')
  const own = [signInName, signInName.replace('+84', '0'), signInName.replace('+', '')]
  return new Set(characters).size < 3 || own.includes(typed)
}
