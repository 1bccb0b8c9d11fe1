import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'

export const newSecret = (): string => generateSecret()

/** What an authenticator app reads from the picture. */
export const uriOf = (secret: string, email: string): string => generateURI({ issuer: 'Guanxi', label: email, secret })

/** The time step that a code belongs to, one step off at most; null when it is wrong. */
export async function stepOf(secret: string, code: string): Promise<number | null> {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const result = await verify({ secret, token, epochTolerance: 30 })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

// as for passwords: without what people mistake for something else
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const half = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')

/** Ten codes for the day when the phone is lost; each opens once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, () => `${half()}-${half()}`)

/** A recovery code as it is kept, however it was typed. */
export const plainCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, '')
