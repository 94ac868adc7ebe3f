/**
 * The name that somebody signs in with, as we keep it: a Vietnamese mobile number however it was typed ("0912 345 678",
 * "84912345678", "+84 912.345.678") becomes "+84912345678"; anything else is a user name in lower case.
 */
export const signInName = (typed: string): string => {
  const text = typed.normalize('NFC').trim().toLowerCase()
  const digits = text.replace(/[\s().-]/g, '')
  const number = /^(?:\+84|0084|84|0)([1-9]\d{8})$/.exec(digits)
  return number ? `+84${number[1]}` : text
}

/** Can this be a name to sign in with: a phone number, or 3 to 40 letters, digits, dots, hyphens beginning with a letter? */
export const isSignInName = (name: string): boolean => /^(\+84[1-9]\d{8}|[a-z][a-z0-9._-]{2,39})$/.test(name)
