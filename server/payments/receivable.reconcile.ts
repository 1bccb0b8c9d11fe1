import type { Check } from '../kit/reconcile.ts'

export const receivableChecks: Check[] = [
  {
    kind: 'bookings of receivables', name: 'they come to nothing in company currency', count: 'select count(distinct booking_id) from receivable_entry',
    differs: `select min(kind) || ' ' || coalesce(min(document), booking_id::text) as name, sum(company_amount) as is, 0 as should from receivable_entry group by booking_id having sum(company_amount) <> 0`,
  },
  {
    kind: 'issued invoices', name: 'what is open is what the ledger says', count: `select count(*) from invoice where kind = 'INVOICE' and number is not null`,
    differs: `select i.number as name, i.open_amount as is, coalesce(e.open, 0) as should from invoice i left join (select invoice_id, sum(amount) as open from receivable_entry where ledger = 'RECEIVABLE' group by 1) e on e.invoice_id = i.id
      where i.kind = 'INVOICE' and i.number is not null and i.open_amount is distinct from coalesce(e.open, 0)`,
  },
  {
    kind: 'issued invoices', name: 'paid is the sum of what pays it, never too much', count: `select count(*) from invoice where kind = 'INVOICE' and number is not null`,
    differs: `select i.number as name, i.paid_amount as is, coalesce(a.paid, 0) as should from invoice i left join (select invoice_id, sum(invoice_amount) as paid from payment_allocation group by 1) a on a.invoice_id = i.id
      where i.kind = 'INVOICE' and i.number is not null and (i.paid_amount <> coalesce(a.paid, 0) or i.open_amount < 0)`,
  },
  {
    kind: 'payments', name: 'allocated and on account are what the ledger says', count: 'select count(*) from payment',
    differs: `select p.number as name, p.allocated_amount || ' and ' || p.rest as is, a.allocated || ' and ' || l.rest as should from payment p, lateral (select coalesce(sum(x.amount), 0) as allocated from payment_allocation x where x.payment_id = p.id) a,
        lateral (select coalesce(-sum(e.amount), 0) as rest from receivable_entry e where e.payment_id = p.id and e.ledger = 'ON_ACCOUNT') l
      where p.kind <> 'REFUND' and (p.allocated_amount <> a.allocated or (p.kind = 'PAYMENT' and p.rest <> l.rest) or l.rest < 0)`,
  },
  {
    kind: 'reminders', name: 'a fee that is booked is its invoice', count: 'select count(*) from dunning_letter',
    differs: `select coalesce(i.number, i.state || ' ' || i.id) || ', ' || l.buyer_name as name, i.net as is, l.fee as should from dunning_letter l join invoice i on i.id = l.fee_invoice_id where i.net is distinct from l.fee or l.sent_at is null or i.number is null`,
  },
  {
    kind: 'bank statements', name: 'opening and entries are the closing balance', count: 'select count(*) from bank_statement where opening is not null and closing is not null',
    differs: `select s.account || ' ' || s.statement_id as name, s.closing as is, s.opening + coalesce(sum(l.amount), 0) as should from bank_statement s left join bank_line l on l.statement_id = s.id where s.opening is not null and s.closing is not null group by s.id having s.closing <> s.opening + coalesce(sum(l.amount), 0)`,
  },
  {
    kind: 'bank lines', name: 'assigned is the sum of their payments', count: 'select count(*) from bank_line',
    differs: `select s.account || ' ' || s.statement_id || ', line ' || l.position as name, l.assigned_amount as is, p.booked as should from bank_line l join bank_statement s on s.id = l.statement_id, lateral (select coalesce(sum(x.amount), 0) as booked from payment x where x.bank_line_id = l.id and x.state = 'Booked') p where l.assigned_amount <> p.booked`,
  },
]
