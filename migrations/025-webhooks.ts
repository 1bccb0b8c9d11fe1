import { Migration } from '@mikro-orm/migrations'

/** Webhooks: where events are sent, under which secrets, and what became of each. */
export class Migration025Webhooks extends Migration {
  override up(): void {
    this.addSql(`
    create table webhook (
      id uuid primary key, name text not null, url text not null, types text[] not null check (cardinality(types) > 0),
      user_id uuid not null references app_user, partner_id uuid references partner,
      state text not null default 'Active' check (state in ('Active', 'Disabled')),
      disabled_reason text check (disabled_reason in ('PERSON', 'GONE', 'FAILING', 'OWNER')), failing_since timestamptz,
      rotated_at timestamptz, old_secret_until timestamptz, created_at timestamptz not null, updated_at timestamptz not null, revision int not null default 1,
      check ((state = 'Disabled') = (disabled_reason is not null))
    );
    create index webhook_partner on webhook (partner_id);
    create index webhook_user on webhook (user_id);

    -- sealed by the server, for one webhook each; one that was replaced may go on for a while
    create table webhook_secret (
      id uuid primary key default gen_random_uuid(), webhook_id uuid not null references webhook on delete cascade, sealed bytea not null,
      created_at timestamptz not null default clock_timestamp(), valid_until timestamptz
    );
    create index webhook_secret_webhook on webhook_secret (webhook_id);

    -- events that were not looked at yet. The number is taken while the change holds its record, so that of one record they stand in the order in which they happened.
    create table webhook_outbox (position bigint generated always as identity primary key, event_id uuid not null);

    create table webhook_delivery (
      id uuid primary key, position bigint generated always as identity, webhook_id uuid not null references webhook on delete cascade,
      event_id uuid, type text not null, subject_type text not null, subject_id uuid not null, happened_at timestamptz not null,
      state text not null default 'Waiting' check (state in ('Waiting', 'Delivered', 'Failed', 'Dropped')),
      attempts int not null default 0, next_attempt_at timestamptz not null, created_at timestamptz not null, settled_at timestamptz,
      unique (webhook_id, event_id)
    );
    create index webhook_delivery_due on webhook_delivery (webhook_id, position) where state = 'Waiting';
    create index webhook_delivery_subject on webhook_delivery (webhook_id, subject_id, position) where state = 'Waiting';
    create index webhook_delivery_log on webhook_delivery (webhook_id, created_at desc, id desc);
    create index webhook_delivery_old on webhook_delivery (created_at) where state <> 'Waiting';

    create table webhook_attempt (
      id uuid primary key default gen_random_uuid(), delivery_id uuid not null references webhook_delivery on delete cascade,
      at timestamptz not null default clock_timestamp(), status int, error text, duration_ms int not null, response text
    );
    create index webhook_attempt_delivery on webhook_attempt (delivery_id, at);
    `)
    this.addSql(`
    -- in the transaction of the event itself: what is committed is sent, what is rolled back is not. Nobody to tell, nothing to write.
    create function app.fill_webhook_outbox() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if exists (select 1 from webhook where state = 'Active') then
        -- what is imported happened long ago, elsewhere
        insert into webhook_outbox (event_id) select id from happened where channel <> 'import' order by at, id;
        perform pg_notify('guanxi_webhook', '');
      end if;
      return null;
    end $$;
    create trigger event_outbox after insert on event referencing new table as happened for each statement execute function app.fill_webhook_outbox();

    -- a new secret of a webhook that the viewer manages; those before it hold for the hours given
    create function app.add_webhook_secret(webhook uuid, sealed bytea, hours int) returns boolean language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      perform 1 from webhook w where w.id = $1 and w.partner_id is not distinct from app.partner_id()
        and app.scope('webhook:manage') = case when w.partner_id is null then 'all' else 'org' end for update;
      if not found then return false; end if;
      delete from webhook_secret s where s.webhook_id = $1 and (s.valid_until <= now() or $3 = 0);
      update webhook_secret s set valid_until = least(coalesce(s.valid_until, 'infinity'), now() + make_interval(hours => $3)) where s.webhook_id = $1;
      insert into webhook_secret (webhook_id, sealed) values ($1, $2);
      return true;
    end $$;
    `)
  }
}
