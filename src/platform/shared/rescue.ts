import * as z from 'zod/mini'
import { dayText } from './text.ts'

/**
 * A rescue file (`.tnr`) carries what a phone could not send: unsent and refused commands and half-done forms, encrypted
 * so that only the installation's servers can read it. Anybody of the team may carry it; `docs/sync.md` tells the format:
 *
 *   'TNR1' · length of the head (2 bytes) · head (JSON, in clear) · AES-256-GCM of what follows
 *   length of the content (4 bytes) · content (JSON) · [photos, one after the other, when there will be any]
 *
 * All numbers big-endian. The key of the encryption comes from ECDH (P-256) between a key pair that the phone makes for
 * this one file (`head.mine`) and the installation's public key, by HKDF-SHA256; the head is bound in as additional data.
 */
export const rescueMagic = 'TNR1'
export const rescueInfo = 'tungnha rescue file 1'
/** Bytes of the derived secret: 32 of the key, 12 of the nonce. A key is used once, so its nonce may come with it. */
export const rescueSecretBytes = 44
export const rescueFileBytes = 16_000_000

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
