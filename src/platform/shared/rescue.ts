import * as z from 'zod/mini'
import { dayText, idText } from './text.ts'

/**
 * A rescue file (`.tnr`) carries what a phone could not send: unsent and refused commands, half-done forms and photos,
 * encrypted so that only the installation's servers can read it. Anybody of the team may carry it; `docs/sync.md` tells
 * the format:
 *
 *   'TNR2' · length of the head (2 bytes) · head (JSON, in clear) · parts: length (4 bytes) · AES-256-GCM of the part
 *
 * A part begins with a byte that says what it is: the content (JSON) comes first, then one photo after the other, then the
 * end, without which the file was cut off. In parts, so that a phone never holds more than one photo in memory, unpacked.
 * All numbers big-endian. The key of the encryption comes from ECDH (P-256) between a key pair that the phone makes for
 * this one file (`head.mine`) and the installation's public key, by HKDF-SHA256; the head is bound in as additional data,
 * the order of the parts by their nonces.
 *
 * Files of before the photos ('TNR1') are one encrypted part: length of the content (4 bytes) · content. They are read
 * for as long as somebody may still have one.
 */
export const rescueMagic = 'TNR2'
export const rescueMagicBefore = 'TNR1'
export const rescueInfo = 'tungnha rescue file 2'
export const rescueInfoBefore = 'tungnha rescue file 1'
/** The first byte of a part. */
export const rescueParts = { content: 1, photo: 2, end: 3 } as const
/** Bytes of the derived secret: 32 of the key, 12 of the nonce. A key is used for one file, so its nonce may come with it. */
export const rescueSecretBytes = 44
/** Nothing larger is taken; what does not fit goes into another file. */
export const rescueFileBytes = 16_000_000

/** The nonce of a part: the one that was derived, with the number of the part (0, 1, ...) in its last four bytes. */
export function rescueNonce(derived: Uint8Array, part: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(derived)
  const last = new DataView(nonce.buffer)
  last.setUint32(nonce.length - 4, last.getUint32(nonce.length - 4) ^ part)
  return nonce
}

export const rescueHead = z.object({
  /** Which public key of the installation the file was made for. */
  key: z.string().check(z.maxLength(40)),
  /** The phone's public key for this file: an uncompressed point, base64url. */
  mine: z.string().check(z.maxLength(120)),
  /** The address of the installation, for people and for the sentence that says so when it is another one's. */
  host: z.string().check(z.maxLength(200)),
})
export type RescueHead = z.infer<typeof rescueHead>

export const rescueContent = z.object({
  /** The server's own signed word on whose phone this is; nothing else in the file says who the author was. */
  author: z.string().check(z.maxLength(2000)),
  /** The device's clock when the file was made, and how far it was from the server's, as measured last. */
  madeAt: z.string().check(z.maxLength(40)),
  clockOffsetMs: z.nullable(z.number()),
  /** In the order in which they were made; each as in a push. */
  commands: z.array(z.object({ team: z.uuid(), command: z.unknown() })).check(z.maxLength(20_000)),
  drafts: z
    .array(z.object({ key: z.string().check(z.maxLength(200)), value: z.unknown(), savedAtMs: z.number() }))
    .check(z.maxLength(2000)),
})
export type RescueContent = z.infer<typeof rescueContent>

/** What stands before the bytes of a photo: length (2 bytes) · this (JSON) · the bytes of the file. */
export const rescuePhoto = z.object({
  id: idText,
  /** Only of a photo in a half-done form, of which no record speaks yet: what the author's next phone has to know of it. */
  half: z.nullable(
    z.object({
      subject: idText,
      bytes: z.int().check(z.gte(1), z.lte(600_000)),
      width: z.int(),
      height: z.int(),
      sha256: z.string().check(z.maxLength(64)),
      atMs: z.number(),
    }),
  ),
})
export type RescuePhoto = z.infer<typeof rescuePhoto>

/** Drafts whose key begins so are photos of half-done forms: `{ ...half, base64 }`. */
export const rescuedPhotoKey = 'photo/'
export type RescuedPhoto = NonNullable<RescuePhoto['half']> & { base64: string }

/** What `/api/me` tells a phone for the time when it cannot ask. */
export const phoneWords = z.object({
  /** The installation's public key for rescue files: its name, and the uncompressed point in base64url. */
  rescueKey: z.object({ id: z.string(), point: z.string() }),
  /** Signed: this account, this member, this session. Goes into rescue files. */
  author: z.string(),
  /** Drafts out of a rescue file that wait for this account. */
  drafts: z.int(),
  /** Announced: from this day on an app below this version of the wire is refused. */
  leastWire: z.optional(z.nullable(z.object({ version: z.int(), from: dayText }))),
})
export type PhoneWords = z.infer<typeof phoneWords>
