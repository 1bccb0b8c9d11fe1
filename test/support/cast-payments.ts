import { type Row, type Tables, idOf } from './cast.ts'

const at = '2026-01-10T08:00:00Z', day = '2026-01-10'

/** A payment of every invoice's buyer, with what it pays and its entry; a bank's statement; a level, a run and a letter of reminders to each. */
export function payments({ invoice }: Tables): Tables {
  const issued = invoice!.filter(({ kind, number }) => kind === 'INVOICE' && number), statement = idOf('bank statement'), run = idOf('dunning run')
  const buyer = (row: Row): Row => ({ partner_id: row.partner_id, account_id: row.partner_id ? null : row.account_id })
  const byBuyer = [...new Map(issued.map((row) => [String(row.partner_id ?? row.account_id), row])).values()]
  return {
    bank_statement: [{ id: statement, account: 'DE89370400440532013000', statement_id: 'S-1', format: 'CSV', currency: 'USD', to_day: day, opening: 0, closing: 9, created_at: at }],
    bank_line: [{ id: idOf('bank line'), statement_id: statement, account: 'DE89370400440532013000', entry_reference: 'R1', position: 1, day, currency: 'USD', amount: 9, counterparty: 'Payer', remittance: 'Text', state: 'Open', assigned_amount: 0, proposal: [], created_at: at, updated_at: at, revision: 1 }],
    payment: issued.map((row, index) => ({ id: idOf(`payment ${row.number}`), number: `P-2026-${index + 1}`, kind: 'PAYMENT', state: 'Booked', ...buyer(row), owner_id: row.owner_id, day, currency: 'USD', amount: 9, company_currency: 'USD', rate: 1, company_amount: 9, method: 'CASH', reference: `for ${row.number}`, allocated_amount: 3, refunded_amount: 0, created_at: at, updated_at: at, revision: 1 })),
    payment_allocation: issued.map((row) => ({ id: idOf(`allocation ${row.number}`), payment_id: idOf(`payment ${row.number}`), invoice_id: row.id, amount: 3, invoice_amount: 3, day, created_at: at })),
    receivable_entry: issued.map((row) => ({ id: idOf(`entry ${row.number}`), booking_id: row.id, kind: 'INVOICE', day, ledger: 'RECEIVABLE', ...buyer(row), owner_id: row.owner_id, currency: 'USD', amount: 189, company_amount: 189, invoice_id: row.id, document: row.number, created_at: at })),
    dunning_setting: [{ id: idOf('dunning setting'), automatic: false, updated_at: at }],
    dunning_level: [{ id: idOf('dunning level'), level: 1, days_overdue: 7, interval_days: 14, fee: 5, texts: { en: { subject: 'Reminder', text: 'Please pay.' } }, revision: 1 }],
    dunning_hold: byBuyer.slice(0, 2).map((row) => ({ id: idOf(`hold ${row.number}`), invoice_id: row.id, partner_id: null, account_id: null, reason: 'Disputed', created_at: at })),
    dunning_run: [{ id: run, day, state: 'Released', created_at: at, released_at: at, revision: 1 }],
    dunning_letter: byBuyer.map((row) => ({ id: idOf(`letter ${row.number}`), run_id: run, ...buyer(row), buyer_name: row.buyer_name, locale: 'en', level: 1, totals: [], skipped: false, sent_at: at })),
    dunning_item: byBuyer.map((row) => ({ id: idOf(`item ${row.number}`), letter_id: idOf(`letter ${row.number}`), invoice_id: row.id, level: 1, open_amount: 9, days: 8, sent_on: day })),
  }
}
