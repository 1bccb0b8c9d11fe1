import { type Operation, amount, plainRead } from '../operation.ts'
import { cursorsInside } from '../facts.ts'
import { actionsOf, list } from '../postgraphile/list.ts'

const team = `(select app.people('order:cancel'))::uuid[]`, partners = `(select app.partners('order:cancel'))::uuid[]`
const states = `o.state = any ($3::text[])`
const named = (type: string, table: string, column: string) => `(select row_to_json(r) from (select '${type}' as __typename, r.id, r.name from ${table} r where r.id = o.${column}) r)`

/** The page is cut before anything is joined to it; what may be done is said by the state and by whose the order is. */
const statement = (whose: string, count: boolean) => `
  with page as materialized (select * from sales_order o where ${states} and (o.placed_at, o.id) < ($1::timestamptz, $2::uuid) and ${whose} order by o.placed_at desc, o.id desc limit $4::int + 1),
  shown as materialized (select * from page order by placed_at desc, id desc limit $4)
  select row_to_json(x)::text as answer from (select 'Query' as __typename, (select row_to_json(c) from (select 'OrderConnection' as __typename,
    (select coalesce(json_agg(n order by o.placed_at desc, o.id desc), '[]') from shown o, lateral (select 'Order' as __typename, ${named('Account', 'account', 'account_id')} as account,
      case when o.owner_id = any (${team}) or o.partner_id = any (${partners}) then ${actionsOf('o')} else '{}' end as actions,
      o.billing_state as "billingState", o.currency, o.id, o.number, ${named('User', 'app_user', 'owner_id')} as owner, ${named('Partner', 'partner', 'partner_id')} as partner,
      o.placed_at as "placedAt", o.promise_date as "promiseDate", o.purchase_order as "purchaseOrder", o.requested_date as "requestedDate", o.state,
      (select ${amount('m.total')} from order_amount m where m.order_id = o.id) as total) n) as nodes,
    (select row_to_json(i) from (select 'PageInfo' as __typename, (select translate(encode(convert_to(json_build_array(s.placed_at::text, s.id)::text, 'UTF8'), 'base64'), E'\\n', '') from shown s order by s.placed_at, s.id limit 1) as "endCursor",
      (select count(*) from page) > $4 as "hasNextPage") i) as "pageInfo"${count ? `,
    (select row_to_json(t) from (select 'TotalCount' as __typename, n <= 10000 as exact, least(n, 10000) as value from (select count(*) as n from (select 1 from sales_order o where ${states} and ${whose} limit 10001) m) n) t) as "totalCount"` : ''}) c) as page) x`

const chosen = ['Confirmed', 'Delivered'], first = 60
const values: (variables: any) => unknown[] = ({ after, filter, first: size }) => { const [placedAt, id] = JSON.parse(Buffer.from(after, 'base64').toString()) as string[]; return [placedAt, id, filter.state, size] }
/** What the policy says of everybody but those who see all; said here, too, it lets the indexes of owners and partners serve the count. */
const whose = `(o.owner_id = any ((select app.people('order:read'))::uuid[]) or o.partner_id = any ((select app.partners('order:read'))::uuid[]))`

export const deepList: Operation = {
  key: 'h', title: 'a filtered, sorted, counted list deep in the data', viewer: 'representative', target: plainRead,
  facts: (client) => cursorsInside(client, chosen),
  variables: (n, cursors: string[]) => ({ after: cursors[n % cursors.length], filter: { state: chosen }, first, sort: { by: 'PLACED_AT', direction: 'DESC' }, counted: true }),
  guanxi: { operation: 'Orders' },
  floor: { sql: statement(whose, true), values },
  postgraphile: list,
  unguarded: { sql: statement(whose, true), values },
}

const row = '__typename account { __typename id name } actions billingState currency id number owner { __typename id name } partner { __typename id name } placedAt promiseDate purchaseOrder requestedDate state total'

/** The same without its count, which costs what there is to count: how it grows is told apart. */
export const uncounted: Operation = {
  ...deepList, key: 'h-uncounted', title: 'the deep list without its count',
  guanxi: { query: `query Orders($after: String, $filter: OrderFilter, $first: Int, $sort: OrderSort) { __typename page: orders(first: $first, after: $after, filter: $filter, sort: $sort) { __typename nodes { ${row} } pageInfo { __typename endCursor hasNextPage } } }` },
  floor: { sql: statement(whose, false), values },
  postgraphile: { ...list, variables: (variables) => list.variables!({ ...variables, counted: false }) },
  unguarded: { sql: statement(whose, false), values },
}
