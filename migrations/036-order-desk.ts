import { Migration } from '@mikro-orm/migrations'

/** What happens to an order after it was placed: holds, changes, what is left out, returns. */
export class Migration036OrderDesk extends Migration {
  override up(): void {
    this.addSql(`
    alter table sales_order add ship_to_id uuid references address on delete set null,
      add cancel_reason text check (cancel_reason in ('NOT_NEEDED', 'DUPLICATE', 'TOO_LATE', 'PRICE', 'CREDIT', 'UNAVAILABLE', 'OTHER'));
    create index sales_order_ship_to on sales_order (ship_to_id) where ship_to_id is not null;
    create index sales_order_state_promise on sales_order (state, promise_key, id);
    create index sales_order_promise_date on sales_order (promise_date) where promise_date is not null;
    alter table order_line add canceled_quantity int not null default 0 check (canceled_quantity >= 0), add constraint order_line_open check (shipped_quantity + canceled_quantity <= quantity);
    alter table shipment add external_id text unique;
    create index shipment_line_order_line on shipment_line (order_line_id);

    -- why an order waits, and who let it go on; one at a time
    create table order_hold (
      id uuid primary key, order_id uuid not null references sales_order on delete cascade, kind text not null check (kind in ('CREDIT', 'MANUAL')), reason text,
      -- by how much it went beyond the credit, and since when something was due
      over_amount numeric(19,6), overdue_days int, held_by_id uuid, held_at timestamptz not null default now(),
      released_by_id uuid, released_at timestamptz, release_reason text,
      -- up to which total the order may be confirmed in spite of the credit
      allowed_total numeric(19,6)
    );
    create index order_hold_order on order_hold (order_id, held_at);
    create unique index order_hold_open on order_hold (order_id) where released_at is null;
    insert into order_hold (id, order_id, kind, reason, held_by_id, held_at)
      select gen_random_uuid(), o.id, 'MANUAL', e.data ->> 'reason', e.actor_id, coalesce(e.at, o.updated_at)
      from sales_order o left join lateral (select * from event e where e.subject_id = o.id and e.type = 'order.held' order by e.at desc limit 1) e on true where o.state = 'OnHold';

    create table order_change (
      id uuid primary key, order_id uuid not null references sales_order on delete cascade, number int not null, state text not null, revision int not null default 1,
      partner_id uuid references partner, seller_id uuid, owner_id uuid, requested_by_id uuid references app_user, by_dealer boolean not null,
      reason text, requested_date_before date, requested_date_after date, ship_to_before_id uuid references address on delete set null, ship_to_after_id uuid references address on delete set null,
      currency char(3) not null, total_before numeric(19,6) not null, total_after numeric(19,6) not null,
      created_at timestamptz not null default now(), submitted_at timestamptz, decided_by_id uuid references app_user, decided_at timestamptz, decision_note text, unique (order_id, number)
    );
    -- two that wait at once would each undo the other
    create unique index order_change_waiting on order_change (order_id) where state in ('PendingPartnerApproval', 'Submitted', 'PendingApproval', 'Approved');
    create index order_change_state on order_change (state, created_at, id); create index order_change_created on order_change (created_at, id);
    create index order_change_partner on order_change (partner_id, created_at, id); create index order_change_owner on order_change (owner_id, created_at, id);
    create index order_change_ship_to on order_change (ship_to_after_id) where ship_to_after_id is not null;
    create index order_change_ship_from on order_change (ship_to_before_id) where ship_to_before_id is not null;
    -- why one of ours has to agree, and who did: for staff alone
    create table order_change_internal (change_id uuid primary key references order_change on delete cascade, approval_reasons jsonb not null default '[]', submitted_by_id uuid, approved_by_id uuid, approved_at timestamptz);
    create table order_change_line (
      id uuid primary key, change_id uuid not null references order_change on delete cascade, position int not null, order_line_id uuid references order_line, product_id uuid not null references product,
      quantity_before int not null check (quantity_before >= 0), quantity_after int not null check (quantity_after >= 0),
      list_price numeric(19,6), net_price numeric(19,6) not null, unit_price numeric(19,6) not null, amount_before numeric(19,6) not null, amount_after numeric(19,6) not null
    );
    create index order_change_line_change on order_change_line (change_id, position); create index order_change_line_line on order_change_line (order_line_id);

    create table return_authorization (
      id uuid primary key, number text not null, order_id uuid not null references sales_order on delete cascade, state text not null, revision int not null default 1,
      partner_id uuid references partner, account_id uuid references account, seller_id uuid, owner_id uuid, requested_by_id uuid references app_user,
      reason text not null check (reason in ('DEFECTIVE', 'DAMAGED', 'WRONG_ITEM', 'NOT_NEEDED', 'EXCHANGE', 'OTHER')), note text,
      decided_by_id uuid references app_user, decided_at timestamptz, decision_note text, received_at timestamptz, closed_at timestamptz,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), external_id text unique
    );
    create unique index return_number on return_authorization (coalesce(partner_id, '00000000-0000-0000-0000-000000000000'), number);
    create index return_order on return_authorization (order_id, created_at); create index return_state on return_authorization (state, created_at, id);
    create index return_numbers on return_authorization (number, id);
    create index return_created on return_authorization (created_at, id); create index return_partner on return_authorization (partner_id, created_at, id);
    create index return_owner on return_authorization (owner_id, created_at, id); create index return_account on return_authorization (account_id);
    create table return_line (
      id uuid primary key, return_id uuid not null references return_authorization on delete cascade, position int not null, order_line_id uuid not null references order_line, quantity int not null check (quantity > 0),
      condition text not null check (condition in ('UNOPENED', 'USED', 'DAMAGED', 'DEFECTIVE')),
      received_quantity int not null default 0 check (received_quantity >= 0), restocked_quantity int not null default 0 check (restocked_quantity >= 0 and restocked_quantity <= received_quantity), check (received_quantity <= quantity)
    );
    create index return_line_return on return_line (return_id, position); create index return_line_order_line on return_line (order_line_id);
    `)
    this.addSql(`
    -- what a partner owes, may still order and has not paid in time: the outcome only, for its own people and for the staff who see it
    drop function app.credit(uuid);
    create function app.credit(wanted uuid) returns table (balance numeric, credit_left numeric, overdue numeric, overdue_days int) language sql stable security definer set search_path = public, app, pg_temp as $$
      select b.balance, t.credit_limit - b.balance, 0::numeric, 0
      from partner p left join partner_terms t on t.partner_id = p.id,
        lateral (select coalesce(sum(a.total), 0) as balance from sales_order o join order_amount a on a.order_id = o.id
          where o.partner_id = p.id and o.billing_state <> 'Paid' and o.state in ('Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')) b
      where p.id = wanted and (app.partner_id() = wanted or (app.partner_id() is null and (app.scope('partner:read') = 'all' or wanted = any (app.partners('partner:read'))))) $$;

    -- by how much an order goes beyond its partner's credit, and what is overdue. The balance counts what is placed already; others that are not confirmed yet take nothing from this one.
    create function app.order_credit(wanted uuid) returns table (over_amount numeric, overdue numeric, overdue_days int) language sql stable security definer set search_path = public, app, pg_temp as $$
      select greatest(case when o.state in ('OnHold', 'PendingPartnerApproval') then a.total else 0 end - c.credit_left
          - coalesce((select sum(b.total) from sales_order other join order_amount b on b.order_id = other.id where other.partner_id = o.partner_id and other.state = 'Placed' and other.id <> o.id), 0), 0),
        c.overdue, c.overdue_days
      from sales_order o join order_amount a on a.order_id = o.id cross join lateral app.credit(o.partner_id) c where o.id = wanted $$;

    -- the next number of an order's changes, drafts of the other side included
    create function app.next_change(of_order uuid) returns int language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(max(c.number), 0) + 1 from order_change c where c.order_id = of_order and (app.partner_id() is null or c.partner_id = app.partner_id()) $$;

    -- whoever takes over an order takes over what hangs on it
    create function app.hand_over_order() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update order_change set partner_id = new.partner_id, seller_id = new.seller_id, owner_id = new.owner_id where order_id = new.id;
      update return_authorization set partner_id = new.partner_id, seller_id = new.seller_id, owner_id = new.owner_id where order_id = new.id;
      return null;
    end $$;
    create trigger sales_order_parts_handed_over after update of owner_id, partner_id, seller_id on sales_order for each row
      when (old.owner_id is distinct from new.owner_id or old.partner_id is distinct from new.partner_id or old.seller_id is distinct from new.seller_id) execute function app.hand_over_order();
    -- what is called off or comes back gives its promotions' budget back
    create trigger order_line_promotions_off after update of canceled_quantity on order_line for each row when (new.canceled_quantity > old.canceled_quantity) execute function app.release_promotions();
    create trigger return_line_promotions after update of received_quantity on return_line for each row when (new.received_quantity is distinct from old.received_quantity) execute function app.release_promotions();
    `)
  }
}
