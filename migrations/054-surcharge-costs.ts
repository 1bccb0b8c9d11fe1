import { Migration } from '@mikro-orm/migrations'

/** What choices at a surcharge cost us. It is known by model, option and choice, whichever version they are in: versions never change, costs do. And what was built is sold as its parts. */
export class Migration054SurchargeCosts extends Migration {
  override up(): void {
    this.addSql(`create table surcharge_cost (
      model_id uuid not null references product_model on delete cascade, option text not null, choice text not null, currency char(3) not null, cost numeric(19, 6) not null,
      primary key (model_id, option, choice, currency)
    );`)
    this.addSql(`
    -- as before; of something built, each part with what it brought, at its share of the line: nobody is shown the margin of a whole machine beside the cost of the one that it begins with
    create or replace function app.promotion_sales(wanted uuid, first_day date, last_day date) returns table (week date, partner_id uuid, product_id uuid, order_id uuid, pieces int, revenue numeric, cost numeric)
    language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare m promotion; zone text := coalesce((select value #>> '{}' from installation where key = 'time_zone'), 'UTC'); base char(3) := app.company_currency(); begin
      if app.scope('promotion:result') is distinct from 'all' then return; end if;
      select * into m from promotion p where p.id = wanted;
      return query
        with item as materialized (
          select x.product_id as id from promotion_product x where x.promotion_id = m.id
          union select p.id from promotion_category c join product p on c.category_id = any (p.category_path) where c.promotion_id = m.id
          union select p.id from product p where m.all_products),
        buyer as materialized (select p.id from partner p where app.promotion_is_for(m, p.id, null)),
        sold as (
          select o.id, o.partner_id, o.currency, (o.placed_at at time zone zone)::date as day from sales_order o
          where o.placed_at >= first_day::timestamp at time zone zone and o.placed_at < (last_day + 1)::timestamp at time zone zone and o.state not in ('Canceled', 'PendingPartnerApproval')
            and case when o.partner_id is null then not m.partners_only and app.promotion_is_for(m, null, o.account_id) else o.partner_id in (select b.id from buyer b) end)
        select (date_trunc('week', s.day))::date, s.partner_id, g.id, s.id, g.pieces, app.converted(g.amount, s.currency, base, s.day),
          g.pieces * (select c.cost from product_cost c where c.product_id = g.id and c.currency = base and c.valid_from <= s.day and coalesce(c.valid_to, s.day) >= s.day order by c.valid_from desc limit 1)
        from sold s join order_line l on l.order_id = s.id cross join lateral (
          select l.product_id as id, l.quantity as pieces, l.amount where l.parts is null
          union all
          select (x ->> 'productId')::uuid, l.quantity * (x ->> 'quantity')::int, coalesce(l.amount * (x ->> 'netPrice')::numeric * (x ->> 'quantity')::int / nullif(l.net_price, 0), 0) from jsonb_array_elements(l.parts) x where x ? 'productId') g
        where (l.parts is not null or l.product_id in (select i.id from item i)) and g.id in (select i.id from item i);
    end $$;
    `)
  }
}
