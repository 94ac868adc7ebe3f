import { randomBytes } from 'node:crypto'
import { OperatorError } from '../operator-error.ts'
import { readOrCreateSecret } from '../secret-file.ts'

/** The superuser of the embedded cluster and the four roles of the application. */
export type EmbeddedRole = 'postgres' | 'owner' | 'app' | 'worker' | 'auth'
export type Passwords = Record<EmbeddedRole, string>

/** A password per role: made once, kept in a file that only its owner may read. */
export function passwordsIn(file: string): Passwords {
  const text = readOrCreateSecret(file, () => `${JSON.stringify(newPasswords(), null, 2)}\n`)
  const passwords = JSON.parse(text) as Passwords
  if (!passwords.postgres || !passwords.owner) throw damaged(file)
  return passwords
}

const newPassword = () => randomBytes(24).toString('base64url')

const newPasswords = (): Passwords => ({
  postgres: newPassword(),
  owner: newPassword(),
  app: newPassword(),
  worker: newPassword(),
  auth: newPassword(),
})

const damaged = (file: string) =>
  new OperatorError(
    `Tệp mật khẩu ${file} bị hỏng: hãy khôi phục từ bản sao lưu.`,
    `The password file ${file} is damaged: restore it from a backup.`,
  )
