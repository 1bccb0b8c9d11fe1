import { Migration } from '@mikro-orm/migrations'

/**
 * Promotions of four kinds: for whom, on what, how long, for how much, and what was used.
 *
 * A price asks of a promotion: `state <> 'Draft' and not off_days @> day`, its validity, and whether the buyer is among those it is
 * for. State and `exhausted` tell of now, `off_days` of every day, so that a past day's price stays what it was.
 */
export class Migration031Promotions extends Migration {
  override up(): void {
    this.addSql(`
    -- PERCENT and AMOUNT: off each piece. BUY_GET: of so many bought, so many more are free. BUNDLE: percent or amount (once per bundle) off
    -- the products of the bundle, bought together in the quantities of promotion_product.
    alter table promotion
      add kind text not null default 'PERCENT' check (kind in ('PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE')),
      alter percent drop not null,
      add amount numeric(19,6) check (amount > 0), add currency char(3), add buy_quantity int check (buy_quantity > 0), add get_quantity int check (get_quantity > 0),
      add state text not null default 'Active' check (state in ('Draft', 'Active', 'Paused', 'Ended')),
      add exhausted boolean not null default false, add off_days datemultirange not null default '{}',
      add description text, add description_i18n jsonb not null default '{}',
      -- kept by triggers: whether there are rows in promotion_partner, promotion_level, promotion_country, promotion_category
      add by_partner boolean not null default false, add by_level boolean not null default false, add by_country boolean not null default false, add by_category boolean not null default false,
      add created_at timestamptz not null default now(), add updated_at timestamptz not null default now(), add revision int not null default 1,
      add check ((amount is null) = (currency is null)),
      add check (case kind when 'PERCENT' then percent is not null and amount is null and buy_quantity is null and get_quantity is null
        when 'AMOUNT' then percent is null and amount is not null and buy_quantity is null and get_quantity is null
        when 'BUY_GET' then percent is null and amount is null and buy_quantity is not null and get_quantity is not null
        else (percent is null) <> (amount is null) and buy_quantity is null and get_quantity is null and not all_products and not by_category end);
    alter table promotion_product add quantity int not null default 1 check (quantity > 0);
    create index promotion_state on promotion (state, valid_to);
    create index promotion_everything on promotion (id) where all_products;

    create table promotion_category (promotion_id uuid references promotion on delete cascade, category_id uuid references category on delete cascade, primary key (promotion_id, category_id));
    create index promotion_category_category on promotion_category (category_id);

    -- For whom. Without any row: everybody. A partner that is named is in; levels and countries narrow each other.
    create table promotion_partner (promotion_id uuid references promotion on delete cascade, partner_id uuid references partner on delete cascade, primary key (promotion_id, partner_id));
    create table promotion_level (promotion_id uuid references promotion on delete cascade, level_id uuid references program_level on delete cascade, primary key (promotion_id, level_id));
    create table promotion_country (promotion_id uuid references promotion on delete cascade, country char(2) not null, primary key (promotion_id, country));
    create index promotion_partner_partner on promotion_partner (partner_id);
    create index promotion_level_level on promotion_level (level_id);

    -- how much may be given away, in money or in pieces; none of a dealer's business
    create table promotion_budget (
      promotion_id uuid primary key references promotion on delete cascade, amount numeric(19,6) check (amount > 0), currency char(3), quantity int check (quantity > 0),
      used_amount numeric(19,6) not null default 0, used_quantity int not null default 0, check ((amount is null) = (currency is null)), check (amount is not null or quantity is not null)
    );
    -- what an order's line got; amounts in the order's currency, what counts against a budget in the budget's
    create table promotion_use (
      id uuid primary key default gen_random_uuid(), promotion_id uuid not null references promotion, order_id uuid not null references sales_order on delete cascade,
      order_line_id uuid not null references order_line on delete cascade, partner_id uuid references partner, account_id uuid references account, product_id uuid not null references product,
      line_quantity int not null, quantity int not null check (quantity > 0), amount numeric(19,6) not null, currency char(3) not null, counted numeric(19,6) not null default 0, at timestamptz not null default now(),
      released_quantity int not null default 0, released_amount numeric(19,6) not null default 0, check (released_quantity between 0 and quantity), unique (order_line_id, promotion_id)
    );
    create index promotion_use_promotion on promotion_use (promotion_id, at, id);
    create index promotion_use_order on promotion_use (order_id);
    -- what promotions gave to a quoted line, for its order: [{id, quantity, amount}]
    alter table quote_line add promotions jsonb;
    `)
    this.addSql(`
    create function app.mark_promotion_off() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare from_today datemultirange := datemultirange(daterange(app.today(), null)); begin
      if new.state in ('Paused', 'Ended') or (new.exhausted and new.state = 'Active') then new.off_days := new.off_days + from_today;
      elsif new.state = 'Active' then new.off_days := new.off_days - from_today; end if;
      -- what is started later than it was meant to be did not hold before
      if tg_op = 'UPDATE' and old.state = 'Draft' and new.state = 'Active' and new.valid_from < app.today() then
        new.off_days := new.off_days + datemultirange(daterange(new.valid_from, app.today()));
      end if;
      return new;
    end $$;
    create trigger promotion_off before insert or update of state, exhausted on promotion for each row execute function app.mark_promotion_off();

    create function app.mark_promotion_for() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare changed uuid := coalesce(new.promotion_id, old.promotion_id); begin
      update promotion p set by_partner = given.partner, by_level = given.level, by_country = given.country, by_category = given.category
      from (select exists (select from promotion_partner x where x.promotion_id = changed) as partner, exists (select from promotion_level x where x.promotion_id = changed) as level,
        exists (select from promotion_country x where x.promotion_id = changed) as country, exists (select from promotion_category x where x.promotion_id = changed) as category) given
      where p.id = changed and (p.by_partner, p.by_level, p.by_country, p.by_category) is distinct from (given.partner, given.level, given.country, given.category);
      return null;
    end $$;
    ${['partner', 'level', 'country', 'category'].map((part) => `create trigger promotion_${part}_given after insert or delete on promotion_${part} for each row execute function app.mark_promotion_for();`).join(' ')}

    -- whether a promotion is for a buyer: a partner, or an account that buys directly. Inlined; a dealer asks it of itself.
    create function app.promotion_is_for(m promotion, buyer uuid, account uuid) returns boolean language sql stable as $$
      select (not (m.by_partner or m.by_level or m.by_country))
        or (m.by_partner and exists (select from promotion_partner x where x.promotion_id = m.id and x.partner_id = buyer))
        or ((m.by_level or m.by_country)
          and (not m.by_level or exists (select from promotion_level x join partner p on p.level_id = x.level_id where x.promotion_id = m.id and p.id = buyer))
          and (not m.by_country or exists (select from promotion_country x where x.promotion_id = m.id
            and x.country = (select p.country from partner p where p.id = buyer union all select a.country from account a where a.id = account and buyer is null)))) $$;
    `)
    this.addSql(`
    -- whether two promotions are about some of the same products for some of the same partners; under the asker's own row rights
    create function app.promotions_meet(one uuid, other uuid) returns boolean language sql stable as $$
      select exists (select from promotion a, promotion b where a.id = one and b.id = other and (
          a.all_products or b.all_products
          or exists (select from promotion_product x join promotion_product y on y.product_id = x.product_id where x.promotion_id = one and y.promotion_id = other)
          or exists (select from promotion_product x join product p on p.id = x.product_id join promotion_category c on c.category_id = any (p.category_path)
            where (x.promotion_id, c.promotion_id) in ((one, other), (other, one)))
          or exists (select from promotion_category x join category c on c.id = x.category_id join promotion_category y on true join category d on d.id = y.category_id
            where x.promotion_id = one and y.promotion_id = other and (c.id = any (d.path) or d.id = any (c.path))))
        and (not (a.by_partner or a.by_level or a.by_country or b.by_partner or b.by_level or b.by_country)
          or exists (select from partner p where app.promotion_is_for(a, p.id, null) and app.promotion_is_for(b, p.id, null)))) $$;

    -- which of these don't fit into what is left of their budget. Their rows stay locked, so that what fits now fits when it is written.
    create function app.promotions_without_room(wanted jsonb, wanted_currency char(3)) returns uuid[] language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      perform from promotion_budget b where b.promotion_id in (select w.id from jsonb_to_recordset(wanted) w (id uuid)) order by b.promotion_id for update;
      return (select coalesce(array_agg(b.promotion_id), '{}')
        from (select w.id, sum(w.quantity) as quantity, sum(w.amount) as amount from jsonb_to_recordset(wanted) w (id uuid, quantity int, amount numeric) group by w.id) w join promotion_budget b on b.promotion_id = w.id
        where b.used_quantity + w.quantity > b.quantity or b.used_amount + coalesce(app.converted(w.amount, wanted_currency, b.currency, null), 'infinity') > b.amount);
    end $$;

    -- notes what an order's lines got: [{id, line, quantity, amount}]. Beyond a budget goes only what was promised in a quote.
    -- A promotion that has no room for one piece more is used up, which is told.
    create function app.use_promotions(of_order uuid, uses jsonb) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare placed sales_order; begin
      select * into placed from sales_order o where o.id = of_order and case when app.partner_id() is null then app.scope('order:read') is not null else o.partner_id = app.partner_id() end;
      if not found then return; end if;
      perform from promotion_budget b where b.promotion_id in (select u.id from jsonb_to_recordset(uses) u (id uuid)) order by b.promotion_id for update;
      insert into promotion_use (promotion_id, order_id, order_line_id, partner_id, account_id, product_id, line_quantity, quantity, amount, currency, counted, at)
        select u.id, placed.id, l.id, placed.partner_id, placed.account_id, l.product_id, l.quantity, u.quantity, u.amount, placed.currency, coalesce(app.converted(u.amount, placed.currency, b.currency, null), 0), placed.placed_at
        from jsonb_to_recordset(uses) u (id uuid, line uuid, quantity int, amount numeric) join order_line l on l.id = u.line and l.order_id = placed.id left join promotion_budget b on b.promotion_id = u.id;
      update promotion_budget b set used_quantity = b.used_quantity + n.quantity, used_amount = b.used_amount + n.counted
        from (select u.promotion_id, sum(u.quantity) as quantity, sum(u.counted) as counted from promotion_use u where u.order_id = placed.id and u.promotion_id in (select w.id from jsonb_to_recordset(uses) w (id uuid)) group by 1) n
        where n.promotion_id = b.promotion_id;
      if placed.quote_version_id is null and exists (select from promotion_budget b where b.promotion_id in (select u.id from jsonb_to_recordset(uses) u (id uuid)) and (b.used_quantity > b.quantity or b.used_amount > b.amount)) then
        raise exception 'the budget of a promotion is used up' using errcode = 'GX031';
      end if;
      with full_ones as (
        update promotion p set exhausted = true, updated_at = now(), revision = revision + 1
        from promotion_budget b where b.promotion_id = p.id and not p.exhausted and p.id in (select u.id from jsonb_to_recordset(uses) u (id uuid))
          and (b.used_quantity >= b.quantity or b.amount - b.used_amount < (select min(u.counted / u.quantity) from promotion_use u where u.promotion_id = p.id and u.order_id = placed.id))
        returning p.id, p.name)
      insert into event (id, at, type, actor_name, channel, subject_type, subject_id, public, data)
        select gen_random_uuid(), clock_timestamp(), 'promotion.exhausted', 'Guanxi', 'job', 'promotion', f.id, false, jsonb_build_object('name', f.name) from full_ones f;
    end $$;

    -- how much may be given away from now on, for who may edit promotions; what was used is counted anew, in the budget's currency
    create function app.set_promotion_budget(of_promotion uuid, new_amount numeric, new_currency char(3), new_quantity int) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if app.scope('promotion:edit') is null then return; end if;
      perform from promotion_budget b where b.promotion_id = of_promotion for update;
      if new_amount is null and new_quantity is null then
        delete from promotion_budget b where b.promotion_id = of_promotion;
      else
        update promotion_use u set counted = coalesce(app.converted(u.amount, u.currency, new_currency, app.day(u.at)), 0) where u.promotion_id = of_promotion;
        insert into promotion_budget (promotion_id, amount, currency, quantity, used_amount, used_quantity)
          select of_promotion, new_amount, new_currency, new_quantity, coalesce(sum(case when u.amount = 0 then 0 else u.counted * (1 - u.released_amount / u.amount) end), 0), coalesce(sum(u.quantity - u.released_quantity), 0)
          from promotion_use u where u.promotion_id = of_promotion
          on conflict (promotion_id) do update set amount = excluded.amount, currency = excluded.currency, quantity = excluded.quantity, used_amount = excluded.used_amount, used_quantity = excluded.used_quantity;
      end if;
      update promotion p set exhausted = not p.exhausted where p.id = of_promotion
        and p.exhausted <> exists (select from promotion_budget b where b.promotion_id = p.id and (b.used_quantity >= b.quantity or b.used_amount >= b.amount));
    end $$;

    -- gives back what an order's lines don't want any more, and opens promotions that have room again
    create function app.release_promotions() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare u promotion_use; was jsonb := to_jsonb(old); line jsonb; kept int; pieces int; money numeric; begin
      for u in select x.* from promotion_use x where case tg_table_name when 'sales_order' then x.order_id = old.id else x.order_line_id = coalesce(was ->> 'order_line_id', was ->> 'id')::uuid end order by x.promotion_id, x.id for update loop
        select to_jsonb(l) into line from order_line l where l.id = u.order_line_id;
        -- what came back is not wanted either
        kept := case when tg_table_name = 'sales_order' or tg_op = 'DELETE' then 0 else least((line ->> 'quantity')::int - coalesce((line ->> 'canceled_quantity')::int, 0)
          - (select coalesce(sum(r.received_quantity), 0) from return_line r where r.order_line_id = u.order_line_id), u.line_quantity) end;
        pieces := greatest(u.quantity - ceil(u.quantity::numeric * kept / u.line_quantity)::int, u.released_quantity);
        money := greatest(u.amount - round(u.amount * kept / u.line_quantity, 6), u.released_amount);
        update promotion_use x set released_quantity = pieces, released_amount = money where x.id = u.id;
        update promotion_budget b set used_quantity = b.used_quantity - (pieces - u.released_quantity),
          used_amount = greatest(b.used_amount - case when u.amount = 0 then 0 else u.counted * (money - u.released_amount) / u.amount end, 0) where b.promotion_id = u.promotion_id;
        update promotion p set exhausted = false, updated_at = now(), revision = revision + 1
          from promotion_budget b where p.id = u.promotion_id and b.promotion_id = p.id and p.exhausted and p.state <> 'Ended' and (b.quantity is null or b.used_quantity < b.quantity)
            and (b.amount is null or b.amount - b.used_amount >= u.counted / u.quantity);
      end loop;
      return case tg_op when 'DELETE' then old else null end;
    end $$;
    create trigger sales_order_promotions after update of state on sales_order for each row when (new.state = 'Canceled' and old.state <> 'Canceled') execute function app.release_promotions();
    create trigger order_line_promotions after update of quantity on order_line for each row when (new.quantity < old.quantity) execute function app.release_promotions();
    create trigger order_line_promotions_gone before delete on order_line for each row execute function app.release_promotions();

    -- what was sold of a promotion's products to those whom it is for, in a span of days, by week, in the company's currency; null where a rate or a cost is missing
    create function app.promotion_sales(wanted uuid, first_day date, last_day date) returns table (week date, partner_id uuid, product_id uuid, order_id uuid, pieces int, revenue numeric, cost numeric)
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
        select (date_trunc('week', s.day))::date, s.partner_id, l.product_id, s.id, l.quantity, app.converted(l.amount, s.currency, base, s.day),
          l.quantity * (select c.cost from product_cost c where c.product_id = l.product_id and c.currency = base and c.valid_from <= s.day and coalesce(c.valid_to, s.day) >= s.day order by c.valid_from desc limit 1)
        from sold s join order_line l on l.order_id = s.id where l.product_id in (select i.id from item i);
    end $$;
    `)
  }
}
