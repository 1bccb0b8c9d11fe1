import type { Operation } from '../operation.ts'
import { counted, inOurForm } from './form.ts'

const reached = (row: string, permission: string) => `(${row}.owner_id = any ((select app.people('${permission}'))::uuid[]) or ${row}.partner_id = any ((select app.partners('${permission}'))::uuid[]))`

/** What may be done in the state that an order is in; who may do one of them on an order may do all. */
export const actionsOf = (order: string) => {
  const open = `${order}.state in ('PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped')`
  return `array_remove(array[case when ${open} then 'cancel' end,
    case when ${open} and not exists (select 1 from order_change c where c.order_id = ${order}.id and c.state in ('PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved')) then 'requestOrderChange' end,
    case when ${order}.state in ('PartiallyShipped', 'Shipped', 'Delivered', 'Closed') and exists (select 1 from order_line l where l.order_id = ${order}.id and l.delivered_quantity > 0) then 'requestReturn' end], null)`
}

const query = `query Orders($states: [String!]!, $before: [String!]!, $first: Int!, $counted: Boolean!) { __typename page: allSalesOrders(condition: { stateIn: $states, before: $before, reached: true }, orderBy: [PLACED_AT_DESC, ROW_ID_DESC], first: $first) { __typename
  nodes { __typename account: accountByAccountId { __typename id: rowId name } actions billingState currency id: rowId number owner: appUserByOwnerId { __typename id: rowId name } partner: partnerByPartnerId { __typename id: rowId name }
    placedAt promiseDate purchaseOrder requestedDate state amount: orderAmountByOrderId { total } }
  pageInfo { __typename endCursor hasNextPage } } count: benchOrdersCount(states: $states) @include(if: $counted) }`

/** A list of orders in some states from a place on; a function counts no further than the others do. */
export const list: NonNullable<Operation['postgraphile']> = {
  schema: `
    create function bench.orders_count(states text[]) returns int language sql stable as $$
      select count(*)::int from (select from sales_order o where o.state = any (states) and ${reached('o', 'order:read')} limit 10001) n $$;
    create function bench.sales_order_actions(sales_order) returns text[] language sql stable as $$
      select case when ${reached('$1', 'order:cancel')} then ${actionsOf('$1')} else '{}' end $$;`,
  query,
  variables: ({ after, filter, first, counted: count }) => ({ states: filter.state, before: JSON.parse(Buffer.from(after, 'base64').toString()), first, counted: count ?? false }),
  normalise: inOurForm(({ __typename, page: { nodes, ...page }, count }) => ({
    __typename, page: { ...page, nodes: nodes.map(({ amount, ...order }: any) => ({ ...order, total: amount?.total ?? null })), ...(count !== undefined && { totalCount: counted(count) }) },
  })),
}
