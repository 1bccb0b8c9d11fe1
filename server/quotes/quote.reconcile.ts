import type { Check } from '../kit/reconcile.ts'

export const quoteChecks: Check[] = [
  {
    kind: 'quote lines', name: 'unit price × quantity, less promotions, rounded', count: 'select count(*) from quote_line',
    differs: `select q.number || ', version ' || v.number || ', line ' || l.position as name, l.amount as is, round(l.unit_price * l.quantity - l.promotion_discount, app.exponent(v.currency)) as should
      from quote_line l join quote_version v on v.id = l.version_id join quote q on q.id = v.quote_id where l.amount <> round(l.unit_price * l.quantity - l.promotion_discount, app.exponent(v.currency))`,
  },
  {
    kind: 'quotes', name: 'lines, less the discount of the whole', count: 'select count(*) from quote_version',
    differs: `select q.number || ', version ' || v.number as name, v.subtotal || ' - ' || v.discount_amount || ' = ' || v.total as is, w.subtotal || ' - ' || w.discount || ' = ' || w.subtotal - w.discount as should
      from quote_version v join quote q on q.id = v.quote_id, lateral (select s.subtotal, round(s.subtotal * v.discount_percent / 100, app.exponent(v.currency)) as discount from (select coalesce(sum(l.amount), 0) as subtotal from quote_line l where l.version_id = v.id) s) w
      where (v.subtotal, v.discount_amount, v.total) is distinct from (w.subtotal, w.discount, w.subtotal - w.discount)`,
  },
]
