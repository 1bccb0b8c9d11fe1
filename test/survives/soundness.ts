/** What must hold in every database of ours at every moment; each finds what breaks it. */
const rules: Record<string, string> = {
  'an order without lines': `select o.number from sales_order o where not exists (select 1 from order_line l where l.order_id = o.id)`,
  'an order without its amount': `select o.number from sales_order o where not exists (select 1 from order_amount a where a.order_id = o.id)`,
  'an amount that is not the sum of the lines': `select a.order_id from order_amount a where a.subtotal <> (select sum(l.amount) from order_line l where l.order_id = a.order_id)`,
  'a quote without a version': `select q.number from quote q where not exists (select 1 from quote_version v where v.quote_id = q.id)`,
  'a version that is not the sum of its lines': `select v.id from quote_version v where v.subtotal <> (select coalesce(sum(l.amount), 0) from quote_line l where l.version_id = v.id)`,
  'stock reserved for nobody, or twice': `select s.product_id from stock s where s.reserved <> coalesce((select sum(r.quantity) from reservation r where r.product_id = s.product_id and r.source = 'Stock' and r.state = 'Held'), 0)`,
  'a line that holds what it does not need': `select r.order_line_id from reservation r join order_line l on l.id = r.order_line_id where r.state = 'Held' and l.parts is null group by l.id, 1 having sum(r.quantity) > l.quantity - l.shipped_quantity - l.canceled_quantity`,
  'shipped without a shipment': `select l.id from order_line l where l.shipped_quantity <> coalesce((select sum(s.quantity) from shipment_line s where s.order_line_id = l.id), 0)`,
  'an order that nothing tells of': `select o.number from sales_order o where o.created_at > $1 and not exists (select 1 from event e where e.subject_id = o.id)`,
  'a receipt without an answer': `select client_mutation_id from mutation_receipt where answer is null`,
  'a number behind its counter': `select o.number from sales_order o join document_counter c on c.kind = 'order' and c.partner_id = o.partner_id where o.created_at > $1 and right(o.number, 4)::bigint > c.value`,
}

export type Ask = (sql: string, values: unknown[]) => Promise<unknown[]>

/** Everything that is wrong in a database; the demo's own history, from before `since`, has no events for its orders. */
export async function unsound(ask: Ask, since: Date): Promise<string[]> {
  const wrong: string[] = []
  for (const [what, sql] of Object.entries(rules)) {
    const found = await ask(sql, sql.includes('$1') ? [since] : [])
    if (found.length) wrong.push(`${what}: ${JSON.stringify(found.slice(0, 3))} (${found.length})`)
  }
  return wrong
}
