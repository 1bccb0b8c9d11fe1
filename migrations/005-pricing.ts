import { Migration } from '@mikro-orm/migrations'

/**
 * The SQL twin of the price's definition in server/pricing/price.ts: generated cases keep the two equal.
 *
 * What catalogue pages call per product – `list_price`, `net_price`, `price_breaks` – is plain SQL over the viewer's own rows,
 * written so that the planner inlines it: no definer, no settings, and what is the same for every product – currency, day, the
 * buyer's lists – in sub-selects that are evaluated once per statement. It stays so only while callers pass columns, constants and
 * parameters, never sub-selects. Null stands for no partner, no account, the buyer's own currency, today.
 */
export class Migration005Pricing extends Migration {
  override up(): void {
    this.addSql(`
    -- validity days are whole days in the selling company's time zone
    create function app.day(moment timestamptz) returns date language sql stable security definer set search_path = public, app, pg_temp as $$
      select (moment at time zone coalesce((select value #>> '{}' from installation where key = 'time_zone'), 'UTC'))::date $$;
    create function app.today() returns date language sql stable security definer set search_path = public, app, pg_temp as $$ select app.day(now()) $$;

    create function app.company_currency() returns char(3) language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce((select value #>> '{}' from installation where key = 'currency'), 'USD')::char(3) $$;

    create function app.exponent(currency char(3)) returns int language sql immutable as $$
      select case when currency in ('JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'TWD') then 0 when currency in ('BHD', 'KWD', 'OMR', 'JOD', 'TND') then 3 else 2 end $$;

    create aggregate app.product(numeric) (sfunc = numeric_mul, stype = numeric, initcond = '1');
    `)
    this.addSql(`
    create function app.buyer_currency(buyer uuid, wanted char(3)) returns char(3) language sql stable as $$
      select coalesce(wanted, (select p.currency from partner p where p.id = buyer), app.company_currency()) $$;

    -- the lists that concern a buyer: a partner, perhaps for an end customer, or an account that buys directly. Of any currency
    -- and day; for the partner's own people and for staff alone.
    create function app.price_lists_of(buyer uuid, account uuid) returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(array_agg(l.id), '{}')
      from price_list l
      where (l.partner_id = buyer or (buyer is null and l.partner_id is null and l.account_id = account) or l.kind = 'DEFAULT'
          or l.level_id = (select p.level_id from partner p where p.id = buyer)
          or l.country = (select p.country from partner p where p.id = buyer union all select a.country from account a where a.id = account and buyer is null))
        and (l.account_id is null or l.account_id = account)
        and (select app.partner_id() = buyer or (app.partner_id() is null and app.scope('price:read') is not null)) $$;

    -- those of them that hold in a currency on a day, nearest first, each followed by those it derives from with the share that is taken of their prices
    create function app.price_candidates(buyer uuid, account uuid, wanted char(3), on_day date) returns table (place int, list_id uuid, share numeric)
    language sql stable rows 10 security definer set search_path = public, app, pg_temp as $$
      with recursive moment as materialized (select app.buyer_currency(buyer, wanted) as currency, coalesce(on_day, app.today()) as day),
      chain as (
        select (row_number() over (order by array_position(array['SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT'], l.kind), l.valid_from desc nulls last, l.id desc))::int as place,
          0 as depth, l.id, l.derived_from_id, l.adjust_percent, 1::numeric as share
        from moment m join price_list l on l.currency = m.currency and coalesce(l.valid_from, m.day) <= m.day and coalesce(l.valid_to, m.day) >= m.day
        where l.id = any ((select app.price_lists_of(buyer, account))::uuid[])
        union all
        select c.place, c.depth + 1, l.id, l.derived_from_id, l.adjust_percent, c.share * c.adjust_percent * 0.01
        from chain c join price_list l on l.id = c.derived_from_id join moment m on l.currency = m.currency and coalesce(l.valid_from, m.day) <= m.day and coalesce(l.valid_to, m.day) >= m.day
        where c.depth < 5)
      select place * 10 + depth, id, share from chain $$;

    -- every list that the viewer's partner buys from today, for whichever end customer: what its row policies show it
    create function app.price_lists() returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(array_agg(distinct c.list_id), '{}')
      from (select null::uuid as account union select account_id from price_list where partner_id = app.partner_id()) a,
        app.price_candidates(app.partner_id(), a.account, null, null) c $$;
    `)
    this.addSql(`
    create function app.list_price(of_product uuid, buyer uuid, wanted char(3), on_day date) returns table (price numeric) language sql stable as $$
      select l.price from list_price l
      where l.product_id = of_product and l.currency = (select app.buyer_currency(buyer, wanted))
        and l.valid_from <= (select coalesce(on_day, app.today())) and coalesce(l.valid_to, 'infinity') >= (select coalesce(on_day, app.today()))
      order by l.valid_from desc limit 1 $$;

    -- the promotions that a product is in today
    create function app.promotions_of(of_product uuid, by_partner boolean, on_day date) returns table (id uuid, rank int, percent numeric, min_quantity int, max_quantity int, stackable boolean)
    language sql stable as $$
      select m.id, m.rank, m.percent, m.min_quantity, m.max_quantity, m.stackable
      from (select x.promotion_id as id from promotion_product x where x.product_id = of_product union select a.id from promotion a where a.all_products) i
        join promotion m on m.id = i.id
      where (by_partner or not m.partners_only) and m.valid_from <= (select coalesce(on_day, app.today())) and coalesce(m.valid_to, 'infinity') >= (select coalesce(on_day, app.today())) $$;

    -- what one unit costs a buyer, rounded, at each of these quantities, or with null at each at which it may change; null where there is no price
    create function app.net_prices(of_product uuid, category_path uuid[], of_quantities int[], buyer uuid, account uuid, wanted char(3), on_day date) returns table (quantity int, price numeric)
    language sql stable as $$
      with list as materialized (select l.price from app.list_price(of_product, buyer, wanted, on_day) l),
      entry as materialized (
        select e.min_quantity, greatest(case e.basis when 'FIXED' then e.value when 'LIST_PERCENT' then l.price * e.value * 0.01 else l.price + e.value end, 0) * c.share as price,
          row_number() over (order by c.place, e.product_id is null, array_position(category_path, e.category_id) desc nulls last, e.min_quantity desc, e.valid_from desc nulls last, e.id desc) as place
        from app.price_candidates(buyer, account, wanted, on_day) c join price_list_entry e on e.price_list_id = c.list_id left join list l on true
        where e.target_id = any (array[of_product, '00000000-0000-0000-0000-000000000000'] || category_path)
          and coalesce(e.valid_from, '-infinity') <= (select coalesce(on_day, app.today())) and coalesce(e.valid_to, 'infinity') >= (select coalesce(on_day, app.today()))
          and (e.basis = 'FIXED' or l.price is not null)),
      promo as materialized (select p.* from app.promotions_of(of_product, buyer is not null, on_day) p)
      select q.quantity, round(coalesce((select e.price from entry e where e.min_quantity <= q.quantity order by e.place limit 1), (select price from list))
        * (select app.product((100 - p.percent) * 0.01) from (
            select s.percent, bool_and(s.stackable) over (order by s.rank, s.id rows between unbounded preceding and 1 preceding) as goes_on
            from promo s where s.min_quantity <= q.quantity and coalesce(s.max_quantity, q.quantity) >= q.quantity) p
          where p.goes_on is not false),
        app.exponent((select app.buyer_currency(buyer, wanted))))
      from (
        select unnest(of_quantities) as quantity
        union select 1 where of_quantities is null
        union select e.min_quantity from entry e where of_quantities is null
        union select greatest(s.min_quantity, 1) from promo s where of_quantities is null
        union select s.max_quantity + 1 from promo s where of_quantities is null and s.max_quantity between 1 and 2147483646) q $$;

    create function app.net_price(of_product uuid, category_path uuid[], of_quantity int, buyer uuid, account uuid, wanted char(3), on_day date) returns table (price numeric)
    language sql stable as $$ select n.price from app.net_prices(of_product, category_path, array[of_quantity], buyer, account, wanted, on_day) n $$;

    -- the quantities at which a buyer's price of a product changes, and what one costs from there on
    create function app.price_breaks(of_product uuid, category_path uuid[], buyer uuid, account uuid, wanted char(3), on_day date) returns table (min_quantity int, price numeric)
    language sql stable as $$
      select b.quantity, b.price
      from (select n.quantity, n.price, lag(n.price) over (order by n.quantity) as before from app.net_prices(of_product, category_path, null, buyer, account, wanted, on_day) n) b
      where b.price is distinct from b.before $$;
    `)
  }
}
