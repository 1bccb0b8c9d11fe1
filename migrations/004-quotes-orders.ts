import { Migration } from '@mikro-orm/migrations'

/** Quotes with immutable versions, and the orders that come of them. */
export class Migration004QuotesOrders extends Migration {
  override up(): void {
    this.addSql(`
    create table quote (
      id uuid primary key, number text not null, partner_id uuid references partner, account_id uuid references account, contact_id uuid references contact,
      owner_id uuid references app_user, seller_id uuid references app_user, created_by_id uuid, currency char(3) not null,
      -- the state as its buyer may know it; null until there is something for them to see
      public_state text check (public_state in ('Requested', 'Presented', 'Accepted', 'Declined', 'Expired', 'Canceled')),
      -- when that last changed: a dealer's "updated", which the work in between must not move
      public_at timestamptz,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now()
    );
    create unique index quote_number on quote (coalesce(partner_id, '00000000-0000-0000-0000-000000000000'), number);
    create index quote_updated on quote (updated_at, id); create index quote_created on quote (created_at, id);
    create index quote_partner on quote (partner_id, updated_at, id); create index quote_owner on quote (owner_id, updated_at, id); create index quote_account on quote (account_id); create index quote_public on quote (partner_id, public_at, id);

    -- version 0 is a dealer's request; a dealer sees it and the versions that were presented
    create table quote_version (
      id uuid primary key, quote_id uuid not null references quote, number int not null, state text not null, revision int not null default 1,
      partner_id uuid references partner, seller_id uuid, currency char(3) not null, discount_percent numeric(9,4) not null default 0,
      subtotal numeric(19,6) not null default 0, discount_amount numeric(19,6) not null default 0, total numeric(19,6) not null default 0,
      valid_until date, note text, wished_discount_percent numeric(9,4), request_note text, created_by_id uuid, created_at timestamptz not null default now(),
      submitted_by_id uuid, submitted_at timestamptz, presented_at timestamptz, superseded boolean not null default false,
      decided_by_id uuid, decided_at timestamptz, decline_reason text, purchase_order text, unique (quote_id, number)
    );
    -- one open version per quote, whoever edits at the same moment
    create unique index quote_version_open on quote_version (quote_id) where not superseded and state in ('Draft', 'Submitted', 'PendingApproval', 'Approved', 'Presented');
    create index quote_version_state on quote_version (state, quote_id) where not superseded;
    create index quote_version_expiry on quote_version (valid_until) where state in ('Approved', 'Presented') and not superseded;
    create table quote_version_internal (
      version_id uuid primary key references quote_version on delete cascade, cost numeric(19,6), internal_note text, approval_reasons jsonb not null default '[]'
    );

    create table quote_line (
      id uuid primary key, version_id uuid not null references quote_version on delete cascade, position int not null, product_id uuid not null references product,
      description text, quantity int not null check (quantity > 0), list_price numeric(19,6) not null, net_price numeric(19,6) not null,
      discount_percent numeric(9,4) not null default 0, unit_price numeric(19,6) not null check (unit_price >= 0), amount numeric(19,6) not null
    );
    create index quote_line_version on quote_line (version_id, position);
    create table quote_line_cost (line_id uuid primary key references quote_line on delete cascade, unit_cost numeric(19,6) not null);

    create function app.mark_public() returns trigger language plpgsql as $$ begin
      if tg_op = 'INSERT' then new.public_at = case when new.public_state is not null then new.updated_at end;
      elsif new.public_state is distinct from old.public_state then new.public_at = now(); end if;
      return new;
    end $$;
    create trigger quote_public before insert or update on quote for each row execute function app.mark_public();

    create table quote_approval (
      id uuid primary key, version_id uuid not null references quote_version on delete cascade, step int not null, state text not null,
      requested_by_id uuid not null, requested_at timestamptz not null default now(), approver_id uuid references app_user, decided_at timestamptz, comment text,
      unique (version_id, step)
    );

    create table sales_order (
      id uuid primary key, number text not null, state text not null, billing_state text not null default 'NotInvoiced', partner_id uuid references partner,
      account_id uuid references account, owner_id uuid references app_user, seller_id uuid references app_user, created_by_id uuid,
      quote_id uuid references quote, quote_version_id uuid references quote_version, purchase_order text, note text, requested_date date, promise_date date,
      currency char(3) not null, placed_at timestamptz not null default now(), created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      revision int not null default 1, channel text not null default 'portal', external_id text unique
    );
    create unique index sales_order_number on sales_order (coalesce(partner_id, '00000000-0000-0000-0000-000000000000'), number);
    create unique index sales_order_version on sales_order (quote_version_id) where quote_version_id is not null;
    create index sales_order_placed on sales_order (placed_at, id); create index sales_order_partner on sales_order (partner_id, placed_at, id);
    create index sales_order_owner on sales_order (owner_id, placed_at, id); create index sales_order_account on sales_order (account_id, placed_at, id);
    create index sales_order_orderer on sales_order (created_by_id, placed_at);
    create index sales_order_state on sales_order (state, placed_at, id) where state in ('PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped');

    -- money apart from the header: a parent partner sees that its sub-dealer's order exists, never its price
    create table order_amount (order_id uuid primary key references sales_order on delete cascade, partner_id uuid, seller_id uuid, subtotal numeric(19,6) not null, total numeric(19,6) not null);
    create table order_line (
      id uuid primary key, order_id uuid not null references sales_order on delete cascade, position int not null, product_id uuid not null references product,
      description text, quantity int not null check (quantity > 0), list_price numeric(19,6), net_price numeric(19,6) not null, discount_percent numeric(9,4) not null default 0,
      unit_price numeric(19,6) not null, amount numeric(19,6) not null, reserved_quantity int not null default 0 check (reserved_quantity >= 0),
      shipped_quantity int not null default 0 check (shipped_quantity >= 0 and shipped_quantity <= quantity), delivered_quantity int not null default 0, promise_date date
    );
    create index order_line_order on order_line (order_id, position); create index order_line_product on order_line (product_id);

    create table shipment (
      id uuid primary key, order_id uuid not null references sales_order on delete cascade, number int not null, carrier text, tracking_number text,
      shipped_at timestamptz not null default now(), delivered_at timestamptz, unique (order_id, number)
    );
    create table shipment_line (
      id uuid primary key, shipment_id uuid not null references shipment on delete cascade, order_line_id uuid not null references order_line, quantity int not null check (quantity > 0)
    );
    create index shipment_line_shipment on shipment_line (shipment_id);
    `)
    this.addSql(`
    -- what somebody has ordered in their running period, canceled orders aside; under the asker's own row rights
    create function app.spent(whose uuid) returns numeric language sql stable as $$
      select coalesce(sum(a.total), 0) from app_user u join sales_order o on o.created_by_id = u.id join order_amount a on a.order_id = o.id
      where u.id = whose and o.state <> 'Canceled' and o.placed_at >= date_trunc(lower(coalesce(u.spending_period, 'MONTH')), now()) $$;

    -- what a buyer was quoted of late beside one quote, colleagues' quotes included: the sum only, for those who submit quotes
    create function app.quoted(beside uuid, buyer uuid, account uuid, wanted char(3), days int) returns numeric language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(sum(v.total), 0) from quote q join quote_version v on v.quote_id = q.id
      where q.id <> beside and (q.partner_id = buyer or (buyer is null and q.account_id = account)) and v.currency = wanted and not v.superseded
        and v.state in ('PendingApproval', 'Approved', 'Presented', 'Accepted') and v.submitted_at > now() - make_interval(days => days)
        and app.partner_id() is null and app.scope('quote:submit') is not null $$;

    -- the queue of background work, for those who hold job:read; its own tables belong to the database's owner
    create function app.jobs() returns table (id text, name text, state text, attempts int, "lastError" text, "runAt" timestamptz)
    language plpgsql stable security definer set search_path = public, app, pg_temp as $$ begin
      if app.scope('job:read') is null or to_regclass('graphile_worker.jobs') is null then return; end if;
      return query execute $q$ select j.id::text, j.task_identifier, case when j.locked_at is not null then 'running' when j.attempts >= j.max_attempts then 'dead' when j.attempts > 0 then 'retrying' else 'waiting' end,
        j.attempts::int, j.last_error, j.run_at from graphile_worker.jobs j order by j.run_at limit 200 $q$;
    end $$;

    -- what a partner owes and may still order: the outcome only, for its own people and for the staff who see it; nothing for anyone else
    create function app.credit(wanted uuid) returns table (balance numeric, credit_left numeric) language sql stable security definer set search_path = public, app, pg_temp as $$
      select b.balance, t.credit_limit - b.balance
      from partner p left join partner_terms t on t.partner_id = p.id,
        lateral (select coalesce(sum(a.total), 0) as balance from sales_order o join order_amount a on a.order_id = o.id
          where o.partner_id = p.id and o.billing_state <> 'Paid' and o.state in ('Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')) b
      where p.id = wanted and (app.partner_id() = wanted or (app.partner_id() is null and (app.scope('partner:read') = 'all' or wanted = any (app.partners('partner:read'))))) $$;
    `)
  }
}
