import { createDecipheriv, createECDH, createHash, createHmac, type ECDH, hkdfSync, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { rescueInfo, rescueSecretBytes } from '#platform/shared/rescue.ts'
import { idText } from '#platform/shared/text.ts'

/** Whose phone a rescue file comes from, as this server once said to that phone. */
export interface Author {
  accountId: string
  memberId: string | null
  sessionId: string
  saidAtMs: number
}

/**
 * The installation's key for rescue files. It is made from a secret (RESCUE_KEY, else AUTH_SECRET), so that every server
 * of an installation has the same one without passing a file around.
 */
export interface RescueKey {
  /** The name of the public key, and the key: an uncompressed point of P-256 in base64url. */
  id: string
  point: string
  /** What this server says to a phone about whose it is; the phone puts it into its files. */
  sign(author: Author): string
  /** The author, when this server said so; null for anything else. */
  authorIn(statement: string): Author | null
  /** Opens what was encrypted for this key with `theirs`; null when it is not whole. `head` was bound in. */
  open(theirs: Buffer, head: Buffer, sealed: Buffer): Buffer | null
}

/** @param secret at least 32 characters */
export function rescueKeyFrom(secret: string): RescueKey {
  const pair = keyPairFrom(secret)
  const point = pair.getPublicKey()
  const signingKey = Buffer.from(hkdfSync('sha256', secret, '', 'tungnha rescue author 1', 32))
  const macOf = (text: string) => createHmac('sha256', signingKey).update(text).digest('base64url')
  return {
    id: createHash('sha256').update(point).digest('hex').slice(0, 16),
    point: point.toString('base64url'),
    sign: (author) => {
      const text = Buffer.from(JSON.stringify(author)).toString('base64url')
      return `${text}.${macOf(text)}`
    },
    authorIn: (statement) => {
      const [text = '', mac = ''] = statement.split('.')
      return equal(mac, macOf(text)) ? readAuthor(text) : null
    },
    open: (theirs, head, sealed) => decrypt(pair, point, theirs, head, sealed),
  }
}

// The order of P-256 (SEC 2, 2.4.2). 48 bytes of key material make the remainder as good as uniform (FIPS 186-5, A.2.1).
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

function keyPairFrom(secret: string): ECDH {
  const material = Buffer.from(hkdfSync('sha256', secret, '', 'tungnha rescue key 1', 48))
  const scalar = (BigInt(`0x${material.toString('hex')}`) % (order - 1n)) + 1n
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'))
  return pair
}

const authorShape = z.object({
  accountId: idText,
  memberId: z.nullable(idText),
  sessionId: idText,
  saidAtMs: z.number(),
})

function readAuthor(text: string): Author | null {
  const parsed = z.safeParse(authorShape, JSON.parse(Buffer.from(text, 'base64url').toString()))
  return parsed.success ? parsed.data : null
}

const equal = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const tagBytes = 16

function decrypt(pair: ECDH, point: Buffer, theirs: Buffer, head: Buffer, sealed: Buffer): Buffer | null {
  try {
    const salt = Buffer.concat([theirs, point])
    const secret = Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), salt, rescueInfo, rescueSecretBytes))
    const decipher = createDecipheriv('aes-256-gcm', secret.subarray(0, 32), secret.subarray(32))
    decipher.setAAD(head).setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    // A point that is none, a tag that does not fit: to whoever sent it, all the same.
    return null
  }
}
