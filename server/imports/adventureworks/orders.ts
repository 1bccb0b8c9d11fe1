import { type OrderState, orderFlow } from '../../orders/order.flow.ts'
import { type Step, idOf, noon } from './step.ts'

/** A final state in which history may enter, as the order's flow allows it. */
function imported(state: OrderState): string {
  if (!orderFlow.moves.some(({ verb, to }) => verb === 'import' && [to].flat().includes(state))) throw new Error(`An order cannot be imported as ${state}.`)
  return `'${state}'`
}

const orderId = idOf('order', noon('o.ordered'), 'o.id')

/**
 * All that an order's header becomes, worked out once. Dealers' orders are delivered, as the source knows nothing else of them; a web
 * order is when it was shipped. Numbers run per dealer in the order of their days; direct ones have gaps that tell nothing.
 */
export const orderPreparation: Step = {
  name: 'orders in their sequence',
  sql: [
    `create temp table aw_ready as
     select o.id, o.ordered, o.shipped, ${orderId} as order_id, p.id as partner_id, a.id as account_id, coalesce(u.id, a.owner_id) as owner_id,
       case when p.id is not null or o.shipped is not null then ${imported('Delivered')} else ${imported('Placed')} end as state,
       case when p.id is not null then 'O-' || p.code || '-' || lpad((row_number() over (partition by p.id order by o.ordered, o.id))::text, 4, '0')
         else 'O-' || to_char(o.ordered, 'YY') || '-' || 10000 + sum(1 + get_byte(decode(md5(o.id::text), 'hex'), 0) % 9) over (partition by p.id, extract(year from o.ordered) order by o.ordered, o.id) end as number,
       nullif(concat_ws(' ', 'Currency in the source: ' || o.currency || '.', 'Tax ' || o.tax || ' and freight ' || o.freight || ' USD come on top.',
         'Reasons: ' || (select string_agg(r.name, ', ' order by r.id) from aw_order_reason x join aw_reason r on r.id = x.reason_id where x.order_id = o.id) || '.'), '') as note, o.due
     from aw_order o join aw_customer c on c.id = o.customer_id
       left join partner p on p.external_id = c.store_id::text left join account a on a.external_id = c.id::text and c.store_id is null left join app_user u on u.external_id = o.sales_person_id::text
     where num_nonnulls(p.id, a.id) = 1`,
    'create unique index on aw_ready (id)', 'analyze aw_ready',
    `insert into document_counter (scope, kind, partner_id, value)
     select 'direct:20' || substr(number, 3, 2), 'order', null, max(substr(number, 6)::bigint) from aw_ready where partner_id is null group by 1
     on conflict (scope, kind) do update set value = excluded.value where document_counter.value < excluded.value`,
  ],
}

const batch = 'r.id > $1 and r.id <= $2'
const amount = 'l.quantity * l.price * (1 - l.discount)'

/** Statements that bring in the orders with $1 < SalesOrderID ≤ $2: headers, lines, money, shipments, and the event that begins each timeline. */
export const orderBatch: string[] = [
  `insert into sales_order (id, number, state, billing_state, partner_id, account_id, owner_id, note, requested_date, currency, placed_at, created_at, updated_at, channel, external_id)
   select r.order_id, r.number, r.state, case r.state when 'Delivered' then 'Paid' else 'NotInvoiced' end, r.partner_id, r.account_id, r.owner_id, r.note, r.due, 'USD',
     ${noon('r.ordered')}, ${noon('r.ordered')}, ${noon('coalesce(r.shipped, r.ordered)')}, 'import', r.id::text
   from aw_ready r where ${batch} on conflict (external_id) do nothing`,
  // the stored price holds an offer already, and the line's discount is taken off as well: so the source computes its totals
  `insert into order_line (id, order_id, position, product_id, quantity, list_price, net_price, discount_percent, unit_price, amount, shipped_quantity, delivered_quantity)
   select ${idOf('line', noon('r.ordered'), `l.order_id || ' ' || l.position`)}, o.id, l.position, p.id, l.quantity, h.price, l.price, l.discount * 100, l.price * (1 - l.discount), ${amount},
     case r.state when 'Delivered' then l.quantity else 0 end, case r.state when 'Delivered' then l.quantity else 0 end
   from aw_ready r join sales_order o on o.external_id = r.id::text join aw_line l on l.order_id = r.id join product p on p.external_id = l.product_id::text
     left join aw_list_price h on h.product_id = l.product_id and r.ordered between h.valid_from and coalesce(h.valid_to, 'infinity')
   where ${batch} on conflict do nothing`,
  `insert into order_amount (order_id, partner_id, subtotal, total)
   select o.id, o.partner_id, coalesce(sum(l.amount), 0), coalesce(sum(l.amount), 0) from aw_ready r join sales_order o on o.external_id = r.id::text left join order_line l on l.order_id = o.id
   where ${batch} group by o.id on conflict do nothing`,
  `insert into shipment (id, order_id, number, shipped_at)
   select ${idOf('shipment', noon('r.shipped'), 'r.id')}, o.id, 1, ${noon('r.shipped')} from aw_ready r join sales_order o on o.external_id = r.id::text
   where r.shipped is not null and ${batch} on conflict do nothing`,
  `insert into shipment_line (id, shipment_id, order_line_id, quantity)
   select ${idOf('shipment line', noon('r.shipped'), `r.id || ' ' || l.position`)}, s.id, l.id, l.quantity
   from aw_ready r join sales_order o on o.external_id = r.id::text join shipment s on s.order_id = o.id and s.number = 1 join order_line l on l.order_id = o.id
   where r.shipped is not null and ${batch} on conflict do nothing`,
  `insert into event (id, at, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, public, data)
   select ${idOf('event', noon('r.ordered'), `'placed ' || r.id`)}, o.placed_at, 'order.placed', 'AdventureWorks', 'import', 'order', o.id, o.account_id, o.partner_id, o.owner_id, true, json_build_object('number', o.number)
   from aw_ready r join sales_order o on o.external_id = r.id::text where ${batch} on conflict do nothing`,
]
