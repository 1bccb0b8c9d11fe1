import { Migration } from '@mikro-orm/migrations'

/** The desk's rules as data: how far credit is stretched, and by whom; parts of what was to leave together; changes that draw promotions, special prices and configurations. */
export class Migration047DeskRules extends Migration {
  override up(): void {
    this.addSql(`
    -- Why a part left of what its buyer wants all at once.
    alter table shipment add part_reason text;

    -- One row. Releases: by role and currency, how far beyond its partner's credit an order may be let go on; null where there is no end.
    create table credit_setting (id uuid primary key, overdue_days int not null check (overdue_days between 0 and 365), releases jsonb not null, updated_at timestamptz not null default now(), revision int not null default 1);
    insert into credit_setting (id, overdue_days, releases) values (gen_random_uuid(), 30, '{
      "manager": {"USD": "25000", "EUR": "23000", "GBP": "20000", "TWD": "800000", "CNY": "180000", "JPY": "3700000"},
      "finance": {"USD": "250000", "EUR": "230000", "GBP": "200000", "TWD": "8000000", "CNY": "1800000", "JPY": "37000000"},
      "administrator": null}');
    -- Late: something has not been paid for longer than is put up with. Exceeded: the order would be held.
    drop function app.order_credit(uuid);
    create function app.order_credit(wanted uuid) returns table (over_amount numeric, overdue numeric, overdue_days int, late boolean, exceeded boolean) language sql stable security definer set search_path = public, app, pg_temp as $$
      select x.over_amount, x.overdue, x.overdue_days, x.late, coalesce(x.over_amount > 0, false) or x.late from (
        select greatest(case when o.state in ('OnHold', 'PendingPartnerApproval') then a.total else 0 end - c.credit_left
            - coalesce((select sum(b.total) from sales_order other join order_amount b on b.order_id = other.id where other.partner_id = o.partner_id and other.state = 'Placed' and other.id <> o.id), 0), 0) as over_amount,
          c.overdue, c.overdue_days, coalesce(c.overdue_days > (select s.overdue_days from credit_setting s), false) as late
        from sales_order o join order_amount a on a.order_id = o.id cross join lateral app.credit(o.partner_id) c where o.id = wanted) x $$;

    -- a line that is added has what a new order's has
    alter table order_change_line add description text, add promotion_discount numeric(19,6) not null default 0, add promotions jsonb, add budget_entry_id uuid references price_list_entry on delete set null,
      add configuration_id uuid, add parts jsonb, add build_days int;
    create index order_change_line_budget_entry on order_change_line (budget_entry_id) where budget_entry_id is not null;
    create index order_change_line_product on order_change_line (product_id);
    `)
    this.addSql(`
    -- As before, and of an order that takes more later only what is new is counted.
    create or replace function app.use_promotions(of_order uuid, uses jsonb) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare placed sales_order; begin
      select * into placed from sales_order o where o.id = of_order and case when app.partner_id() is null then app.scope('order:read') is not null else o.partner_id = app.partner_id() end;
      if not found then return; end if;
      perform from promotion_budget b where b.promotion_id in (select u.id from jsonb_to_recordset(uses) u (id uuid)) order by b.promotion_id for update;
      insert into promotion_use (promotion_id, order_id, order_line_id, partner_id, account_id, product_id, line_quantity, quantity, amount, currency, counted, at)
        select u.id, placed.id, l.id, placed.partner_id, placed.account_id, l.product_id, l.quantity, u.quantity, u.amount, placed.currency, coalesce(app.converted(u.amount, placed.currency, b.currency, null), 0), placed.placed_at
        from jsonb_to_recordset(uses) u (id uuid, line uuid, quantity int, amount numeric) join order_line l on l.id = u.line and l.order_id = placed.id left join promotion_budget b on b.promotion_id = u.id;
      update promotion_budget b set used_quantity = b.used_quantity + n.quantity, used_amount = b.used_amount + n.counted
        from (select u.promotion_id, sum(u.quantity) as quantity, sum(u.counted) as counted from promotion_use u join jsonb_to_recordset(uses) w (id uuid, line uuid) on w.id = u.promotion_id and w.line = u.order_line_id where u.order_id = placed.id group by 1) n
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

    -- More of lines that draw on a budget: [{line, quantity}], the quantity what is wanted in all. Those for which there is no room, locked; where all have it and it is meant, their uses grow.
    create function app.extend_uses(of_order uuid, wanted jsonb, meant boolean) returns uuid[] language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare placed sales_order; full_ones uuid[]; begin
      select * into placed from sales_order o where o.id = of_order and case when app.partner_id() is null then app.scope('order:read') is not null else o.partner_id = app.partner_id() end;
      if not found then return '{}'; end if;
      perform from price_list_entry e where e.id in (select s.entry_id from jsonb_to_recordset(wanted) w (line uuid) join special_price_use u on u.order_line_id = w.line and u.order_id = of_order join special_price_line s on s.id = u.line_id) order by e.id for update;
      perform from promotion_budget b where b.promotion_id in (select u.promotion_id from jsonb_to_recordset(wanted) w (line uuid) join promotion_use u on u.order_line_id = w.line and u.order_id = of_order) order by b.promotion_id for update;
      -- of several lines that draw on the same, all together must fit
      select coalesce(array_agg(distinct x.line), '{}') into full_ones from (
        select w.line, e.used_quantity + sum(w.quantity - (u.quantity - u.released_quantity)) over (partition by e.id) > coalesce(e.budget_quantity, 2147483647) as over
        from jsonb_to_recordset(wanted) w (line uuid, quantity int) join special_price_use u on u.order_line_id = w.line and u.order_id = of_order join special_price_line s on s.id = u.line_id join price_list_entry e on e.id = s.entry_id
        union all
        select w.line, coalesce(b.used_quantity + sum(ceil(u.quantity * w.quantity::numeric / u.line_quantity) - (u.quantity - u.released_quantity)) over (partition by b.promotion_id) > b.quantity, false)
          or coalesce(b.used_amount + sum(u.counted * w.quantity / u.line_quantity - case when u.amount = 0 then 0 else u.counted * (u.amount - u.released_amount) / u.amount end) over (partition by b.promotion_id) > b.amount, false)
        from jsonb_to_recordset(wanted) w (line uuid, quantity int) join promotion_use u on u.order_line_id = w.line and u.order_id = of_order join promotion_budget b on b.promotion_id = u.promotion_id) x where x.over;
      if full_ones <> '{}' or not meant then return full_ones; end if;
      update promotion_budget b set used_quantity = b.used_quantity + n.pieces, used_amount = b.used_amount + n.counted from (
        select u.promotion_id, sum(ceil(u.quantity * w.quantity::numeric / u.line_quantity) - (u.quantity - u.released_quantity)) as pieces, sum(u.counted * w.quantity / u.line_quantity - case when u.amount = 0 then 0 else u.counted * (u.amount - u.released_amount) / u.amount end) as counted
        from jsonb_to_recordset(wanted) w (line uuid, quantity int) join promotion_use u on u.order_line_id = w.line and u.order_id = of_order group by 1) n where n.promotion_id = b.promotion_id;
      update promotion_use u set quantity = ceil(u.quantity * w.quantity::numeric / u.line_quantity), amount = round(u.amount * w.quantity / u.line_quantity, 6), counted = u.counted * w.quantity / u.line_quantity, line_quantity = w.quantity, released_quantity = 0, released_amount = 0
        from jsonb_to_recordset(wanted) w (line uuid, quantity int) where u.order_line_id = w.line and u.order_id = of_order;
      -- counted by the trigger that counts what is given back
      update special_price_use u set quantity = w.quantity, line_quantity = w.quantity, released_quantity = 0 from jsonb_to_recordset(wanted) w (line uuid, quantity int) where u.order_line_id = w.line and u.order_id = of_order;
      return '{}';
    end $$;
    `)
  }
}
