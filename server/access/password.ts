import { hash, verify } from '@node-rs/argon2'
import { Admission } from '../kit/admission.ts'

/** OWASP's least for argon2id, which is the library's default algorithm: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing is slow on purpose, and runs on the few threads that files and look-ups of names need, too. */
const turns = new Admission({ most: 2, waiting: 200, patience: 10_000 })

export const hashPassword = (password: string): Promise<string> => turns.run(() => hash(password, cost))

/** Compares with a stored hash; a malformed hash matches nothing. */
export const passwordMatches = (stored: string, password: string): Promise<boolean> => turns.run(() => verify(stored, password).catch(() => false))
