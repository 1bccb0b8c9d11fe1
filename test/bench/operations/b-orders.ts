import { type Operation, amount, plainRead } from '../operation.ts'
import { inOurForm } from '../postgraphile/form.ts'
import { dealer } from '../world.ts'

/** The newest of each organisation along its index, then the newest of all; the organisations' sub-dealers included, as the policy has it. */
const guarded = `(select * from unnest(app.org('order:read')) organisation, lateral (select * from sales_order s where s.partner_id = organisation order by s.placed_at desc, s.id desc limit 51) s order by s.placed_at desc, s.id desc limit 51)`
const unguarded = `(select * from sales_order s where s.partner_id = '${dealer.partnerId}' order by s.placed_at desc, s.id desc limit 51)`

/** The company has four lines to an order; all of them are read. */
const statement = (newest: string) => `
  select row_to_json(x)::text as answer from (select (select row_to_json(c) from (
    with page as materialized ${newest}, shown as (select * from page order by placed_at desc, id desc limit 50)
    select (select coalesce(json_agg(o order by o."placedAt" desc, o.id desc), '[]') from (select o.id, o.number, o.state, o.placed_at as "placedAt",
        (select ${amount('m.total')} from order_amount m where m.order_id = o.id) as total, o.currency,
        (select row_to_json(a) from (select a.id, a.name from account a where a.id = o.account_id) a) as account,
        (select coalesce(json_agg(l order by l.position), '[]') from (select l.id, l.position, l.quantity, ${amount('l.amount')} as amount,
          (select row_to_json(p) from (select p.id, p.sku, p.name from product p where p.id = l.product_id) p) as product from order_line l where l.order_id = o.id) l) as lines from shown o) o) as nodes,
      (select row_to_json(i) from (select (select count(*) from page) > 50 as "hasNextPage",
        (select translate(encode(convert_to(json_build_array(s.placed_at::text, s.id)::text, 'UTF8'), 'base64'), E'\\n', '') from shown s order by s.placed_at, s.id limit 1) as "endCursor") i) as "pageInfo") c) as orders) x`

export const orders: Operation = {
  key: 'b', title: '50 orders with account and their lines, each with product', viewer: 'dealer', target: plainRead,
  variables: () => ({}),
  guanxi: { query: 'query Orders { orders(first: 50) { nodes { id number state placedAt total currency account { id name } lines { id position quantity amount product { id sku name } } } pageInfo { hasNextPage endCursor } } }' },
  floor: { sql: statement(guarded), values: () => [] },
  unguarded: { sql: statement(unguarded), values: () => [] },
  postgraphile: {
    query: `query Orders { orders: allSalesOrders(first: 50, orderBy: [PLACED_AT_DESC, ROW_ID_DESC]) { nodes { id: rowId number state placedAt amount: orderAmountByOrderId { total } currency account: accountByAccountId { id: rowId name }
      lines: orderLinesByOrderIdList(orderBy: POSITION_ASC) { id: rowId position quantity amount product: productByProductId { id: rowId sku name } } } pageInfo { hasNextPage endCursor } } }`,
    normalise: inOurForm(({ orders: { nodes, pageInfo } }) => ({ orders: { nodes: nodes.map(({ amount: { total }, ...order }: any) => ({ ...order, total })), pageInfo } })),
  },
}
