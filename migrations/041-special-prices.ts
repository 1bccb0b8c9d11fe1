import { Migration } from '@mikro-orm/migrations'

/** Special prices: what a partner asks for, what it was granted, and how much of that was bought. */
export class Migration041SpecialPrices extends Migration {
  override up(): void {
    this.addSql(`
    -- How many pieces an entry gives its price to in all. More than what is left cost what they would without it; a day that is over is answered as it was granted.
    alter table price_list_entry add budget_quantity int check (budget_quantity > 0), add used_quantity int not null default 0;

    create table special_price (
      id uuid primary key, number text not null unique, state text not null, origin text not null check (origin in ('PARTNER', 'STAFF')),
      partner_id uuid not null references partner, account_id uuid references account on delete set null, seller_id uuid references app_user, owner_id uuid references app_user, currency char(3) not null,
      valid_from date not null, valid_to date not null, competitor text, reason text not null, created_by_id uuid references app_user, submitted_by_id uuid references app_user, submitted_at timestamptz,
      decided_by_id uuid references app_user, decided_at timestamptz, decision_note text, price_list_id uuid unique references price_list on delete set null,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1, check (valid_to >= valid_from)
    );
    create index special_price_partner on special_price (partner_id, created_at desc, id); create index special_price_owner on special_price (owner_id);
    create index special_price_seller on special_price (seller_id); create index special_price_account on special_price (account_id); create index special_price_created on special_price (created_at, id);
    create index special_price_end on special_price (valid_to, id); create index special_price_state on special_price (state, created_at, id);
    create index special_price_due on special_price (valid_to) where state = 'Approved'; create index special_price_waiting on special_price (submitted_at) where state = 'Submitted';
    create table special_price_line (
      id uuid primary key, special_price_id uuid not null references special_price on delete cascade, position int not null, product_id uuid not null references product,
      quantity int not null check (quantity > 0), requested_price numeric(19,6) not null check (requested_price >= 0),
      -- as they were when it was asked for
      list_price numeric(19,6), net_price numeric(19,6) not null,
      approved_quantity int check (approved_quantity >= 0), approved_price numeric(19,6) check (approved_price >= 0), used_quantity int not null default 0, entry_id uuid unique references price_list_entry on delete set null,
      unique (special_price_id, product_id), unique (special_price_id, position)
    );
    create index special_price_line_product on special_price_line (product_id);
    create table special_price_use (
      id uuid primary key default gen_random_uuid(), line_id uuid not null references special_price_line, special_price_id uuid not null references special_price,
      order_id uuid not null references sales_order on delete cascade, order_line_id uuid not null references order_line on delete cascade, line_quantity int not null, quantity int not null check (quantity > 0),
      released_quantity int not null default 0, at timestamptz not null default now(), check (released_quantity between 0 and quantity), unique (order_line_id, line_id)
    );
    create index special_price_use_request on special_price_use (special_price_id, at, id);
    create index special_price_use_line on special_price_use (line_id); create index special_price_use_order on special_price_use (order_id);
    -- the entry with a budget that a quoted line's price comes from, for its order
    alter table quote_line add budget_entry_id uuid references price_list_entry on delete set null;
    create index quote_line_budget_entry on quote_line (budget_entry_id) where budget_entry_id is not null;
    `)
    this.addSql(`
    -- writes what was granted as a price list of its own, for who may approve
    create function app.grant_special_price(request uuid, list uuid, list_name text) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare r special_price; l special_price_line; entry uuid; begin
      select * into r from special_price where id = request;
      if app.partner_id() is not null or app.scope('specialPrice:approve') is null or r.price_list_id is not null then return; end if;
      insert into price_list (id, name, kind, currency, partner_id, account_id, valid_from, valid_to) values (list, list_name, 'SPECIAL', r.currency, r.partner_id, r.account_id, greatest(r.valid_from, app.today()), r.valid_to);
      for l in select * from special_price_line where special_price_id = request and approved_quantity > 0 order by position loop
        entry := gen_random_uuid();
        insert into price_list_entry (id, price_list_id, product_id, min_quantity, basis, value, budget_quantity) values (entry, list, l.product_id, 1, 'FIXED', l.approved_price, l.approved_quantity);
        update special_price_line set entry_id = entry where id = l.id;
      end loop;
      update special_price set price_list_id = list where id = request;
    end $$;

    -- which of these don't fit into what is left. Their rows stay locked, so that what fits now fits when it is written.
    create function app.special_prices_without_room(wanted jsonb) returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      perform from price_list_entry e where e.id in (select w.id from jsonb_to_recordset(wanted) w (id uuid)) order by e.id for update;
      return exists (select from (select w.id, sum(w.quantity) as quantity from jsonb_to_recordset(wanted) w (id uuid, quantity int) group by w.id) w join price_list_entry e on e.id = w.id
        where e.used_quantity + w.quantity > e.budget_quantity);
    end $$;

    -- so many more pieces were bought of what was granted, or fewer; told when a fifth is left, and when nothing is
    create function app.count_special_price() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare l special_price_line; r special_price; happened text; more int := new.quantity - new.released_quantity - case tg_op when 'UPDATE' then old.quantity - old.released_quantity else 0 end; begin
      update special_price_line set used_quantity = used_quantity + more where id = new.line_id returning * into l;
      update price_list_entry e set used_quantity = e.used_quantity + more where e.id = l.entry_id;
      happened := case when l.used_quantity >= l.approved_quantity and l.used_quantity - more < l.approved_quantity then 'usedUp'
        when l.used_quantity >= l.approved_quantity * 0.8 and l.used_quantity - more < l.approved_quantity * 0.8 then 'nearlyUsed' end;
      if more <= 0 or happened is null or current_setting('app.channel', true) = 'demo' then return null; end if;
      select * into r from special_price where id = l.special_price_id;
      insert into event (id, at, type, actor_name, channel, subject_type, subject_id, account_id, partner_id, owner_id, seller_id, public, data)
        select gen_random_uuid(), clock_timestamp(), 'specialPrice.' || happened, 'Guanxi', 'job', 'special_price', r.id, r.account_id, r.partner_id, r.owner_id, r.seller_id, true,
          jsonb_build_object('number', r.number, 'sku', p.sku, 'left', greatest(l.approved_quantity - l.used_quantity, 0)) from product p where p.id = l.product_id;
      insert into mail (kind, user_id, about_id) select 'special_' || lower(happened), u.id, l.id from app_user u where u.id in (r.owner_id, coalesce(r.seller_id, r.created_by_id)) and u.active;
      return null;
    end $$;
    create trigger special_price_counted after insert or update of released_quantity on special_price_use for each row execute function app.count_special_price();

    -- notes what an order's lines took: [{id, line, quantity}], the id an entry's. Beyond what is left goes only what was promised in a quote.
    create function app.use_special_prices(of_order uuid, uses jsonb) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare placed sales_order; begin
      select * into placed from sales_order o where o.id = of_order and case when app.partner_id() is null then app.scope('order:read') is not null else o.partner_id = app.partner_id() end;
      if not found then return; end if;
      perform from price_list_entry e where e.id in (select u.id from jsonb_to_recordset(uses) u (id uuid)) order by e.id for update;
      if placed.quote_version_id is null and app.special_prices_without_room(uses) then raise exception 'nothing is left of a special price' using errcode = 'GX041'; end if;
      insert into special_price_use (line_id, special_price_id, order_id, order_line_id, line_quantity, quantity, at)
        select s.id, s.special_price_id, placed.id, l.id, l.quantity, u.quantity, placed.placed_at
        from jsonb_to_recordset(uses) u (id uuid, line uuid, quantity int) join order_line l on l.id = u.line and l.order_id = placed.id join special_price_line s on s.entry_id = u.id;
    end $$;

    -- gives back what an order's lines don't want any more
    create function app.release_special_prices() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare u special_price_use; was jsonb := to_jsonb(old); line jsonb; kept int; given int; begin
      for u in select x.* from special_price_use x where case tg_table_name when 'sales_order' then x.order_id = old.id else x.order_line_id = coalesce(was ->> 'order_line_id', was ->> 'id')::uuid end order by x.line_id, x.id for update loop
        select to_jsonb(l) into line from order_line l where l.id = u.order_line_id;
        kept := case when tg_table_name = 'sales_order' or tg_op = 'DELETE' then 0 else (line ->> 'quantity')::int - (line ->> 'canceled_quantity')::int
          - (select coalesce(sum(r.received_quantity), 0) from return_line r where r.order_line_id = u.order_line_id) end;
        given := greatest(u.quantity - greatest(kept, 0), u.released_quantity);
        if given > u.released_quantity then update special_price_use x set released_quantity = given where x.id = u.id; end if;
      end loop;
      return case tg_op when 'DELETE' then old else null end;
    end $$;
    -- who may decide is told of what waits, and who asked of the decision
    create function app.tell_special_price() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if new.state = 'Submitted' then
        insert into mail (kind, user_id, about_id) select 'special_asked', u.id, new.id from app_user u
          where u.active and u.id in (select p.channel_manager_id from partner p where p.id = new.partner_id union select o.manager_id from app_user o where o.id = new.owner_id)
            and u.id is distinct from new.submitted_by_id and u.roles && array['manager', 'channel_manager', 'administrator'];
      elsif new.state in ('Approved', 'Rejected', 'Returned') then
        insert into mail (kind, user_id, about_id) select 'special_decided', u.id, new.id from app_user u where u.id = new.submitted_by_id and u.active;
      end if;
      return null;
    end $$;
    create trigger special_price_told after update of state on special_price for each row when (new.state is distinct from old.state) execute function app.tell_special_price();

    create trigger sales_order_special_prices after update of state on sales_order for each row when (new.state = 'Canceled' and old.state <> 'Canceled') execute function app.release_special_prices();
    create trigger order_line_special_prices after update of quantity, canceled_quantity on order_line for each row when (new.quantity < old.quantity or new.canceled_quantity > old.canceled_quantity) execute function app.release_special_prices();
    create trigger order_line_special_prices_gone before delete on order_line for each row execute function app.release_special_prices();
    create trigger return_line_special_prices after update of received_quantity on return_line for each row when (new.received_quantity is distinct from old.received_quantity) execute function app.release_special_prices();
    `)
  }
}
