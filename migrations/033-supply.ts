import { Migration } from '@mikro-orm/migrations'

/** What is on its way, and which pieces are held for whom: what can still be promised follows from it. */
export class Migration033Supply extends Migration {
  override up(): void {
    this.addSql(`
    create table supply (
      id uuid primary key, product_id uuid not null references product on delete cascade, quantity int not null check (quantity > 0),
      received_quantity int not null default 0 check (received_quantity >= 0), reserved int not null default 0 check (reserved >= 0), expected_date date not null,
      source text, external_id text unique, state text not null default 'Announced' check (state in ('Announced', 'Received', 'Canceled')), created_by_id uuid,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      -- no piece that comes is promised twice, and none of what does not come
      check (received_quantity + reserved <= quantity), check (state = 'Announced' or reserved = 0)
    );
    create index supply_date on supply (expected_date, id); create index supply_quantity on supply (quantity, id); create index supply_product on supply (product_id, expected_date, id);
    create index supply_open on supply (expected_date, id) where state = 'Announced';

    -- Held, the pieces of a confirmed line that have not left: on the shelf, coming, or still to be made; date is the day that was promised.
    -- due: that day can't be kept any more, and a new one is being worked out.
    create table reservation (
      id uuid primary key default gen_random_uuid(), order_line_id uuid not null references order_line on delete cascade, product_id uuid not null references product, quantity int not null check (quantity > 0),
      source text not null check (source in ('Stock', 'Supply', 'Make')), supply_id uuid references supply, date date not null, due boolean not null default false,
      state text not null default 'Held' check (state in ('Held', 'Released', 'Consumed')), created_at timestamptz not null default clock_timestamp(), ended_at timestamptz,
      check ((source = 'Supply') = (supply_id is not null)), check ((state = 'Held') = (ended_at is null)), check (not due or state = 'Held')
    );
    create index reservation_line on reservation (order_line_id);
    create index reservation_product on reservation (product_id) where state = 'Held';
    create index reservation_supply on reservation (supply_id) where supply_id is not null;
    create index reservation_due on reservation (product_id) where due;

    alter table stock add inbound jsonb not null default '[]';
    alter table order_line add promise_parts jsonb;
    alter table sales_order add deliver_complete boolean not null default false, add promised_before date, add repromised_at timestamptz;
    create index sales_order_repromised on sales_order (repromised_at) where repromised_at is not null;
    alter table mail add column if not exists data jsonb;

    insert into supply (id, product_id, quantity, expected_date) select gen_random_uuid(), product_id, inbound_quantity, inbound_date from stock where inbound_quantity > 0 and inbound_date is not null;
    insert into reservation (order_line_id, product_id, quantity, source, date)
      select l.id, l.product_id, part.quantity, part.source, coalesce(l.promise_date, o.promise_date, current_date)
      from order_line l join sales_order o on o.id = l.order_id
        cross join lateral (values ('Stock', l.reserved_quantity), ('Make', l.quantity - l.shipped_quantity - l.reserved_quantity)) as part (source, quantity)
      where o.state in ('Confirmed', 'PartiallyShipped') and part.quantity > 0;
    update stock s set inbound = jsonb_build_array(jsonb_build_object('date', s.inbound_date, 'quantity', s.inbound_quantity)) where inbound_quantity > 0 and inbound_date is not null;
    alter table stock drop column inbound_quantity, drop column inbound_date;
    `)
    this.addSql(`
    -- stock.inbound: what comes and is promised to nobody, by day
    create function app.keep_inbound() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      insert into stock (product_id, inbound)
        select c.product_id, coalesce((select jsonb_agg(jsonb_build_object('date', d.expected_date, 'quantity', d.free) order by d.expected_date) from (
          select s.expected_date, sum(s.quantity - s.received_quantity - s.reserved) as free from supply s where s.product_id = c.product_id and s.state = 'Announced' group by 1) d where d.free > 0), '[]')
        from (select distinct product_id from changed order by 1) c
      on conflict (product_id) do update set inbound = excluded.inbound where stock.inbound <> excluded.inbound;
      return null;
    end $$;
    create trigger supply_new after insert on supply referencing new table as changed for each statement execute function app.keep_inbound();
    create trigger supply_changed after update on supply referencing new table as changed for each statement execute function app.keep_inbound();

    -- the sums of what is held, beside what it is held in; whoever writes reservations has locked their products' stock
    create function app.held(changes jsonb) returns void language sql set search_path = public, app, pg_temp as $$
      update stock s set reserved = s.reserved + d.quantity from (
        select product_id, sum(quantity)::int as quantity from jsonb_to_recordset(changes) as c (product_id uuid, source text, quantity int) where source = 'Stock' group by 1 having sum(quantity) <> 0) d
      where s.product_id = d.product_id;
      update supply s set reserved = s.reserved + d.quantity from (
        select supply_id, sum(quantity)::int as quantity from jsonb_to_recordset(changes) as c (supply_id uuid, quantity int) where supply_id is not null group by 1 having sum(quantity) <> 0) d
      where s.id = d.supply_id;
      update order_line l set reserved_quantity = n.reserved, promise_date = coalesce(n.day, l.promise_date), promise_parts = n.parts from (
        select k.id, coalesce(sum(r.quantity) filter (where r.source = 'Stock' and r.product_id = k.product_id), 0)::int as reserved, max(r.date) as day,
          (select jsonb_agg(jsonb_build_object('date', d.date, 'quantity', d.quantity) order by d.date) from (
            select date, sum(quantity) as quantity from reservation p where p.order_line_id = k.id and p.product_id = k.product_id and p.state = 'Held' group by 1) d) as parts
        from order_line k left join reservation r on r.order_line_id = k.id and r.state = 'Held'
        where k.id in (select order_line_id from jsonb_to_recordset(changes) as c (order_line_id uuid)) group by k.id) n
      where l.id = n.id and (l.reserved_quantity, l.promise_date, l.promise_parts) is distinct from (n.reserved, coalesce(n.day, l.promise_date), n.parts) $$;
    create function app.keep_held() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ declare changes jsonb; begin
      if tg_op = 'INSERT' then
        select jsonb_agg(c) into changes from (select order_line_id, product_id, supply_id, source, quantity from came where state = 'Held') c;
      elsif tg_op = 'DELETE' then
        select jsonb_agg(c) into changes from (select order_line_id, product_id, supply_id, source, -quantity as quantity from gone where state = 'Held') c;
      else
        select jsonb_agg(c) into changes from (
          select order_line_id, product_id, supply_id, source, quantity from came where state = 'Held'
          union all select order_line_id, product_id, supply_id, source, -quantity from gone where state = 'Held') c;
      end if;
      if changes is not null then perform app.held(changes); end if;
      return null;
    end $$;
    create trigger reservation_came after insert on reservation referencing new table as came for each statement execute function app.keep_held();
    create trigger reservation_changed after update on reservation referencing old table as gone new table as came for each statement execute function app.keep_held();
    create trigger reservation_gone after delete on reservation referencing old table as gone for each statement execute function app.keep_held();

    -- tells the servers of which products there is more or less to be had; of many at once, that it is so of some
    create function app.notify_stock() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ declare products uuid[]; begin
      select array_agg(n.product_id) into products from came n left join gone o using (product_id) where (n.available, n.inbound) is distinct from (o.available, o.inbound);
      if products is not null then perform pg_notify('guanxi_stirred', json_build_object('type', 'stock.changed', 'ids', case when cardinality(products) <= 100 then products else '{}' end)::text); end if;
      return null;
    end $$;
    create trigger stock_notify after update on stock referencing old table as gone new table as came for each statement execute function app.notify_stock();
    `)
    this.addSql(`
    -- Locks the orders for which pieces of a supply are held, the most urgent first, up to a number: whoever moves a supply need not see whose orders that concerns.
    create function app.lock_orders_of(supply uuid, most int) returns setof uuid language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if session_user <> 'guanxi_system' and coalesce(app.scope('supply:edit'), app.scope('supply:cancel')) is null then return; end if;
      return query select o.id from sales_order o where o.id in (
        select l.order_id from reservation r join order_line l on l.id = r.order_line_id where r.supply_id = $1 and r.state = 'Held' group by 1 order by min(r.date), 1 limit $2)
        order by o.id for update;
    end $$;
    -- how many orders wait for a supply, whosever they are
    create function app.waiting_orders(supply uuid) returns int language sql stable security definer set search_path = public, app, pg_temp as $$
      select count(distinct l.order_id)::int from reservation r join order_line l on l.id = r.order_line_id where r.supply_id = $1 and r.state = 'Held' and app.scope('supply:read') is not null $$;
    -- which of these lines are those of these orders
    create function app.lines_of(orders uuid[]) returns setof uuid language plpgsql stable security definer set search_path = public, app, pg_temp as $$ begin
      if session_user <> 'guanxi_system' and coalesce(app.scope('supply:edit'), app.scope('supply:cancel')) is null then return; end if;
      return query select l.id from order_line l where l.order_id = any ($1);
    end $$;

    -- Writes the later day on the orders of lines that were promised anew, with what happened and whom to tell; answers how many orders.
    create function app.tell_repromised(lines uuid[], actor text, channel text) returns int language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare moved jsonb; person record; begin
      if session_user <> 'guanxi_system' and coalesce(app.scope('supply:edit'), app.scope('supply:cancel')) is null then return 0; end if;
      with later as (
        select o.id, o.promise_date as was, max(l.promise_date) as day from order_line l join sales_order o on o.id = l.order_id
        where l.id = any ($1) and o.state in ('Confirmed', 'PartiallyShipped') group by o.id having max(l.promise_date) > o.promise_date),
      written as (
        update sales_order o set promise_date = later.day, promised_before = later.was, repromised_at = now(), updated_at = now(), revision = o.revision + 1 from later where o.id = later.id
        returning o.id, o.number, o.account_id, o.partner_id, o.owner_id, o.seller_id, later.was, later.day),
      told as (
        insert into event (id, type, actor_id, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
        select gen_random_uuid(), 'order.repromised', app.user_id(), $2, $3, 'order', w.id, w.account_id, w.partner_id, w.owner_id, w.seller_id, true, jsonb_build_object('number', w.number, 'from', w.was, 'to', w.day) from written w)
      select jsonb_agg(to_jsonb(w) order by w.day, w.number) into moved from written w;
      if moved is null then return 0; end if;
      for person in
        select u.id, jsonb_agg(jsonb_build_object('number', m.number, 'from', m.was, 'to', m.day) order by m.day, m.number) as orders
        from jsonb_to_recordset(moved) as m (number text, owner_id uuid, seller_id uuid, was date, day date)
          join app_user u on u.active and (u.id in (m.owner_id, m.seller_id) or u.audience = 'crm' and 'order_desk' = any (u.roles))
        group by u.id
      loop
        -- what was not sent yet tells of these, too
        update mail set data = jsonb_build_object('orders', data -> 'orders' || person.orders) where user_id = person.id and kind = 'order_repromised' and state = 'queued' and attempts = 0;
        if not found then insert into mail (kind, user_id, data) values ('order_repromised', person.id, jsonb_build_object('orders', person.orders)); end if;
      end loop;
      return jsonb_array_length(moved);
    end $$;
    `)
  }
}
