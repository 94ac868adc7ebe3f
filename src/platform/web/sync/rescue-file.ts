import {
  type PhoneWords,
  type RescueContent,
  type RescueHead,
  rescueInfo,
  rescueMagic,
  rescueSecretBytes,
} from '#platform/shared/rescue.ts'

/**
 * A rescue file of this content, which only the installation can open. Photos will follow the content one after the
 * other; a reader of today stops where the content ends.
 *
 * @param host the address of the installation
 */
export async function packRescueFile(
  content: RescueContent,
  key: PhoneWords['rescueKey'],
  host: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = crypto
  const pair = await subtle.generateKey(curve, false, ['deriveBits'])
  const mine = new Uint8Array(await subtle.exportKey('raw', pair.publicKey))
  const theirs = bytesOf(key.point)
  const installation = await subtle.importKey('raw', theirs, curve, false, [])
  const shared = await subtle.deriveBits({ name: 'ECDH', public: installation }, pair.privateKey, 256)
  const secret = await stretch(shared, joined(mine, theirs))
  const head = headBytes({ key: key.id, mine: textOf(mine), host })
  const aes = await subtle.importKey('raw', secret.slice(0, 32), 'AES-GCM', false, ['encrypt'])
  const how = { name: 'AES-GCM', iv: secret.slice(32), additionalData: head }
  return joined(head, new Uint8Array(await subtle.encrypt(how, aes, contentBytes(content))))
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const encoder = new TextEncoder()

async function stretch(shared: ArrayBuffer, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const from = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(rescueInfo) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, from, rescueSecretBytes * 8))
}

function headBytes(head: RescueHead): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(head))
  const length = new Uint8Array(2)
  new DataView(length.buffer).setUint16(0, text.length)
  return joined(encoder.encode(rescueMagic), length, text)
}

function contentBytes(content: RescueContent): Uint8Array<ArrayBuffer> {
  const text = encoder.encode(JSON.stringify(content))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, text.length)
  return joined(length, text)
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
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

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
