import { createDecipheriv } from 'node:crypto'
import * as z from 'zod/mini'
import { Problem } from '#platform/shared/problem.ts'
import {
  type RescueContent,
  type RescueHead,
  type RescuePhoto,
  rescueContent,
  rescueHead,
  rescueInfo,
  rescueInfoBefore,
  rescueMagic,
  rescueMagicBefore,
  rescueNonce,
  rescueParts,
  rescuePhoto,
} from '#platform/shared/rescue.ts'
import {
  rescueDamaged,
  rescueNotOurs,
  rescueOtherInstallation,
  rescueOtherKey,
} from '#platform/shared/rescue-problems.ts'
import type { RescueKey } from './rescue-key.ts'

/** A photo as it lies in a rescue file. */
export interface PackedPhoto extends RescuePhoto {
  bytes: Buffer
}

/** What is in a rescue file. */
export interface OpenedRescue {
  content: RescueContent
  photos: PackedPhoto[]
}

/**
 * What is in a rescue file; nothing of a file that is not whole.
 *
 * @param host the address of this installation, to tell a file of another one from one whose key has changed
 * Throws `rescue.not-a-rescue-file`, `rescue.other-installation`, `rescue.other-key`, `rescue.damaged`.
 */
export function openRescueFile(file: Buffer, key: RescueKey, host: string): OpenedRescue {
  const { magic, head, bound, rest } = splitFile(file)
  if (head.key !== key.id)
    throw head.host === host ? new Problem(rescueOtherKey) : new Problem(rescueOtherInstallation, { host: head.host })
  const theirs = Buffer.from(head.mine, 'base64url')
  return magic === rescueMagic
    ? openParts(sealFrom(key.secretWith(theirs, rescueInfo), bound), rest)
    : { content: openBefore(sealFrom(key.secretWith(theirs, rescueInfoBefore), bound), rest), photos: [] }
}

const lengthBytes = 4

function splitFile(file: Buffer): { magic: string; head: RescueHead; bound: Buffer; rest: Buffer } {
  const start = rescueMagic.length + 2
  const magic = file.subarray(0, rescueMagic.length).toString('latin1')
  if (file.length < start || ![rescueMagic, rescueMagicBefore].includes(magic)) throw new Problem(rescueNotOurs)
  const end = start + file.readUInt16BE(rescueMagic.length)
  if (file.length < end) throw new Problem(rescueDamaged)
  const head = parsed(rescueHead, file.subarray(start, end))
  return { magic, head, bound: file.subarray(0, end), rest: file.subarray(end) }
}

/** Opens one part; throws `rescue.damaged`. */
type Seal = (sealed: Buffer, part: number) => Buffer

const tagBytes = 16
const keyBytes = 32

function sealFrom(secret: Buffer | null, bound: Buffer): Seal {
  return (sealed, part) => {
    if (!secret || sealed.length < tagBytes) throw new Problem(rescueDamaged)
    const nonce = rescueNonce(secret.subarray(keyBytes), part)
    const decipher = createDecipheriv('aes-256-gcm', secret.subarray(0, keyBytes), nonce)
    decipher.setAAD(bound).setAuthTag(sealed.subarray(-tagBytes))
    const plain = decipher.update(sealed.subarray(0, -tagBytes))
    try {
      decipher.final()
    } catch {
      throw new Problem(rescueDamaged)
    }
    return plain
  }
}

function openBefore(open: Seal, sealed: Buffer): RescueContent {
  const plain = open(sealed, 0)
  if (plain.length < lengthBytes) throw new Problem(rescueDamaged)
  return parsed(rescueContent, plain.subarray(lengthBytes, lengthBytes + plain.readUInt32BE(0)))
}

function openParts(open: Seal, rest: Buffer): OpenedRescue {
  const [first, ...more] = partsOf(open, rest)
  if (first?.[0] !== rescueParts.content || more.pop()?.[0] !== rescueParts.end) throw new Problem(rescueDamaged)
  return { content: parsed(rescueContent, first.subarray(1)), photos: more.map(photoIn) }
}

function partsOf(open: Seal, rest: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < rest.length; ) {
    const start = at + lengthBytes
    const end = start + (rest.length < start ? 0 : rest.readUInt32BE(at))
    if (rest.length < end) throw new Problem(rescueDamaged)
    parts.push(open(rest.subarray(start, end), parts.length))
    at = end
  }
  return parts
}

const photoLengthBytes = 2

function photoIn(part: Buffer): PackedPhoto {
  const start = 1 + photoLengthBytes
  if (part[0] !== rescueParts.photo || part.length < start) throw new Problem(rescueDamaged)
  const end = start + part.readUInt16BE(1)
  return { ...parsed(rescuePhoto, part.subarray(start, end)), bytes: part.subarray(end) }
}

function parsed<Schema extends z.ZodMiniType>(schema: Schema, bytes: Buffer): z.infer<Schema> {
  const result = z.safeParse(schema, jsonOf(bytes))
  if (!result.success) throw new Problem(rescueDamaged)
  return result.data
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}
