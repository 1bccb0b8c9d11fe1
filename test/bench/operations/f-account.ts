import { type Operation, amount, page } from '../operation.ts'
import { account as asked } from '../postgraphile/account.ts'
import { representative } from '../world.ts'

const named = (type: string, table: string, column: string) => `(select row_to_json(n) from (select '${type}' as "__typename", n.id, n.name from ${table} n where n.id = ${column}) n)`
/** So many of the newest at the account, and of how many. */
const latest = (type: string, table: string, order: string, columns: string) => `(select row_to_json(c) from (select '${type}Connection' as "__typename",
    (select coalesce(json_agg(x), '[]') from (select '${type}' as "__typename", ${columns} from (select * from ${table} t where t.account_id = a.id order by ${order} desc, id desc limit 8) t order by t.${order} desc, t.id desc) x) as nodes,
    (select row_to_json(n) from (select 'TotalCount' as "__typename", n <= 10000 as exact, least(n, 10000) as value from (select count(*) as n from (select from ${table} t where t.account_id = a.id limit 10001) t) n) n) as "totalCount") c)`
/** What the viewer may do, where the record is one of those that a permission reaches. */
const may = (verb: string, permission: string, row: string, when = 'true') =>
  `case when ${when} and (${row}.owner_id = any ((select app.people('${permission}'))::uuid[]) or ${row}.partner_id = any ((select app.partners('${permission}'))::uuid[])) then '${verb}' end`
const version = (column: string) => `(select ${column} from quote_version v where v.quote_id = t.id order by v.number desc limit 1)`

const statement = `
  select row_to_json(x)::text as answer from (select 'Query' as "__typename", (select row_to_json(a) from (select 'Account' as "__typename",
    (select coalesce(json_agg(c order by lower(c.name), c.id), '[]') from (select 'Account' as "__typename", c.city, c.id, c.name, c.status from account c where c.parent_id = a.id) c) as children,
    (select row_to_json(c) from (select 'ContactConnection' as "__typename",
      (select coalesce(json_agg(c), '[]') from (select 'Contact' as "__typename",
          (select coalesce(json_agg(json_build_object('__typename', 'Account', 'id', b.id) order by lower(b.name), b.id), '[]') from account_contact l join account b on b.id = l.account_id where l.contact_id = c.id) as accounts,
          array_remove(array[${may('write', 'contact:write', 'c', 'c.erased_at is null')}, ${may('consent', 'consent:write', 'c', 'c.erased_at is null')},
            ${may('setDoNotContact', 'consent:write', 'c', 'c.erased_at is null and c.do_not_contact_since is null')}, ${may('clearDoNotContact', 'consent:write', 'c', 'c.erased_at is null and c.do_not_contact_since is not null')}], null) as actions,
          c.do_not_contact_since as "doNotContactSince", c.email, c.id,
          case when c.erased_at is not null then 'Erased' when c.last_name ~ '^[\\u4e00-\\u9fff]' then c.last_name || c.first_name else trim(c.first_name || ' ' || c.last_name) end as name, c.phone, c.title
        from account_contact k join contact c on c.id = k.contact_id where k.account_id = a.id order by lower(c.last_name || ' ' || c.first_name), c.id limit 20) c) as nodes,
      (select row_to_json(n) from (select 'TotalCount' as "__typename", n <= 10000 as exact, least(n, 10000) as value
        from (select count(*) as n from (select from account_contact k join contact c on c.id = k.contact_id where k.account_id = a.id limit 10001) k) n) n) as "totalCount") c) as contacts,
    ${latest('Order', 'sales_order', 'placed_at', `t.billing_state as "billingState", t.currency, t.id, t.number, t.placed_at as "placedAt", t.state, (select ${amount('m.total')} from order_amount m where m.order_id = t.id) as total`)} as orders,
    ${latest('Quote', 'quote', 'updated_at', `t.currency, t.id, t.number, ${version('v.state')} as state, ${version(amount('v.total'))} as total, t.updated_at as "updatedAt"`)} as quotes,
    (with page as materialized (select * from event e where e.account_id = a.id order by e.at desc, e.id desc limit $2 + 1)
      select row_to_json(c) from (select 'EventConnection' as "__typename",
        (select coalesce(json_agg(e), '[]') from (select 'Event' as "__typename", e.actor_name as "actorName", e.at, e.channel, e.data, e.id, e.subject_id as "subjectId", e.subject_type as "subjectType",
          case e.type when 'order.placed' then 'Order ' || (e.data ->> 'number') || ' placed' when 'quote.accepted' then 'Quote ' || (e.data ->> 'number') || ' accepted' when 'quote.requested' then 'Quote ' || (e.data ->> 'number') || ' requested' end as summary,
          e.type from page e order by e.at desc, e.id desc limit $2) e) as nodes,
        (select row_to_json(i) from (select 'PageInfo' as "__typename", (select count(*) from page) > $2 as "hasNextPage") i) as "pageInfo") c) as timeline,
    array_remove(array[${may('update', 'account:update', 'a')}], null) as actions, a.city, a.country, a.created_at as "createdAt", a.electronic_address as "electronicAddress", a.email, a.id, a.industry, s.internal_note as "internalNote", a.kind, a.last_activity_at as "lastActivityAt", a.name, a.number,
    ${named('User', 'app_user', 'a.owner_id')} as owner, ${named('Account', 'account', 'a.parent_id')} as parent, ${named('Partner', 'partner', 'a.partner_id')} as partner, a.phone,
    (select ${amount('coalesce(sum(m.total), 0)')} from sales_order o join order_amount m on m.order_id = o.id where o.account_id = a.id and o.state <> 'Canceled' and o.placed_at > now() - interval '12 months') as "revenue12m",
    a.revision, ${named('User', 'app_user', 'a.seller_id')} as seller, a.status, a.website,
    (select coalesce(json_agg(d), '[]') from (select 'Address' as "__typename", d.city, d.country, d.id, d.kind, d.postal_code as "postalCode", d.region, d.street from address d where d.account_id = a.id order by d.kind, d.id) d) as addresses,
    (select coalesce(json_agg(m), '[]') from (select 'AccountTeamMember' as "__typename", m.id, m.role, ${named('User', 'app_user', 'm.user_id')} as "user" from account_team_member m where m.account_id = a.id order by m.role, m.id) m) as team
    from account a left join account_standing s on s.account_id = a.id where a.id = $1::uuid) a) as account) x`

/** Accounts of the team, in no order. */
const teamsAccounts = `select a.id from account a join app_user u on u.id = a.owner_id where u.manager_id = '${representative.id}' order by md5(a.id::text) limit 1000`

export const account: Operation = {
  key: 'f', title: "the CRM's account page", viewer: 'representative', target: page,
  async facts(client) { return (await client.query<{ id: string }>(teamsAccounts)).rows.map(({ id }) => id) },
  variables: (n, ids: string[]) => ({ id: ids[n % ids.length], events: 20 }),
  guanxi: { operation: 'Account' },
  floor: { sql: statement, values: ({ id, events }) => [id, events] },
  postgraphile: asked,
}
