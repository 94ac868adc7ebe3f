import { createECDH, createHash, createHmac, type ECDH, hkdfSync, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { rescueSecretBytes } from '#platform/shared/rescue.ts'
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
  /** The secret that this key shares with the key pair of a file; null: that is no point of the curve. */
  secretWith(theirs: Buffer, info: string): Buffer | null
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
    secretWith: (theirs, info) => sharedSecret(pair, point, theirs, info),
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

function sharedSecret(pair: ECDH, point: Buffer, theirs: Buffer, info: string): Buffer | null {
  try {
    const salt = Buffer.concat([theirs, point])
    return Buffer.from(hkdfSync('sha256', pair.computeSecret(theirs), salt, info, rescueSecretBytes))
  } catch {
    // A point that is none: to whoever sent it, a damaged file.
    return null
  }
}
