import { Migration } from '@mikro-orm/migrations'

/** What was configured can be bought: a line names its configuration, and keeps what it is built of as it was when the line was priced. */
export class Migration039Configured extends Migration {
  override up(): void {
    this.addSql(`
    alter table cart_line add configuration_id uuid references configuration on delete cascade, drop constraint cart_line_cart_id_product_id_key,
      add constraint cart_line_once unique nulls not distinct (cart_id, product_id, configuration_id);
    create index cart_line_configuration on cart_line (configuration_id) where configuration_id is not null;

    -- parts: for one of the line, products with how many, and choices that cost beyond them, each with its prices; build_days: how long it takes to put them together
    alter table quote_line add configuration_id uuid references configuration on delete set null, add parts jsonb, add build_days int;
    alter table order_line add configuration_id uuid references configuration on delete set null, add parts jsonb, add build_days int;
    create index quote_line_configuration on quote_line (configuration_id) where configuration_id is not null;
    create index order_line_configuration on order_line (configuration_id) where configuration_id is not null;
    `)
    this.addSql(`
    -- as before, and what is built leaves when it has been put together
    create or replace function app.held(changes jsonb) returns void language sql set search_path = public, app, pg_temp as $$
      update stock s set reserved = s.reserved + d.quantity from (
        select product_id, sum(quantity)::int as quantity from jsonb_to_recordset(changes) as c (product_id uuid, source text, quantity int) where source = 'Stock' group by 1 having sum(quantity) <> 0) d
      where s.product_id = d.product_id;
      update supply s set reserved = s.reserved + d.quantity from (
        select supply_id, sum(quantity)::int as quantity from jsonb_to_recordset(changes) as c (supply_id uuid, quantity int) where supply_id is not null group by 1 having sum(quantity) <> 0) d
      where s.id = d.supply_id;
      update order_line l set reserved_quantity = n.reserved, promise_date = coalesce(n.day, l.promise_date), promise_parts = n.parts from (
        select k.id, coalesce(sum(r.quantity) filter (where r.source = 'Stock' and r.product_id = k.product_id), 0)::int as reserved, max(r.date) + coalesce(k.build_days, 0) as day,
          (select jsonb_agg(jsonb_build_object('date', d.date, 'quantity', d.quantity) order by d.date) from (
            select date, sum(quantity) as quantity from reservation p where p.order_line_id = k.id and p.product_id = k.product_id and p.state = 'Held' group by 1) d) as parts
        from order_line k left join reservation r on r.order_line_id = k.id and r.state = 'Held'
        where k.id in (select order_line_id from jsonb_to_recordset(changes) as c (order_line_id uuid)) group by k.id) n
      where l.id = n.id and (l.reserved_quantity, l.promise_date, l.promise_parts) is distinct from (n.reserved, coalesce(n.day, l.promise_date), n.parts) $$;

    -- as before; of something built, the product that it begins with is not what is compared
    create or replace function app.other_offers(version uuid, days int) returns table (product_id uuid, price numeric, currency char(3), offered_on date, difference numeric, who text, direct boolean)
    language sql stable security definer set search_path = public, app, pg_temp as $$
      with mine as (select v.id, v.currency as money, v.discount_percent, q.id as quote_id, q.partner_id, q.account_id, q.owner_id, q.seller_id, q.public_state from quote_version v join quote q on q.id = v.quote_id
          where v.id = version and case when app.partner_id() is null then app.scope('quote:read') is not null else q.partner_id = app.partner_id() and (v.number = 0 or v.presented_at is not null)
            and (app.scope('quote:read') = 'org' or (app.scope('quote:read') = 'own' and q.seller_id = app.user_id())) end),
        line as (select l.product_id, min(l.unit_price * (1 - m.discount_percent / 100)) as price from mine m join quote_line l on l.version_id = m.id where l.parts is null group by 1),
        other as (select v.id, v.discount_percent, v.presented_at, q.partner_id, q.owner_id from mine m join quote q on q.id <> m.quote_id
            and (case when m.account_id is null then q.account_id is null and q.partner_id = m.partner_id else q.account_id = m.account_id end) join quote_version v on v.quote_id = q.id
          where v.presented_at > now() - make_interval(days => days) and v.state in ('Presented', 'Accepted', 'Declined', 'Expired') and v.currency = m.money
            and case when app.partner_id() is null then (q.owner_id, q.partner_id) is distinct from (m.owner_id, m.partner_id) else q.partner_id = app.partner_id() and q.seller_id is distinct from m.seller_id end)
      select distinct on (l.product_id, round(o.price, 2), o.partner_id is null) l.product_id, o.price, m.money, app.day(o.presented_at),
        case when o.price > 0 then round((l.price - o.price) / o.price * 100, 2) end,
        case when app.partner_id() is null and (app.scope('quote:read') = 'all' or o.owner_id = any (app.people('quote:read')) or o.partner_id = any (app.partners('quote:read'))) then (select u.name from app_user u where u.id = o.owner_id) end,
        case when app.partner_id() is null then o.partner_id is null end
      from mine m, line l join lateral (select x.presented_at, x.partner_id, x.owner_id, k.unit_price * (1 - x.discount_percent / 100) as price from other x join quote_line k on k.version_id = x.id where k.product_id = l.product_id and k.parts is null) o on true
      where round(o.price, 2) <> round(l.price, 2) order by l.product_id, round(o.price, 2), o.partner_id is null, o.presented_at desc limit 50 $$;
    `)
  }
}
