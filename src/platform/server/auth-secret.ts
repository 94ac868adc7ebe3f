import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import { readOrCreateSecret } from './secret-file.ts'

/** The secret of an installation on one machine: made once, kept in DATA_DIR/secret, readable by its owner only. */
export function authSecretFor(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    return readOrCreateSecret(join(dataDir, 'secret'), () => `${randomBytes(32).toString('base64url')}\n`).trim()
  } catch (cause) {
    throw cannotUse(dataDir, cause)
  }
}

function cannotUse(dataDir: string, cause: unknown): OperatorError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  return new OperatorError(
    `Không ghi được vào thư mục dữ liệu ${dataDir} (${code}): hãy cấp quyền ghi, hoặc đặt DATA_DIR là thư mục khác.`,
    `The data folder ${dataDir} cannot be written (${code}): give write permission, or set DATA_DIR to another folder.`,
    { cause },
  )
}
