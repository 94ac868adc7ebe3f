/*
 * AES-256-GCM through WebCrypto. What is sealed becomes a binary text (one character a byte, 0 to 255): stores keep texts,
 * and browsers keep such texts as bytes, a quarter smaller than base64.
 */

const nonceBytes = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What opens and closes records: it never leaves the browser's own memory. */
export type DataKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A key of 32 random bytes, for those who must wrap it. */
export const newRawKey = (): Bytes => crypto.getRandomValues(new Uint8Array(32))

export type Bytes = Uint8Array<ArrayBuffer>

/** @param raw 32 bytes; they can be overwritten afterwards */
export const importKey = (raw: Bytes): Promise<DataKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** Nonce (12 bytes), ciphertext and tag. Bound to `about`: sealed for one place, it opens at no other. */
export async function seal(key: DataKey, about: string, plain: Bytes): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(about) },
    key,
    plain,
  )
  return toBinaryText(nonce) + toBinaryText(new Uint8Array(sealed))
}

/** The plain bytes; null when the key is another, or what was sealed is damaged or stands in a wrong place. */
export async function unseal(key: DataKey, about: string, sealed: string): Promise<Bytes | null> {
  const bytes = fromBinaryText(sealed)
  const algorithm = { name: 'AES-GCM', iv: bytes.subarray(0, nonceBytes), additionalData: encoder.encode(about) }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(nonceBytes)))
  } catch (error) {
    // WebCrypto says so of a wrong tag, and of nothing else.
    if ((error as { name?: string }).name === 'OperationError') return null
    throw error
  }
}

export const sealText = (key: DataKey, about: string, text: string): Promise<string> =>
  seal(key, about, encoder.encode(text))

/** Throws when it cannot be opened: with the right key that is a damaged store. */
export async function unsealText(key: DataKey, about: string, sealed: string): Promise<string> {
  const plain = await unseal(key, about, sealed)
  if (!plain) throw new Error(`what is kept at ${about} is damaged`)
  return decoder.decode(plain)
}

// As many characters as one call may have arguments everywhere.
const atOnce = 8_192

export function toBinaryText(bytes: Bytes): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce))
  return text
}

export function fromBinaryText(text: string): Bytes {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return bytes
}
