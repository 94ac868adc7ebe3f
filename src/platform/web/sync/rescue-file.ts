import {
  type PhoneWords,
  type RescueContent,
  type RescueHead,
  type RescuePhoto,
  rescueInfo,
  rescueMagic,
  rescueNonce,
  rescueParts,
  rescueSecretBytes,
} from '#platform/shared/rescue.ts'

/** A photo for a rescue file. @param base64 as the phone keeps it */
export interface PhotoToPack extends RescuePhoto {
  base64: string
}

/**
 * A rescue file of this content and these photos, which only the installation can open. Photos are read, encrypted and
 * given to the browser one by one: a phone of 2 GB does not have room for all of them at once in memory.
 *
 * @param host the address of the installation
 */
export async function packRescueFile(
  content: RescueContent,
  photos: AsyncIterable<PhotoToPack> | Iterable<PhotoToPack>,
  key: PhoneWords['rescueKey'],
  host: string,
): Promise<Blob> {
  const { head, sealPart } = await sealFor(key, host)
  const parts = [new Blob([head]), await sealPart(contentPart(content))]
  for await (const photo of photos) parts.push(await sealPart(photoPart(photo)))
  parts.push(await sealPart(Uint8Array.of(rescueParts.end)))
  return new Blob(parts, { type: 'application/octet-stream' })
}

type Bytes = Uint8Array<ArrayBuffer>

async function sealFor(
  key: PhoneWords['rescueKey'],
  host: string,
): Promise<{ head: Bytes; sealPart(plain: Bytes): Promise<Blob> }> {
  const { subtle } = crypto
  const pair = await subtle.generateKey(curve, false, ['deriveBits'])
  const mine = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const theirs = bytesOf(key.point)
  const installation = await subtle.importKey('raw', theirs, curve, false, [])
  const shared = await subtle.deriveBits({ name: 'ECDH', public: installation }, pair.privateKey, 256)
  const secret = await stretch(shared, joined(mine, theirs))
  const head = headBytes({ key: key.id, mine: textOf(mine), host })
  const aes = await subtle.importKey('raw', secret.slice(0, 32), 'AES-GCM', false, ['encrypt'])
  let part = 0
  const sealPart = async (plain: Bytes) => {
    const iv = rescueNonce(secret.slice(32), part++)
    const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData: head }, aes, plain)
    return new Blob([lengthOf(sealed.byteLength, 4), sealed])
  }
  return { head, sealPart }
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const encoder = new TextEncoder()

async function stretch(shared: ArrayBuffer, salt: Bytes): Promise<Bytes> {
  const from = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(rescueInfo) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, from, rescueSecretBytes * 8))
}

function headBytes(head: RescueHead): Bytes {
  const text = encoder.encode(JSON.stringify(head))
  return joined(encoder.encode(rescueMagic), lengthOf(text.length, 2), text)
}

const contentPart = (content: RescueContent): Bytes =>
  joined(Uint8Array.of(rescueParts.content), encoder.encode(JSON.stringify(content)))

function photoPart({ id, half, base64 }: PhotoToPack): Bytes {
  const said = encoder.encode(JSON.stringify({ id, half } satisfies RescuePhoto))
  return joined(Uint8Array.of(rescueParts.photo), lengthOf(said.length, 2), said, bytesOf(base64))
}

function lengthOf(length: number, bytes: 2 | 4): Bytes {
  const written = new DataView(new ArrayBuffer(bytes))
  if (bytes === 2) written.setUint16(0, length)
  else written.setUint32(0, length)
  return new Uint8Array(written.buffer)
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const textOf = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const bytesOf = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
