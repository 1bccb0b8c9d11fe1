import { UserError } from '../kit/errors.ts'
import type { Subject } from '../kit/event.ts'
import { lockOrders, settleInvoice, settleOrders } from './billing-state.ts'
import { invoiceFlow } from './invoice.flow.ts'
import { type LegalKind, takeLegalNumber } from './legal-number.ts'
import { mailInvoice } from './mail-invoice.ts'
import { taxDraft } from './tax-draft.ts'
import type { Work } from './work.ts'

/**
 * Gives a draft its number and day, freezes who buys and who sells, and converts its total once with the latest rate. The draft is locked
 * already. Errors: ILLEGAL_MOVE, TAX_MISSING, RATE_MISSING.
 */
export async function issueInvoice(work: Work, id: string): Promise<string> {
  const [draft] = await work.run('select kind, state, currency, credited_id as "creditedId", (select count(*)::int from invoice_line l where l.invoice_id = invoice.id) as lines from invoice where id = $1', [id])
  const { kind, currency, creditedId } = draft as { kind: LegalKind; currency: string; creditedId: string | null }
  const state = invoiceFlow.next(draft!.state as 'Draft', 'issue')
  // a credit note takes back what its invoice said, however the rules are now
  if (kind === 'INVOICE') await taxDraft(work, id)
  // whoever holds the counter waits for nobody: what it will need is locked before
  const orders = await lockOrders(work, creditedId ?? id)
  const [rate] = await work.run(
    `select app.today()::text as day, app.company_currency() as company, app.rate_to_company($1, null)::text as rate,
       coalesce((select max(r.day)::text from currency_rate r where r.currency = $1 and r.company_currency = app.company_currency() and r.day <= app.today()), app.today()::text) as "rateDay",
       (select to_jsonb(l) - 'logo' || jsonb_build_object('name', (select value from installation where key = 'company'), 'texts', (select jsonb_object_agg(t.locale, to_jsonb(t)) from letterhead_text t)) from letterhead l limit 1) as seller`, [currency])
  const { day, company } = rate as { day: string; company: string }
  if (rate!.rate === null) throw new UserError('RATE_MISSING', ['id'], { currency, day })
  const number = await takeLegalNumber(work.run, kind, day)
  const [issued] = await work.run(
    `update invoice i set state = $2, number = $3, issue_date = $4::date, due_date = $4::date + i.payment_days, company = $5, company_currency = $6::char(3), rate = $7::numeric, rate_day = $8::date,
       company_gross = round(i.gross * $7::numeric, app.exponent($6::char(3))), company_tax = round(i.tax * $7::numeric, app.exponent($6::char(3))),
       company_net = round(i.gross * $7::numeric, app.exponent($6::char(3))) - round(i.tax * $7::numeric, app.exponent($6::char(3))), issued_at = now(), issued_by_id = $9, updated_at = now(), revision = revision + 1
     where id = $1 returning id, partner_id as "partnerId", account_id as "accountId", owner_id as "ownerId", seller_id as "sellerId"`,
    [id, state, number, day, JSON.stringify(rate!.seller ?? {}), company, rate!.rate, rate!.rateDay, work.userId])
  work.record('invoice.issued', { type: 'invoice', ...issued } as unknown as Subject, { number, kind }, true)
  await mailInvoice(work, id)
  if (creditedId) {
    const [credited] = await work.run('select number from invoice where id = $1', [creditedId])
    work.record('invoice.credited', { ...issued, type: 'invoice', id: creditedId } as Subject, { number: credited!.number, note: number }, true)
    await settleInvoice(work, creditedId)
  }
  else await settleOrders(work, orders)
  return number
}
