import { Migration } from '@mikro-orm/migrations'

/**
 * The SQL twin of server/pricing/price.ts once more, with what migrations 030 and 031 brought: surcharges and roundings along
 * derivations, entries on cost, promotions of four kinds for some buyers. What 005 says of inlining holds on. What lists and promotions
 * seldom say – rounding, cost, free pieces – is in functions that are called for those rows alone.
 */
export class Migration043PriceFunctions extends Migration {
  override up(): void {
    this.addSql(`
    drop function app.price_breaks, app.net_price, app.net_prices, app.promotions_of, app.price_candidates;
    create index promotion_all_products on promotion (id) where all_products;
    create index promotion_country_country on promotion_country (country);

    create function app.rounded(price numeric, round_to numeric, ending numeric, mode text) returns numeric language plpgsql immutable as $$
    declare above numeric := price - coalesce(ending, 0); rest numeric; answer numeric; begin
      if round_to is null or price is null or price = 0 then return price; end if;
      if above < 0 then return ending; end if;
      rest := mod(above, round_to);
      answer := price - rest + case when coalesce(mode, 'NEAREST') = 'UP' and rest > 0 or coalesce(mode, 'NEAREST') = 'NEAREST' and 2 * rest >= round_to then round_to else 0 end;
      return case when answer = 0 then round_to else answer end;
    end $$;

    -- what lists make, the farthest first, of the price of the one that they derive from; each is percentage, surcharge, rounding, ending, mode
    create function app.derived(price numeric, chain numeric[]) returns numeric language plpgsql immutable as $$
    declare list numeric[]; begin
      if price is null or chain is null then return price; end if;
      foreach list slice 1 in array chain loop
        price := app.rounded(greatest(price * list[1] * 0.01 + list[2], 0), list[3], list[4], case list[5] when 1 then 'UP' when -1 then 'DOWN' end);
      end loop;
      return price;
    end $$;

    -- lists as before, nearest first; a share where nothing but percentages was said on the way, else all that was said
    create function app.price_candidates(buyer uuid, account uuid, wanted char(3), on_day date)
      returns table (place int, list_id uuid, share numeric, chain numeric[], round_to numeric, round_ending numeric, round_mode text)
    language sql stable rows 10 security definer set search_path = public, app, pg_temp as $$
      with recursive moment as materialized (select app.buyer_currency(buyer, wanted) as currency, coalesce(on_day, app.today()) as day),
      chain as (
        select (row_number() over (order by array_position(array['SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT'], l.kind), l.valid_from desc nulls last, l.id desc))::int as place,
          0 as depth, l.id, l.derived_from_id, l.adjust_percent, l.adjust_surcharge, l.round_to, l.round_ending, l.round_mode, 1::numeric as share, null::numeric[] as said, false as more
        from moment m join price_list l on l.currency = m.currency and coalesce(l.valid_from, m.day) <= m.day and coalesce(l.valid_to, m.day) >= m.day
        where l.id = any ((select app.price_lists_of(buyer, account))::uuid[])
        union all
        select c.place, c.depth + 1, l.id, l.derived_from_id, l.adjust_percent, l.adjust_surcharge, l.round_to, l.round_ending, l.round_mode, c.share * c.adjust_percent * 0.01,
          array[[c.adjust_percent, c.adjust_surcharge, c.round_to, c.round_ending, case c.round_mode when 'UP' then 1 when 'DOWN' then -1 else 0 end]] || c.said,
          c.more or c.adjust_surcharge <> 0 or c.round_to is not null
        from chain c join price_list l on l.id = c.derived_from_id join moment m on l.currency = m.currency and coalesce(l.valid_from, m.day) <= m.day and coalesce(l.valid_to, m.day) >= m.day
        where c.depth < 5)
      select place * 10 + depth, id, share, case when more then said end, round_to, round_ending, round_mode from chain $$;
    `)
    this.addSql(`
    -- The price of a product by an entry on cost, for those who may know the price: the cost itself never leaves. It is rounded here, since of exact
    -- products of one percentage the percentage could be worked out. Null where the cost is not known.
    create function app.cost_price(entry uuid, of_product uuid, on_day date) returns numeric language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare
      buyer uuid := app.partner_id(); today date := app.today(); day date := coalesce(on_day, today);
      e price_list_entry; l price_list; said numeric; cost numeric;
    begin
      select * into e from price_list_entry where id = entry and basis in ('COST_PERCENT', 'COST_SURCHARGE');
      select value into said from price_entry_cost where entry_id = e.id;
      if said is null then return null; end if;
      if not exists (select from product p where p.id = of_product and e.target_id = any (array[p.id, '00000000-0000-0000-0000-000000000000'] || p.category_path)) then return null; end if;
      select * into l from price_list where id = e.price_list_id;
      if buyer is null then
        if app.scope('price:read') is null then return null; end if;
      elsif not exists (select from partner p where p.id = buyer and l.currency = p.currency and coalesce(l.valid_from, today) <= today and coalesce(l.valid_to, today) >= today
          and (l.kind = 'DEFAULT' or l.partner_id = p.id or l.level_id = p.level_id or l.country = p.country))
        and not l.id = any (app.price_lists()) then return null; end if;
      select c.cost into cost from product_cost c
        where c.product_id = of_product and c.currency = l.currency and c.valid_from <= day and coalesce(c.valid_to, 'infinity') >= day order by c.valid_from desc limit 1;
      return round(greatest(case e.basis when 'COST_PERCENT' then cost * said * 0.01 else cost + said end, case when cost is not null then 0 end), app.exponent(l.currency));
    end $$;
    -- what an entry takes of the cost, for staff who may know costs
    create function app.cost_value(entry uuid) returns numeric language plpgsql stable security definer set search_path = public, app, pg_temp as $$ begin
      if app.partner_id() is not null or app.scope('cost:read') is null then return null; end if;
      return (select c.value from price_entry_cost c where c.entry_id = entry);
    end $$;
    `)
    this.addSql(`
    -- the promotions that are for some buyers only, and for this one: a partner, or an account that buys directly; for its own people and for staff alone
    create function app.promotions_for(buyer uuid, account uuid) returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$ begin
      if not coalesce(app.partner_id() = buyer or (app.partner_id() is null and app.scope('price:read') is not null), false) then return '{}'; end if;
      return (select coalesce(array_agg(m.id), '{}') from promotion m
        where m.id in (
            select x.promotion_id from promotion_partner x where x.partner_id = buyer
            union all select x.promotion_id from promotion_level x where x.level_id = (select p.level_id from partner p where p.id = buyer)
            union all select x.promotion_id from promotion_country x
              where x.country = (select p.country from partner p where p.id = buyer union all select a.country from account a where a.id = account and buyer is null))
          and app.promotion_is_for(m, buyer, account));
    end $$;

    -- the promotions that a product by itself has on a day; a bundle is known where the whole basket is
    create function app.promotions_of(of_product uuid, category_path uuid[], buyer uuid, account uuid, wanted char(3), on_day date)
      returns table (id uuid, rank int, percent numeric, amount numeric, bought int, min_quantity int, max_quantity int, stackable boolean)
    language sql stable as $$
      with asked as materialized (select coalesce(on_day, app.today()) as day, app.buyer_currency(buyer, wanted) as currency, app.promotions_for(buyer, account) as mine)
      select m.id, m.rank, m.percent, m.amount, m.buy_quantity, m.min_quantity, m.max_quantity, m.stackable
      from asked q, (
        select x.promotion_id as id from promotion_product x where x.product_id = of_product
        union select x.promotion_id from promotion_category x where x.category_id = any (category_path)
        union select a.id from promotion a where a.all_products) i
        join promotion m on m.id = i.id
      where m.kind <> 'BUNDLE' and m.state <> 'Draft' and (buyer is not null or not m.partners_only) and coalesce(m.currency = q.currency, true)
        and m.valid_from <= q.day and coalesce(m.valid_to, 'infinity') >= q.day and not m.off_days @> q.day
        and (not (m.by_partner or m.by_level or m.by_country) or m.id = any (q.mine)) $$;

    -- what one promotion after the other leaves of a price, until one that does not stack; pieces are free by one of them only.
    -- Carried along are the price, whether the row has ended, whether pieces are free.
    create function app.promote(so_far numeric[], price numeric, percent numeric, amount numeric, bought int, stackable boolean) returns numeric[] language plpgsql immutable as $$ begin
      if price is null then return null; end if;
      if so_far[2] = 1 or (so_far[3] = 1 and bought is not null) then return so_far; end if;
      return array[greatest(coalesce(so_far[1], price) * (100 - coalesce(percent, 0)) * 0.01 - coalesce(amount, 0), 0), (not stackable)::int, (coalesce(so_far[3], 0) = 1 or bought is not null)::int];
    end $$;
    create function app.promoted_price(so_far numeric[]) returns numeric language sql immutable as $$ select so_far[1] $$;
    create aggregate app.less_promotions(price numeric, percent numeric, amount numeric, bought int, stackable boolean) (sfunc = app.promote, stype = numeric[], finalfunc = app.promoted_price);
    `)
    this.addSql(`
    -- what one unit costs a buyer, rounded, at each of these quantities, or with null at each at which it may change; null where there is no price
    create function app.net_prices(of_product uuid, category_path uuid[], of_quantities int[], buyer uuid, account uuid, wanted char(3), on_day date) returns table (quantity int, price numeric)
    language sql stable as $$
      with list as materialized (select l.price from app.list_price(of_product, buyer, wanted, on_day) l),
      entry as materialized (
        select e.min_quantity, case when e.budget_quantity is not null then greatest(e.budget_quantity - case when (select coalesce(on_day, app.today()) < app.today()) then 0 else e.used_quantity end, 0) end as most, case when c.chain is null then r.price * c.share else app.derived(r.price, c.chain) end as price,
          row_number() over (order by c.place, e.product_id is null, array_position(category_path, e.category_id) desc nulls last, e.min_quantity desc, e.valid_from desc nulls last, e.id desc) as place
        from app.price_candidates(buyer, account, wanted, on_day) c cross join lateral (
          select e.*, case e.basis when 'FIXED' then e.value when 'LIST_PERCENT' then l.price * e.value * 0.01 when 'LIST_SURCHARGE' then greatest(l.price + e.value, 0)
            else app.cost_price(e.id, of_product, on_day) end as price
          from price_list_entry e left join list l on true
          where e.price_list_id = c.list_id and e.target_id = any (array[of_product, '00000000-0000-0000-0000-000000000000'] || category_path)
            and coalesce(e.valid_from, '-infinity') <= (select coalesce(on_day, app.today())) and coalesce(e.valid_to, 'infinity') >= (select coalesce(on_day, app.today()))
            and (e.basis in ('FIXED', 'COST_PERCENT', 'COST_SURCHARGE') or l.price is not null)) e cross join lateral (
            select case when e.round_to is not null then app.rounded(e.price, e.round_to, e.round_ending, e.round_mode)
              when c.round_to is not null then app.rounded(e.price, c.round_to, c.round_ending, c.round_mode) else e.price end as price) r),
      promo as materialized (select p.* from app.promotions_of(of_product, category_path, buyer, account, wanted, on_day) p),
      decided as materialized (
        select q.quantity, coalesce((select e.price from entry e where e.min_quantity <= q.quantity and coalesce(e.most >= q.quantity, true) and e.price is not null order by e.place limit 1), (select price from list)) as price
        from (
          select unnest(of_quantities) as quantity
          union select 1 where of_quantities is null
          union select e.min_quantity from entry e where of_quantities is null
          union select e.most + 1 from entry e where of_quantities is null and e.most < 2147483647
          union select greatest(s.min_quantity, 1) from promo s where of_quantities is null
          union select s.bought + 1 from promo s where of_quantities is null and s.bought < 2147483647
          union select s.max_quantity + 1 from promo s where of_quantities is null and s.max_quantity between 1 and 2147483646) q)
      select d.quantity, round(coalesce((
          select app.less_promotions(d.price, s.percent, s.amount, s.bought, s.stackable order by s.rank, s.id)
          from promo s where s.min_quantity <= d.quantity and coalesce(s.max_quantity, d.quantity) >= d.quantity and coalesce(s.bought, 0) < d.quantity), d.price),
        app.exponent((select app.buyer_currency(buyer, wanted))))
      from decided d $$;

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
