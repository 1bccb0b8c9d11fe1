import { type KeyObject, createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'

const nonceBytes = 12, tagBytes = 16

/** Keeps what the database must hold but must not give away: its keys follow from the installation's secret. */
export class Vault {
  private readonly sealing: Buffer
  private readonly hashing: KeyObject

  constructor(secret: string) {
    const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))
    this.sealing = key('guanxi sealing')
    this.hashing = createSecretKey(key('guanxi hashing'))
  }

  /** Encrypts for one place, such as `second factor of` a person: moved to another, it opens no more. */
  seal(text: string, place: string): Buffer {
    const nonce = randomBytes(nonceBytes), cipher = createCipheriv('aes-256-gcm', this.sealing, nonce).setAAD(Buffer.from(place))
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }

  /** Null for what was sealed for another place, with another secret, or changed since. */
  open(sealed: Buffer, place: string): string | null {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.sealing, sealed.subarray(0, nonceBytes)).setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-tagBytes))
      return decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
    } catch {
      return null
    }
  }

  /** A hash that nobody can try guesses against without the secret. */
  hash(text: string): Buffer {
    return createHmac('sha256', this.hashing).update(text).digest()
  }
}
