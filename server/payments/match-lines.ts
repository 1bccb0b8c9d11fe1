import { invoiceNumbersIn } from '../billing/legal-number.ts'
import type { Run } from '../kit/read/reader.ts'
import { type Asking, type Candidate, matcher } from './match.ts'

/** Of a statement, or – after it has paid – those that a payment concerns: of its account, of its buyer, and as much as it has paid. */
export interface Matched { statementId?: string; paymentId?: string }

const concerned = `
  select l.id from payment p left join bank_line k on k.id = p.bank_line_id join bank_line l on l.state = 'Open' and (l.id = p.bank_line_id or l.counterparty_iban = k.counterparty_iban or l.partner_id = p.partner_id or l.account_id = p.account_id
    or exists (select 1 from payment_allocation a join invoice i on i.id = a.invoice_id where a.payment_id = p.id and i.currency = l.currency and a.invoice_amount = l.amount - l.assigned_amount)) where p.id = $2`

/** The open lines – all of them, when it is not said which – are matched anew with what is open now. So many statements, however many lines. */
export async function matchLines(run: Run, { statementId, paymentId }: Matched = {}): Promise<number> {
  const lines = await run(
    `with open as (select l.* from bank_line l where l.state = 'Open' and l.amount > 0 and ($1::uuid is null or l.statement_id = $1) and ($2::uuid is null or l.id in (${concerned})) order by l.id for update of l skip locked),
       paid as (select k.counterparty_iban as iban, array_agg(distinct coalesce(p.partner_id, p.account_id)::text) as payers from bank_line k join payment p on p.bank_line_id = k.id and p.state = 'Booked'
         where k.counterparty_iban in (select counterparty_iban from open) group by 1)
     select l.id, (l.amount - l.assigned_amount)::text as amount, l.currency, l.counterparty, l.remittance, l.structured_reference as structured, l.end_to_end_id as "endToEndId", coalesce(paid.payers, '{}') as payers
     from open l left join paid on paid.iban = l.counterparty_iban`, [statementId ?? null, paymentId ?? null]) as unknown as (Asking & { id: string })[]
  if (!lines.length) return 0
  const named = lines.flatMap(({ structured, remittance, endToEndId }) => invoiceNumbersIn([structured, remittance, endToEndId].filter(Boolean).join(' / ')))
  const match = matcher(await run(
    `select i.id, i.number, coalesce(i.partner_id, i.account_id)::text as buyer, i.buyer_name as name, i.currency, i.open_amount::text as open, i.due_date::text as due
     from invoice i where i.kind = 'INVOICE' and (i.state in ('Issued', 'PartiallyPaid') and i.open_amount > 0 or i.number = any ($1))`, [named]) as unknown as Candidate[])
  const found = lines.map((line) => {
    const own = match(line)
    return { id: line.id, buyer: own?.buyer ?? null, confidence: own?.confidence ?? null, matched_by: own?.by ?? null, proposal: (own?.invoices ?? []).map(({ id, number, open }) => ({ invoiceId: id, number, amount: open })) }
  })
  await run(
    `with m as (select x.*, d.id as partner_id, case when d.id is null then x.buyer end as account_id from json_to_recordset($1) x (id uuid, buyer uuid, confidence int, matched_by text, proposal jsonb) left join partner d on d.id = x.buyer)
     update bank_line l set partner_id = m.partner_id, account_id = m.account_id, confidence = m.confidence, matched_by = m.matched_by, proposal = m.proposal
     from m where l.id = m.id and (l.partner_id, l.account_id, l.confidence, l.matched_by, l.proposal) is distinct from (m.partner_id, m.account_id, m.confidence, m.matched_by, m.proposal)`, [JSON.stringify(found)])
  return found.filter(({ confidence }) => confidence !== null).length
}
