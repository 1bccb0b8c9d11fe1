import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { Decimal, sum } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'
import { isDay } from './statement-check.ts'

export interface Movement { day: string; kind: string; document: string; amount: string; balance: string }
/** A buyer's account in one currency, from a day to a day: what they owe is above zero. */
export interface AccountStatement { currency: string; from: string; to: string; opening: string; movements: Movement[]; closing: string }
const mostMovements = 5_000

/** Whose account it is; the other is null. */
export interface Holder { partnerId: string | null; accountId: string | null }
/** A buyer whose account is the asker's to see: a dealer's own, and for staff, whom they look after now. Not found: an account that is not all there would tell a wrong balance. */
export async function holderOf(run: Run, id: string, path = 'id'): Promise<Holder & { name: string; city: string | null; country: string | null }> {
  const [row] = isId(id) ? await run(
    `select p.id as "partnerId", null::uuid as "accountId", p.name, p.city, p.country from partner p where p.id = $1 and (p.id = app.partner_id() or app.scope('payment:read') = 'all' or p.id = any (app.partners('payment:read')))
     union all select null, a.id, a.name, a.city, a.country from account a where a.id = $1 and a.partner_id is null and (app.scope('payment:read') = 'all' or a.owner_id = any (app.people('payment:read')))`, [id]) : []
  if (!row) throw notFound(path)
  return row as unknown as Awaited<ReturnType<typeof holderOf>>
}

/** Of the ledger, as the asker may see it. What a payment pays moves nothing within one currency, and is left out. Errors: BAD_USER_INPUT, TOO_MANY_LINES. */
export async function accountStatements(run: Run, { partnerId, accountId }: Holder, from: string, to: string): Promise<AccountStatement[]> {
  if (!isDay(from) || !isDay(to) || from > to) throw new UserError('BAD_USER_INPUT', ['from'])
  const whose = partnerId ? 'e.partner_id = $1' : 'e.partner_id is null and e.account_id = $1', values = [partnerId ?? accountId]
  const openings = await run(`select e.currency, sum(e.amount)::text as amount from receivable_entry e where ${whose} and e.ledger in ('RECEIVABLE', 'ON_ACCOUNT') and e.day < $2::date group by 1`, [...values, from])
  const moved = await run(
    `select e.day::text as day, e.kind, coalesce(e.document, '') as document, e.currency, sum(e.amount)::text as amount from receivable_entry e where ${whose} and e.ledger in ('RECEIVABLE', 'ON_ACCOUNT') and e.day between $2::date and $3::date
     group by e.booking_id, e.day, e.kind, e.document, e.currency having sum(e.amount) <> 0 order by e.day, min(e.created_at), e.document limit ${mostMovements + 1}`, [...values, from, to])
  if (moved.length > mostMovements) throw new UserError('TOO_MANY_LINES', ['from'], { max: mostMovements })
  return [...new Set([...openings, ...moved].map((row) => row.currency as string))].sort().map((currency) => {
    const opening = new Decimal((openings.find((row) => row.currency === currency)?.amount as string | undefined) ?? 0)
    let balance = opening
    const movements = moved.filter((row) => row.currency === currency).map(({ day, kind, document, amount }): Movement => {
      balance = balance.plus(amount as string)
      return { day: day as string, kind: kind as string, document: document as string, amount: new Decimal(amount as string).toFixed(), balance: balance.toFixed() }
    })
    return { currency, from, to, opening: opening.toFixed(), movements, closing: sum([opening, ...movements.map(({ amount }) => amount)]).toFixed() }
  })
}
