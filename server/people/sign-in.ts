import { randomBytes } from 'node:crypto'
import type { Attempt } from '../access/attempts.ts'
import { hashToken, identifyUser } from '../access/identify.ts'
import { networkOf } from '../access/network.ts'
import { hashPassword, passwordMatches } from '../access/password.ts'
import type { Viewer } from '../access/viewer.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { takeCode, takeRecoveryCode } from './second-factor.ts'
import { knownDevice, startSession } from './start-session.ts'

/** What a second step is answered with; it opens nothing by itself. */
export interface Challenge { challenge: string; expiresAt: Date }
/** Somebody is in, or has a second step to take. */
export interface Entered { viewer: Viewer | null; secondFactor: Challenge | null }

const challengeSeconds = 5 * 60, challengeAttempts = 5
// the same work is done for an address that nobody has, so that time tells nothing
const nobody = hashPassword('nobody has this password')

/** Each step has its own count: who does not know the password uses up nobody's attempts at the second. */
const attempt = async ({ door }: RequestContext, account: string, step: 1 | 2, path: string): Promise<Attempt> =>
  door.attempts.take({ account: `${account} ${step}`, network: networkOf(door.address), device: await knownDevice(door, account) }, path)

/** The first step: by password. Throws WRONG_PASSWORD, or RATE_LIMITED. */
export async function signIn(context: RequestContext, email: string, password: string): Promise<Entered> {
  const { door } = context, account = email.trim().toLowerCase()
  const counted = await attempt(context, account, 1, 'email')
  const { rows: [found] } = await door.system.query(
    'select u.id, c.password_hash from app_user u left join credential c on c.user_id = u.id where lower(u.email) = $1 and u.audience = $2', [account, door.audience])
  const right = await passwordMatches(found?.password_hash ?? await nobody, password)
  const viewer = right && found?.password_hash ? await identifyUser(door.system, found.id as string) : null
  if (!viewer) {
    await refusedIn(context, (found?.id ?? null) as string | null, 'password')
    throw new UserError('WRONG_PASSWORD', ['password'])
  }
  const entered = await enter(context, viewer)
  // until the second step is done, who knows the password alone gets no more guesses than anybody
  await (entered.viewer ? counted.done() : counted.right())
  return entered
}

/** The trail knows whom somebody failed to sign in as, and never what they typed; that an address is nobody's takes as long to write. */
export const refusedIn = ({ door }: RequestContext, userId: string | null, step: string) =>
  door.system.query(`select app.audit_act_as($1, $2, 'signInFailed', 'user', $1, jsonb_build_object('step', $3::text))`, [userId, door.audience === 'crm' ? 'crm' : 'portal', step])

/** Lets somebody in who has proven the first factor: with a session, or with a challenge where they have a second one. */
export async function enter(context: RequestContext, viewer: Viewer): Promise<Entered> {
  const { system, address } = context.door
  const challenge = randomBytes(32).toString('base64url')
  const { rows: [asked] } = await system.query(
    `insert into sign_in_challenge (token_hash, user_id, network, expires_at)
     select $1, user_id, $3, now() + make_interval(secs => ${challengeSeconds}) from second_factor where user_id = $2 and confirmed_at is not null returning expires_at`,
    [hashToken(challenge), viewer.userId, networkOf(address)])
  return asked ? { viewer: null, secondFactor: { challenge, expiresAt: asked.expires_at as Date } } : { viewer: await startSession(context, viewer), secondFactor: null }
}

/** The second step. Throws SIGN_IN_EXPIRED for a challenge that is over, used up or another's, WRONG_CODE, or RATE_LIMITED. */
export async function confirmSignIn(context: RequestContext, { challenge, code, recoveryCode }: { challenge: string; code?: string | null; recoveryCode?: string | null }): Promise<Entered> {
  const { door } = context, token = hashToken(challenge)
  const { rows: [asked] } = await door.system.query(
    `update sign_in_challenge c set attempts = attempts + 1 from app_user u
     where c.token_hash = $1 and c.expires_at > now() and c.attempts < $2 and c.network = $3 and u.id = c.user_id and u.audience = $4 returning u.id, lower(u.email) as email`,
    [token, challengeAttempts, networkOf(door.address), door.audience])
  if (!asked) throw new UserError('SIGN_IN_EXPIRED', ['challenge'])
  const path = recoveryCode ? 'recoveryCode' : 'code'
  const counted = await attempt(context, asked.email as string, 2, path)
  const right = recoveryCode ? await takeRecoveryCode(door, asked.id as string, recoveryCode) : await takeCode(door, asked.id as string, code ?? '')
  if (!right) {
    await refusedIn(context, asked.id as string, path)
    throw new UserError('WRONG_CODE', [path])
  }
  const { rowCount: first } = await door.system.query('delete from sign_in_challenge where token_hash = $1', [token])
  const viewer = first ? await identifyUser(door.system, asked.id as string) : null
  if (!viewer) throw new UserError('SIGN_IN_EXPIRED', ['challenge'])
  await counted.done()
  return { viewer: await startSession(context, viewer, path), secondFactor: null }
}
