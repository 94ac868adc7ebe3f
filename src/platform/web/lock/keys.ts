import type { BiometricWay, PinWay, RecoveryWay } from './lock-record.ts'
import { type Bytes, type DataKey, fromBinaryText, importKey, seal, toBinaryText, unseal } from './sealing.ts'

/*
 * The data key is made once per account and phone, and wrapped for each way in. Wrapped keys name their way, so that none
 * can be put in the place of another.
 */

const saltBytes = 16
const randomText = (bytes: number): string => toBinaryText(crypto.getRandomValues(new Uint8Array(bytes)))

// OWASP's least for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet, 2023). Slower phones take longer, not less.
const leastIterations = 600_000
const mostIterations = 5_000_000
const probeIterations = 60_000
const wantedMs = 600

/** As many as this phone does in 0.6 s, but never fewer than 600,000. */
export async function iterationsHere(monotonicMs: () => number): Promise<number> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes))
  const began = monotonicMs()
  await keyOfPin('000000', salt, probeIterations)
  const tookMs = Math.max(1, monotonicMs() - began)
  const fitting = Math.round((probeIterations * wantedMs) / tookMs / 10_000) * 10_000
  return Math.min(mostIterations, Math.max(leastIterations, fitting))
}

export async function wrapByPin(raw: Bytes, pin: string, iterations: number): Promise<PinWay> {
  const salt = randomText(saltBytes)
  return { salt, iterations, wrapped: await seal(await keyOfPin(pin, fromBinaryText(salt), iterations), 'pin', raw) }
}

/** The raw data key; null: another PIN. */
export const unwrapByPin = async (way: PinWay, pin: string): Promise<Bytes | null> =>
  unseal(await keyOfPin(pin, fromBinaryText(way.salt), way.iterations), 'pin', way.wrapped)

async function keyOfPin(pin: string, salt: Bytes, iterations: number): Promise<DataKey> {
  const base = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
  return crypto.subtle.deriveKey(algorithm, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

export const wrapForRecovery = async (raw: Bytes, recoveryKey: Bytes): Promise<string> =>
  seal(await importKey(recoveryKey), 'recovery', raw)

export const unwrapByRecovery = async (way: RecoveryWay, recoveryKey: Bytes): Promise<Bytes | null> =>
  unseal(await importKey(recoveryKey), 'recovery', way.wrapped)

/** @param secret what the authenticator gave for this salt: 32 bytes that only it can make */
export const wrapByBiometric = async (
  raw: Bytes,
  secret: Bytes,
  made: Omit<BiometricWay, 'wrapped'>,
): Promise<BiometricWay> => ({ ...made, wrapped: await seal(await importKey(secret), 'biometric', raw) })

export const unwrapByBiometric = async (way: BiometricWay, secret: Bytes): Promise<Bytes | null> =>
  unseal(await importKey(secret), 'biometric', way.wrapped)
