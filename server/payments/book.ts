import { settleInvoice } from '../billing/billing-state.ts'
import type { Work } from '../billing/work.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { Decimal, round } from '../kit/money.ts'

export interface Buyer { partnerId: string | null; accountId: string | null }
export interface Booking extends Buyer {
  kind: 'PAYMENT' | 'WRITE_OFF' | 'REFUND'; day: string; currency: string; amount: string; method: string
  reference?: string | null; bankReference?: string | null; bankLineId?: string | null; refundedId?: string | null; note?: string | null
}
/** What is wanted of an invoice, in its currency; all that is open of it, or that there is, when left out. */
export interface Wanted { invoiceId: string; amount?: string | null }
export interface Account { id: string; kind: string; state: string; partnerId: string | null; accountId: string | null; ownerId: string | null; currency: string; rest: string; number: string; day: string }

const paymentRow = `select p.id, p.kind, p.state, p.number, p.partner_id as "partnerId", p.account_id as "accountId", p.owner_id as "ownerId", p.currency, p.day::text as day,
  (p.amount - p.allocated_amount - p.refunded_amount)::text as rest from payment p where p.id = $1`
const subjectOf = ({ id, partnerId, accountId, ownerId }: Account) => ({ type: 'payment', id, partnerId, accountId, ownerId, sellerId: null })

export async function lockPayment({ run }: Work, id: string): Promise<Account> {
  const [row] = isId(id) ? await run(`${paymentRow} for update`, [id]) : []
  if (!row) throw notFound('id')
  return row as unknown as Account
}

/** Invoices – those that are to be paid, and those that payments pay already – are locked before payments, as by a credit note, and always in the same order, so that nobody waits for who waits. */
export const lockInvoices = ({ run }: Work, ids: readonly string[], paymentIds: readonly string[] = []) =>
  run('select id from invoice where id in (select unnest($1::uuid[]) union select invoice_id from payment_allocation where payment_id = any ($2)) order by id for update', [ids.filter(isId), paymentIds.filter(isId)])

/** Books money, at the rate of its day; its entries are written by the database. Errors: RATE_MISSING, TAKEN where the bank's reference is booked, OUT_OF_RANGE. */
export async function bookPayment(work: Work, { partnerId, accountId, ...given }: Booking): Promise<Account> {
  const { run } = work, { day, currency, amount, bankReference = null } = given
  if (new Decimal(amount).lte(0) || !round(amount, currency).eq(amount)) throw new UserError('OUT_OF_RANGE', ['amount'])
  const [facts] = await run(
    `select app.company_currency() as company, app.rate_to_company($1, $2::date)::text as rate, round($3::numeric * app.rate_to_company($1, $2::date), app.exponent(app.company_currency()))::text as value, $2::date > app.today() as later,
       coalesce((select representative_id from partner where id = $4), (select owner_id from account where id = $5)) as "ownerId"`, [currency, day, amount, partnerId, accountId])
  if (facts!.later) throw new UserError('OUT_OF_RANGE', ['day'])
  if (facts!.rate === null) throw new UserError('RATE_MISSING', ['currency'], { currency, day })
  // two who book the same at the same moment come one after the other
  if (bankReference) {
    await run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`payment ${bankReference}`])
    if ((await run(`select 1 from payment where bank_reference = $1 and state = 'Booked'`, [bankReference])).length) throw new UserError('TAKEN', ['bankReference'])
  }
  const id = newId(), year = day.slice(0, 4)
  const [counted] = await run(`insert into document_counter as c (scope, kind, partner_id, value) values ($1, 'payment', null, 1) on conflict (scope, kind) do update set value = c.value + 1 returning value::text as value`, [`payment:${year}`])
  const number = `P-${year}-${(counted!.value as string).padStart(6, '0')}`
  await run(
    `insert into payment (id, number, kind, state, partner_id, account_id, owner_id, day, currency, amount, company_currency, rate, company_amount, method, reference, bank_reference, bank_line_id, refunded_id, note, created_by_id)
     values ($1, $2, $3, 'Booked', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [id, number, given.kind, partnerId, accountId, facts!.ownerId, day, currency, amount, facts!.company, facts!.rate, facts!.value, given.method, given.reference ?? null, bankReference, given.bankLineId ?? null, given.refundedId ?? null, given.note ?? null, work.userId])
  const booked: Account = { id, kind: given.kind, state: 'Booked', partnerId, accountId, ownerId: facts!.ownerId as string | null, currency, rest: amount, number, day }
  work.record('payment.booked', subjectOf(booked), { number, kind: given.kind, amount: new Decimal(amount).toFixed(), currency }, given.kind !== 'WRITE_OFF')
  return booked
}

/** Lets a payment pay invoices of its buyer, each as far as it is open and there is something left. Payment and invoices are locked already. Errors: NOT_FOUND, CONFLICTING, OUT_OF_RANGE, RATE_MISSING. */
export async function allocate(work: Work, payment: Account, wanted: readonly Wanted[], at: (index: number) => string[] = (index) => ['invoices', String(index)]): Promise<void> {
  let rest = new Decimal(payment.rest)
  for (const [index, { invoiceId, amount: asked }] of wanted.entries()) {
    // those whose amount nobody has said are paid as far as it goes
    if (asked == null && rest.isZero()) continue
    const [row] = isId(invoiceId) ? await work.run(
      `select i.id, i.partner_id as "partnerId", case when i.partner_id is null then i.account_id end as "accountId", i.currency, i.open_amount::text as open, i.kind = 'INVOICE' and i.state in ('Issued', 'PartiallyPaid') as payable,
         app.rate(i.currency, $2, app.today())::text as rate from invoice i where i.id = $1`, [invoiceId, payment.currency]) : []
    if (!row) throw notFound(...at(index), 'invoiceId')
    const { open, currency, rate } = row as Record<string, string>
    if (row.partnerId !== payment.partnerId || row.accountId !== payment.accountId) throw new UserError('CONFLICTING', [...at(index), 'invoiceId'], { context: 'buyer' })
    if (!row.payable) throw new UserError('ILLEGAL_MOVE', [...at(index), 'invoiceId'], { subject: 'invoice' })
    if (rate == null) throw new UserError('RATE_MISSING', [...at(index), 'invoiceId'], { currency: currency!, day: payment.day })
    const same = currency === payment.currency, reachable = same ? rest : round(rest.div(rate), currency!)
    const invoiceAmount = asked == null ? Decimal.min(open!, reachable) : new Decimal(asked)
    if (invoiceAmount.lte(0) || invoiceAmount.gt(open!) || invoiceAmount.gt(reachable) || !round(invoiceAmount, currency!).eq(invoiceAmount)) throw new UserError('OUT_OF_RANGE', [...at(index), 'amount'], { max: Decimal.min(open!, reachable).toFixed() })
    // what is left of a payment in another currency, when its worth is asked for, goes whole
    const amount = same ? invoiceAmount : invoiceAmount.eq(reachable) ? rest : Decimal.min(rest, round(invoiceAmount.times(rate), payment.currency))
    if (amount.lte(0)) throw new UserError('OUT_OF_RANGE', [...at(index), 'amount'])
    await work.run('insert into payment_allocation (id, payment_id, invoice_id, amount, invoice_amount, day, created_by_id) values ($1, $2, $3, $4, $5, app.today(), $6)', [newId(), payment.id, invoiceId, amount.toFixed(), invoiceAmount.toFixed(), work.userId])
    await settleInvoice(work, invoiceId)
    rest = rest.minus(amount)
  }
  payment.rest = rest.toFixed()
  await tellReleasable(work, payment)
}

/** Takes back what a payment pays, by counter entries; all of it, or one invoice's. Payment and invoices are locked already. */
export async function unallocate(work: Work, payment: Account, invoiceId: string | null): Promise<number> {
  const standing = await work.run(
    `select a.id, a.invoice_id as "invoiceId", (-a.amount)::text as amount, (-a.invoice_amount)::text as "invoiceAmount" from payment_allocation a
     where a.payment_id = $1 and a.reverses_id is null and ($2::uuid is null or a.invoice_id = $2) and not exists (select 1 from payment_allocation r where r.reverses_id = a.id) order by a.created_at, a.id`, [payment.id, invoiceId])
  for (const one of standing) {
    await work.run('insert into payment_allocation (id, payment_id, invoice_id, amount, invoice_amount, day, reverses_id, created_by_id) values ($1, $2, $3, $4, $5, app.today(), $6, $7)', [newId(), payment.id, one.invoiceId, one.amount, one.invoiceAmount, one.id, work.userId])
    await settleInvoice(work, one.invoiceId as string)
  }
  return standing.length
}

/** Reverses a payment whole: what it paid is open again. Errors: CONFLICTING while something of it was refunded. */
export async function reverse(work: Work, payment: Account, reason: string): Promise<void> {
  await unallocate(work, payment, null)
  const [row] = await work.run(
    `update payment set state = 'Reversed', reverse_reason = $2, reversed_at = now(), reversed_by_id = $3, updated_at = now(), revision = revision + 1 where id = $1 and refunded_amount = 0 returning bank_line_id as line, amount::text as amount`, [payment.id, reason, work.userId])
  if (!row) throw new UserError('CONFLICTING', ['id'], { context: 'refunded' })
  if (row.line) await work.run(`update bank_line set state = 'Open', assigned_amount = assigned_amount - $2::numeric, updated_at = now(), revision = revision + 1 where id = $1`, [row.line, row.amount])
  work.record('payment.reversed', subjectOf(payment), { number: payment.number, kind: payment.kind, reason }, false)
}

/** Orders that waited for their dealer's credit, and need not wait any more: whoever may release is told. */
async function tellReleasable({ run, record }: Work, { partnerId }: Account): Promise<void> {
  if (!partnerId) return
  const fine = await run(
    `select o.id, o.number, o.account_id as "accountId", o.partner_id as "partnerId", o.owner_id as "ownerId", o.seller_id as "sellerId" from sales_order o join order_hold h on h.order_id = o.id and h.released_at is null and h.kind = 'CREDIT'
     where o.partner_id = $1 and o.state = 'OnHold' and not exists (select 1 from app.order_credit(o.id) c where c.exceeded)`, [partnerId])
  for (const { id, number, ...whose } of fine) record('order.creditRestored', { ...(whose as { partnerId: string | null }), type: 'order', id: id as string }, { number })
}
