import { createHmac } from 'node:crypto'
import type { Id } from '#platform/shared/ids.ts'

/** The six digits of a counter: HOTP (RFC 4226). */
export const hotp = (secret: Buffer, counter: number): string => {
  const moment = Buffer.alloc(8)
  moment.writeBigUInt64BE(BigInt(counter))
  const digest = createHmac('sha1', secret).update(moment).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The secret from which the codes of a team's printed slips are derived; never kept, never sent. */
export const slipSecret = (installationSecret: string, team: Id): Buffer =>
  createHmac('sha256', installationSecret).update(`confirmation-card ${team}`).digest()
