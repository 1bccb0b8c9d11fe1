import type { Operation } from '../operation.ts'
import { counted, inOurForm } from './form.ts'

const may = (verb: string, permission: string, when = 'true') =>
  `case when ${when} and ($1.owner_id = any ((select app.people('${permission}'))::uuid[]) or $1.partner_id = any ((select app.partners('${permission}'))::uuid[])) then '${verb}' end`
const lives = '$1.erased_at is null'

const query = `query Account($id: UUID!, $events: Int!) { __typename account: accountByRowId(rowId: $id) { __typename
  children: subsidiariesList { __typename city id: rowId name status }
  contacts: people(first: 20) { __typename nodes { __typename accounts: heldAccountsList { __typename id: rowId } actions doNotContactSince email id: rowId name: fullName phone title } totalCount }
  orders: salesOrdersByAccountId(first: 8, orderBy: [PLACED_AT_DESC, ROW_ID_DESC]) { __typename nodes { __typename billingState currency id: rowId number placedAt state amount: orderAmountByOrderId { total } } totalCount }
  quotes: quotesByAccountId(first: 8, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC]) { __typename nodes { __typename currency id: rowId number versions: quoteVersionsByQuoteIdList(first: 1, orderBy: NUMBER_DESC) { state total } updatedAt } totalCount }
  timeline(first: $events) { __typename nodes { __typename actorName at channel data id: rowId subjectId subjectType summary type } pageInfo { __typename hasNextPage } }
  actions city country createdAt electronicAddress email id: rowId industry standing: accountStandingByAccountId { internalNote } kind lastActivityAt name number
  owner: appUserByOwnerId { __typename id: rowId name } parent: accountByParentId { __typename id: rowId name } partner: partnerByPartnerId { __typename id: rowId name } phone revenue12M revision
  seller: appUserBySellerId { __typename id: rowId name } status website
  addresses: placesList { __typename city country id: rowId kind postalCode region street }
  team: membersList { __typename id: rowId role user: appUserByUserId { __typename id: rowId name } } } }`

/** The account page of the CRM. */
export const account: NonNullable<Operation['postgraphile']> = {
  schema: `
    create function bench.account_actions(account) returns text[] language sql stable as $$ select array_remove(array[${may('update', 'account:update')}], null) $$;
    create function bench.contact_actions(contact) returns text[] language sql stable as $$ select array_remove(array[${may('write', 'contact:write', lives)}, ${may('consent', 'consent:write', lives)},
      ${may('setDoNotContact', 'consent:write', `${lives} and $1.do_not_contact_since is null`)}, ${may('clearDoNotContact', 'consent:write', `${lives} and $1.do_not_contact_since is not null`)}], null) $$;
    create function bench.contact_full_name(contact) returns text language sql stable as $$
      select case when $1.erased_at is not null then 'Erased' when $1.last_name ~ '^[\\u4e00-\\u9fff]' then $1.last_name || $1.first_name else trim($1.first_name || ' ' || $1.last_name) end $$;
    create function bench.contact_held_accounts(contact) returns setof account language sql stable as $$
      select a.* from account_contact l join account a on a.id = l.account_id where l.contact_id = $1.id order by lower(a.name), a.id $$;
    create function bench.account_people(account) returns setof contact language sql stable as $$
      select c.* from account_contact k join contact c on c.id = k.contact_id where k.account_id = $1.id order by lower(c.last_name || ' ' || c.first_name), c.id $$;
    create function bench.account_subsidiaries(account) returns setof account language sql stable as $$ select c.* from account c where c.parent_id = $1.id order by lower(c.name), c.id $$;
    create function bench.account_places(account) returns setof address language sql stable as $$ select d.* from address d where d.account_id = $1.id order by d.kind, d.id $$;
    create function bench.account_members(account) returns setof account_team_member language sql stable as $$ select m.* from account_team_member m where m.account_id = $1.id order by m.role, m.id $$;
    create function bench.account_timeline(account) returns setof event language sql stable as $$ select e.* from event e where e.account_id = $1.id order by e.at desc, e.id desc $$;
    create function bench.event_summary(event) returns text language sql stable as $$
      select case $1.type when 'order.placed' then 'Order ' || ($1.data ->> 'number') || ' placed' when 'quote.accepted' then 'Quote ' || ($1.data ->> 'number') || ' accepted' when 'quote.requested' then 'Quote ' || ($1.data ->> 'number') || ' requested' end $$;
    create function bench.account_revenue_12m(account) returns numeric language sql stable as $$
      select (select coalesce(sum(m.total), 0) from sales_order o join order_amount m on m.order_id = o.id where o.account_id = $1.id and o.state <> 'Canceled' and o.placed_at > now() - interval '12 months') $$;`,
  query,
  normalise: inOurForm(({ __typename, account: { contacts, orders, quotes, standing, revenue12M, ...account } }) => ({
    __typename,
    account: {
      ...account, internalNote: standing?.internalNote ?? null, revenue12m: revenue12M, contacts: { ...contacts, totalCount: counted(contacts.totalCount) },
      orders: { ...orders, nodes: orders.nodes.map(({ amount, ...order }: any) => ({ ...order, total: amount?.total ?? null })), totalCount: counted(orders.totalCount) },
      quotes: { ...quotes, nodes: quotes.nodes.map(({ versions: [version], ...quote }: any) => ({ ...quote, ...version })), totalCount: counted(quotes.totalCount) },
    },
  })),
}
