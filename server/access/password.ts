import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's least for argon2id, which is the library's default algorithm: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Compares with a stored hash; a malformed hash matches nothing. */
export const passwordMatches = (stored: string, password: string): Promise<boolean> => verify(stored, password).catch(() => false)

// without 0 O 1 l I, which people mistake for each other when they copy a password from a screen
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password that a person can copy once: 20 characters, 116 bits. */
export const newPassword = (): string => Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('')
