import { type Operation, amount, plainRead } from '../operation.ts'
import { dealersOrders } from '../facts.ts'
import { inOurForm } from '../postgraphile/form.ts'

const statement = `
  select row_to_json(x)::text as answer from (select (select row_to_json(o) from (
    select o.id, o.number, o.state, o.placed_at as "placedAt", o.currency, (select ${amount('m.total')} from order_amount m where m.order_id = o.id) as total,
      (select row_to_json(a) from (select a.id, a.name, a.city from account a where a.id = o.account_id) a) as account,
      (select coalesce(json_agg(l order by l.position), '[]') from (select l.id, l.position, l.quantity, ${amount('l.unit_price')} as "unitPrice", ${amount('l.amount')} as amount,
        (select row_to_json(p) from (select p.id, p.sku, p.name, p.unit from product p where p.id = l.product_id) p) as product from order_line l where l.order_id = o.id) l) as lines
    from sales_order o where o.id = $1::uuid) o) as "order") x`

export const order: Operation = {
  key: 'a', title: 'an order with lines, products, account', viewer: 'dealer', target: plainRead,
  facts: dealersOrders,
  variables: (n, ids: string[]) => ({ id: ids[n % ids.length] }),
  guanxi: { query: 'query Order($id: ID!) { order(id: $id) { id number state placedAt currency total account { id name city } lines { id position quantity unitPrice amount product { id sku name unit } } } }' },
  floor: { sql: statement, values: ({ id }) => [id] },
  postgraphile: {
    query: `query Order($id: UUID!) { order: salesOrderByRowId(rowId: $id) { id: rowId number state placedAt currency amount: orderAmountByOrderId { total } account: accountByAccountId { id: rowId name city }
      lines: orderLinesByOrderIdList(orderBy: POSITION_ASC) { id: rowId position quantity unitPrice amount product: productByProductId { id: rowId sku name unit } } } }`,
    normalise: inOurForm(({ order: { amount: { total }, ...order } }) => ({ order: { ...order, total } })),
  },
}
