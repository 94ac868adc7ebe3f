import { type Bytes, fromBinaryText, toBinaryText } from './sealing.ts'

/*
 * WebAuthn's PRF extension (W3C Web Authentication Level 3, 10.1.4): the phone's own authenticator answers a secret of 32
 * bytes for a salt, after a fingerprint, a face or the phone's screen lock. The secret never lies in the storage, and no
 * copy of the storage can make it. No server takes part: the phone asks itself, also without a network.
 */

/** A credential made for this, and what its authenticator gave. */
export interface BiometricKey {
  made: { credential: string; salt: string }
  secret: Bytes
}

/** Can this browser perhaps do it? Only making a credential tells for sure. */
export const mayBeBiometric = async (): Promise<boolean> =>
  'PublicKeyCredential' in window && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())

/**
 * Makes a credential on this device and asks for its secret: two questions to the person.
 *
 * @param label stands in the phone's own list of keys
 * @returns null: the authenticator has no such secrets, or the person said no
 */
export async function makeBiometricKey(label: string): Promise<BiometricKey | null> {
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Từng Nhà' },
        user: { id: random(16), name: label, displayName: label },
        challenge: random(32),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
        extensions: { prf: {} },
      },
    }),
  )
  if (!credential?.getClientExtensionResults().prf?.enabled) return null
  const made = { credential: toBinaryText(new Uint8Array(credential.rawId)), salt: toBinaryText(random(32)) }
  const secret = await askBiometric(made)
  return secret && { made, secret }
}

/** The secret of a credential; null: the person said no, or the credential is gone. */
export async function askBiometric({ credential, salt }: BiometricKey['made']): Promise<Bytes | null> {
  const answer = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id: fromBinaryText(credential) }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: fromBinaryText(salt) } } },
      },
    }),
  )
  const secret = answer?.getClientExtensionResults().prf?.results?.first
  return secret ? new Uint8Array(secret as ArrayBuffer) : null
}

/** Authenticators answer a refusal as an error of these names; another one is a fault of ours. */
async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    return (await ask()) as PublicKeyCredential | null
  } catch (error) {
    if (['NotAllowedError', 'InvalidStateError', 'NotSupportedError', 'AbortError'].includes((error as Error).name))
      return null
    throw error
  }
}

const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes))
