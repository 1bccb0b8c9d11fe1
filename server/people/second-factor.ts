import type { Door } from '../context.ts'
import { plainCode, stepOf } from './totp.ts'

type Keeping = Pick<Door, 'system' | 'vault'>

/** Where a person's secret is sealed for. */
export const placeOf = (userId: string): string => `second factor of ${userId}`
export const recoveryHash = ({ vault }: Keeping, userId: string, code: string): Buffer => vault.hash(`recovery code of ${userId} ${plainCode(code)}`)

/** Accepts a code of the person's app, each time step once: who read it over a shoulder is too late. */
export async function takeCode({ system, vault }: Keeping, userId: string, code: string): Promise<boolean> {
  const { rows: [factor] } = await system.query('select secret from second_factor where user_id = $1 and confirmed_at is not null', [userId])
  const secret = factor ? vault.open(factor.secret as Buffer, placeOf(userId)) : null
  const step = secret === null ? null : await stepOf(secret, code)
  if (step === null) return false
  const { rowCount } = await system.query('update second_factor set last_step = $2 where user_id = $1 and confirmed_at is not null and last_step < $2', [userId, step])
  return rowCount === 1
}

/** Accepts a recovery code once. */
export async function takeRecoveryCode(keeping: Keeping, userId: string, code: string): Promise<boolean> {
  const { rowCount } = await keeping.system.query('update recovery_code set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null', [userId, recoveryHash(keeping, userId, code)])
  return rowCount === 1
}
