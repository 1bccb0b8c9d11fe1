import type { Transaction } from '../access/command.ts'
import { notFound } from '../kit/errors.ts'
import { User } from './user.ts'

/** A member of staff that a verb puts in charge; anybody else is not found. */
export async function findStaff(tx: Transaction, id: string, path: string): Promise<User> {
  const user = await tx.find(User, id, path)
  if (user.audience !== 'crm') throw notFound(path)
  return user
}
