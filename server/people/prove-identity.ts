import { networkOf } from '../access/network.ts'
import { passwordMatches } from '../access/password.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { takeCode } from './second-factor.ts'
import { knownDevice } from './start-session.ts'

const hashOf = async ({ door, me }: RequestContext): Promise<string | undefined> =>
  (await door.system.query('select password_hash from credential where user_id = $1', [me.userId])).rows[0]?.password_hash as string | undefined

export const hasPassword = async (context: RequestContext): Promise<boolean> => (await hashOf(context)) !== undefined

/** Guesses at a signed-in person's password or code are counted like those at the door. */
async function tried(context: RequestContext, path: string, right: () => Promise<boolean>): Promise<void> {
  const { door, me } = context, account = me.data.email.toLowerCase()
  const counted = await door.attempts.take({ account, network: networkOf(door.address), device: await knownDevice(door, account) }, path)
  if (!(await right())) throw new UserError(path === 'password' ? 'WRONG_PASSWORD' : 'WRONG_CODE', [path])
  await counted.right()
}

/** Whoever sits at an open session is asked for its person's password, if they have one. Throws WRONG_PASSWORD or RATE_LIMITED. */
export async function provePassword(context: RequestContext, password: string | null | undefined): Promise<void> {
  const hash = await hashOf(context)
  if (hash) await tried(context, 'password', () => passwordMatches(hash, password ?? ''))
}

/** The same by password or by a code of the app. Throws WRONG_CODE, too. */
export async function proveIdentity(context: RequestContext, { password, code }: { password?: string | null; code?: string | null }): Promise<void> {
  if (password) return tried(context, 'password', async () => passwordMatches(await hashOf(context) ?? '', password))
  await tried(context, 'code', () => takeCode(context.door, context.me.userId, code ?? ''))
}
