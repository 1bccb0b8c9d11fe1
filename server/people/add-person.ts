import { RateLimiterMemory } from 'rate-limiter-flexible'
import { tooMany } from '../access/attempts.ts'
import type { Transaction } from '../access/command.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { type Locale, locales } from '../kit/locale.ts'
import { User } from './user.ts'

interface Fields {
  audience: 'crm' | 'partner'; partnerId?: string; email: string; name: string; title?: string | null; phone?: string | null; locale?: string | null; roles: string[]
  manager?: User | null; spendingLimit?: string | null; spendingPeriod?: string | null
}

const hour = 3600
// somebody else's mailbox is not filled by us, nor are a thousand strangers written to
const toOne = new RateLimiterMemory({ points: 6, duration: hour }), byOne = new RateLimiterMemory({ points: 200, duration: hour })
/** How often somebody may come upon an address that is in use. */
const found = new RateLimiterMemory({ points: 20, duration: hour })

/** Adds somebody who may sign in, and invites them. */
export async function addPerson(tx: Transaction, context: RequestContext, { email, name, locale, ...fields }: Fields): Promise<User> {
  const address = email.trim().toLowerCase()
  await refuseTaken(context, address)
  const user = tx.em.create(User, { ...fields, email: address, name: name.trim(), locale: knownLocale(locale) ?? tx.viewer.locale, active: true })
  tx.em.persist(user)
  tx.record('user.created', { type: 'user', id: user.id, partnerId: user.partnerId ?? null }, { name: user.name }, user.partnerId != null)
  await tx.em.flush()
  await invite(tx, user)
  return user
}

/** One statement on the system's connection says whether the address is free anywhere, and nothing else. Nobody tries out whom we know. */
export async function refuseTaken({ door, me }: Pick<RequestContext, 'door' | 'me'>, address: string): Promise<void> {
  const asked = await found.get(me.userId)
  if (asked && asked.remainingPoints <= 0) throw tooMany(asked, 'email')
  const { rowCount } = await door.system.query('select 1 from app_user where lower(email) = $1', [address])
  if (!rowCount) return
  await found.penalty(me.userId)
  throw new UserError('TAKEN', ['email'])
}

/** Sends an invitation; what was sent before is void. Refused for who has come in already, or may not. */
export async function invite(tx: Transaction, user: User, path = 'email'): Promise<void> {
  const [row] = await tx.run('select app.invite($1) as invited', [user.id])
  if (!row!.invited) throw new UserError('ILLEGAL_MOVE', [path])
  for (const [limiter, key] of [[toOne, user.id], [byOne, tx.viewer.userId]] as const)
    await limiter.consume(key).catch((refused: { msBeforeNext: number }) => { throw tooMany(refused, path) })
}

export function knownLocale(locale: string | null | undefined): string | undefined {
  if (locale != null && !locales.includes(locale as Locale)) throw new UserError('BAD_USER_INPUT', ['locale'])
  return locale ?? undefined
}

/** Writes what changed about people. That somebody can still let the others in, the database sees to: it knows what others change at the same time. */
export async function flushPeople(tx: Transaction, path = 'id'): Promise<void> {
  await tx.em.flush().catch((error: { code?: string; cause?: { code?: string } }) => {
    const refused = ({ GX001: 'OWN_ACCESS', GX002: 'LAST_ADMINISTRATOR' } as const)[error.code ?? error.cause?.code ?? '']
    throw refused ? new UserError(refused, [path]) : error
  })
}
