import { Migration } from '@mikro-orm/migrations'

/** Entries of a bank that are alike; terms of contracts that keep their day; prices of others, told apart as their currency is written; no pieces are held of what becomes a service. */
export class Migration052MoneyRules extends Migration {
  override up(): void {
    this.addSql(`
    -- a bank may book the same amount under the same reference twice on a day: which of those alike an entry is
    alter table bank_line drop constraint bank_line_statement_id_entry_reference_key, add column nth int not null default 1 check (nth > 0);
    alter table bank_line add unique (statement_id, entry_reference, day, amount, nth);
    -- the day of the month on which a term begins, from the first renewal on: a short month does not move those after it
    alter table contract add column term_day int check (term_day between 1 and 31);
    `)
    this.addSql(`
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
      select distinct on (l.product_id, round(o.price, app.exponent(m.money)), o.partner_id is null) l.product_id, o.price, m.money, app.day(o.presented_at),
        case when o.price > 0 then round((l.price - o.price) / o.price * 100, 2) end,
        case when app.partner_id() is null and (app.scope('quote:read') = 'all' or o.owner_id = any (app.people('quote:read')) or o.partner_id = any (app.partners('quote:read'))) then (select u.name from app_user u where u.id = o.owner_id) end,
        case when app.partner_id() is null then o.partner_id is null end
      from mine m, line l join lateral (select x.presented_at, x.partner_id, x.owner_id, k.unit_price * (1 - x.discount_percent / 100) as price from other x join quote_line k on k.version_id = x.id where k.product_id = l.product_id and k.parts is null) o on true
      where round(o.price, app.exponent(m.money)) <> round(l.price, app.exponent(m.money)) order by l.product_id, round(o.price, app.exponent(m.money)), o.partner_id is null, o.presented_at desc limit 50 $$;
    `)
    this.addSql(`
    -- whoever holds pieces locks what can be had of a product first, and so does what makes a service of it; false where pieces of it are held
    drop function app.set_tax_class(uuid, text);
    create function app.set_tax_class(of_product uuid, wanted text) returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      insert into stock (product_id) values (of_product) on conflict do nothing;
      perform 1 from stock where product_id = of_product for update;
      if app.partner_id() is not null or app.scope('tax:manage') is null or (wanted = 'SERVICE' and exists (select 1 from reservation r where r.product_id = of_product and r.state = 'Held')) then return false; end if;
      update product set tax_class = wanted where id = of_product;
      return true;
    end $$;
    `)
  }
}
