import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Chunks of snapshots lie encrypted in the database (AES-256-GCM): they are copies of rows of persons that outlive an
 * erasure in old backups. The key is made from the installation's secret, which is in no backup of the database, so the
 * copies die with their row. (Live rows are guarded by roles and row-level security; a dump of them is the operator's to
 * encrypt.) A changed secret makes them unreadable, and they are made anew.
 */
export class Sealer {
  readonly #key: Buffer

  /** @param purpose another one gives another key */
  constructor(secret: string, purpose = 'tungnha snapshot chunk 1') {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
  }

  /** nonce (12), tag (16), ciphertext; bound to `name`, so that one row cannot be passed off as another. */
  seal(plain: Buffer, name: string): Buffer {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(name))
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  }

  /** The plain bytes; null when it was sealed with another key or name, or damaged. */
  open(sealed: Buffer, name: string): Buffer | null {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, 12))
      decipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(12, 28))
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
    } catch {
      return null
    }
  }
}
