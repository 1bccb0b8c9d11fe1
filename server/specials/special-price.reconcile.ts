import type { Check } from '../kit/reconcile.ts'

const line = "s.number || ', line ' || l.position as name"

/** What was used of what was granted is what orders took and did not give back; the price knows the same. */
export const specialPriceChecks: Check[] = [
  {
    kind: 'special prices', name: 'what was used is the sum of its uses', count: 'select count(*) from special_price_line where approved_quantity > 0',
    differs: `select ${line}, l.used_quantity as is, u.quantity as should from special_price_line l join special_price s on s.id = l.special_price_id, lateral (select coalesce(sum(x.quantity - x.released_quantity), 0) as quantity from special_price_use x where x.line_id = l.id) u where l.used_quantity <> u.quantity`,
  },
  {
    kind: 'special prices', name: 'the price has what was granted left', count: 'select count(*) from special_price_line where entry_id is not null',
    differs: `select ${line}, e.used_quantity || ' of ' || e.budget_quantity as is, l.used_quantity || ' of ' || l.approved_quantity as should from special_price_line l join special_price s on s.id = l.special_price_id join price_list_entry e on e.id = l.entry_id
      where e.used_quantity is distinct from l.used_quantity or e.budget_quantity is distinct from l.approved_quantity`,
  },
  {
    kind: 'special prices', name: 'an order takes no more than it has', count: 'select count(*) from special_price_use',
    differs: `select s.number || ', order ' || o.number as name, u.quantity - u.released_quantity as is, greatest(k.kept, 0) as should from special_price_use u join special_price s on s.id = u.special_price_id join sales_order o on o.id = u.order_id left join order_line l on l.id = u.order_line_id,
        lateral (select case when o.state = 'Canceled' or l.id is null then 0 else l.quantity - l.canceled_quantity - (select coalesce(sum(r.received_quantity), 0) from return_line r where r.order_line_id = l.id) end as kept) k
      where u.quantity - u.released_quantity > greatest(k.kept, 0)`,
  },
]
