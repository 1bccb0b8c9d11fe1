import type { Run } from '../kit/read/reader.ts'
import { type Asking, type Candidate, match } from './match.ts'

/** The open lines of a statement, or all, are matched anew with what is open now. */
export async function matchLines(run: Run, statementId: string | null = null): Promise<number> {
  const lines = await run(
    `select l.id, (l.amount - l.assigned_amount)::text as amount, l.currency, l.counterparty, l.remittance, l.structured_reference as structured, l.end_to_end_id as "endToEndId",
       (select coalesce(p.partner_id::text, p.account_id::text) from bank_line k join payment p on p.bank_line_id = k.id and p.state = 'Booked' where l.counterparty_iban is not null and k.counterparty_iban = l.counterparty_iban order by k.day desc, p.id limit 1) as "knownBuyer"
     from bank_line l where l.state = 'Open' and l.amount > 0 and ($1::uuid is null or l.statement_id = $1) order by l.id for update skip locked`, [statementId]) as unknown as (Asking & { id: string })[]
  if (!lines.length) return 0
  const candidates = (await run(
    `select i.id, i.number, coalesce(i.partner_id::text, i.account_id::text) as buyer, i.partner_id is not null as dealer, i.buyer_name as name, i.currency, i.open_amount::text as open, i.due_date::text as due
     from invoice i where i.kind = 'INVOICE' and i.state in ('Issued', 'PartiallyPaid') and i.open_amount > 0`, [])) as unknown as (Candidate & { dealer: boolean })[]
  const dealers = new Set((await run('select id from partner where id::text = any ($1)', [[...lines.map(({ knownBuyer }) => knownBuyer).filter(Boolean), ...candidates.filter(({ dealer }) => dealer).map(({ buyer }) => buyer)]])).map((row) => row.id as string))
  const found = lines.map((line) => {
    const own = match(line, candidates), dealer = own && dealers.has(own.buyer)
    return { id: line.id, partner_id: own && dealer ? own.buyer : null, account_id: own && !dealer ? own.buyer : null, confidence: own?.confidence ?? null, matched_by: own?.by ?? null, proposal: (own?.invoices ?? []).map(({ id, number, open }) => ({ invoiceId: id, number, amount: open })) }
  })
  await run(`update bank_line l set partner_id = m.partner_id, account_id = m.account_id, confidence = m.confidence, matched_by = m.matched_by, proposal = m.proposal
    from json_to_recordset($1) m (id uuid, partner_id uuid, account_id uuid, confidence int, matched_by text, proposal jsonb) where l.id = m.id and (l.partner_id, l.account_id, l.confidence, l.matched_by, l.proposal) is distinct from (m.partner_id, m.account_id, m.confidence, m.matched_by, m.proposal)`, [JSON.stringify(found)])
  return found.filter(({ confidence }) => confidence !== null).length
}
