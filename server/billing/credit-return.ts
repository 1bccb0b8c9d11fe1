import { UserError } from '../kit/errors.ts'
import { creditInvoice, type Wanted } from './credit-invoice.ts'
import type { Work } from './work.ts'

/** Draft credit notes of what a return brought back and no note of it has credited, one for each invoice that its pieces were on, the oldest first. Errors: EMPTY when none of it was invoiced. */
export async function creditReturn(work: Work, returnId: string, reason: string): Promise<string[]> {
  const { run } = work
  // where one of its drafts was discarded, the others stand
  const came = await run(
    `select l.order_line_id as "orderLineId", (l.received_quantity - t.quantity)::int as quantity from return_line l, lateral (
       select coalesce(sum(c.quantity), 0) as quantity from invoice_line c join invoice n on n.id = c.invoice_id where n.return_id = l.return_id and c.order_line_id = l.order_line_id and n.state <> 'Discarded') t
     where l.return_id = $1 and l.received_quantity > t.quantity order by l.position`, [returnId])
  const invoiced = await run(
    `select i.id as "invoiceId", l.id as "lineId", l.order_line_id as "orderLineId",
       (l.quantity - coalesce((select sum(c.quantity) from invoice_line c join invoice n on n.id = c.invoice_id where c.credited_line_id = l.id and not c.correction and n.state <> 'Discarded'), 0))::int as "left"
     from invoice_line l join invoice i on i.id = l.invoice_id where l.order_line_id = any ($1) and l.claims and i.kind = 'INVOICE' and i.number is not null order by i.issue_date, i.number, l.position`, [came.map(({ orderLineId }) => orderLineId)])
  const wanted = new Map<string, Wanted[]>()
  for (const { orderLineId, quantity } of came) {
    let due = quantity as number
    for (const line of invoiced.filter((one) => one.orderLineId === orderLineId)) {
      const taken = Math.min(due, line.left as number)
      if (taken <= 0) continue
      due -= taken
      line.left = (line.left as number) - taken
      wanted.set(line.invoiceId as string, [...(wanted.get(line.invoiceId as string) ?? []), { lineId: line.lineId as string, quantity: taken }])
    }
  }
  if (!wanted.size) throw new UserError('EMPTY', ['returnId'], { context: 'credit' })
  await run('select id from invoice where id = any ($1) order by id for update', [[...wanted.keys()]])
  await run('select id from sales_order where id in (select order_id from invoice_line where invoice_id = any ($1)) order by id for update', [[...wanted.keys()]])
  const notes: string[] = []
  for (const [invoiceId, lines] of wanted) notes.push(await creditInvoice(work, invoiceId, { lines, reason, returnId }))
  return notes
}
