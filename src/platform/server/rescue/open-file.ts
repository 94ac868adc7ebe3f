import * as z from 'zod/mini'
import { Problem } from '#platform/shared/problem.ts'
import { type RescueContent, type RescueHead, rescueContent, rescueHead, rescueMagic } from '#platform/shared/rescue.ts'
import {
  rescueDamaged,
  rescueNotOurs,
  rescueOtherInstallation,
  rescueOtherKey,
} from '#platform/shared/rescue-problems.ts'
import type { RescueKey } from './rescue-key.ts'

/**
 * What is in a rescue file.
 *
 * @param host the address of this installation, to tell a file of another one from one whose key has changed
 * Throws `rescue.not-a-rescue-file`, `rescue.other-installation`, `rescue.other-key`, `rescue.damaged`.
 */
export function openRescueFile(file: Buffer, key: RescueKey, host: string): RescueContent {
  const { head, bound, sealed } = splitFile(file)
  if (head.key !== key.id)
    throw head.host === host ? new Problem(rescueOtherKey) : new Problem(rescueOtherInstallation, { host: head.host })
  const plain = key.open(Buffer.from(head.mine, 'base64url'), bound, sealed)
  if (!plain || plain.length < lengthBytes) throw new Problem(rescueDamaged)
  const content = plain.subarray(lengthBytes, lengthBytes + plain.readUInt32BE(0))
  return parsed(rescueContent, content, rescueDamaged)
}

const lengthBytes = 4

function splitFile(file: Buffer): { head: RescueHead; bound: Buffer; sealed: Buffer } {
  const start = rescueMagic.length + 2
  if (file.length < start || file.subarray(0, rescueMagic.length).toString('latin1') !== rescueMagic)
    throw new Problem(rescueNotOurs)
  const end = start + file.readUInt16BE(rescueMagic.length)
  if (file.length < end) throw new Problem(rescueDamaged)
  const head = parsed(rescueHead, file.subarray(start, end), rescueDamaged)
  return { head, bound: file.subarray(0, end), sealed: file.subarray(end) }
}

function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  bytes: Buffer,
  otherwise: typeof rescueDamaged,
): z.infer<Schema> {
  const result = z.safeParse(schema, jsonOf(bytes))
  if (!result.success) throw new Problem(otherwise)
  return result.data
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}
