import { Migration } from '@mikro-orm/migrations'

/** Who signs in, what they may do, and what they did. Row policies are applied after migrations, from the *.policy.ts files. */
export class Migration001Access extends Migration {
  override up(): void {
    this.addSql(`
    create schema app;

    create table permission_grant (permission text not null, role text not null, scope text not null, primary key (permission, role));

    create table territory (
      id uuid primary key, name text not null, country char(2) not null, external_id text unique
    );

    create table app_user (
      id uuid primary key, audience text not null check (audience in ('crm', 'partner', 'customer')),
      email text not null, name text not null, title text, phone text, locale text not null default 'en', roles text[] not null default '{}',
      active boolean not null default true, partner_id uuid, manager_id uuid references app_user, territory_id uuid references territory,
      spending_limit numeric(19,6) check (spending_limit >= 0), spending_period text check (spending_period in ('MONTH', 'QUARTER', 'YEAR')),
      last_seen_at timestamptz, created_at timestamptz not null default now(), external_id text unique,
      check ((audience = 'partner') = (partner_id is not null))
    );
    create unique index app_user_email on app_user (lower(email));
    create index app_user_partner on app_user (partner_id) where partner_id is not null;
    create index app_user_manager on app_user (manager_id) where manager_id is not null;
    create index app_user_name on app_user (lower(name), id);

    create table credential (user_id uuid primary key references app_user on delete cascade, password_hash text not null, changed_at timestamptz not null default now());

    create table session (
      id uuid primary key, token_hash bytea not null unique, user_id uuid not null references app_user on delete cascade,
      created_at timestamptz not null default now(), seen_at timestamptz not null default now(), expires_at timestamptz not null, address text, agent text
    );
    create index session_owner on session (user_id);

    create table api_key (
      id uuid primary key, name text not null, prefix text not null unique, user_id uuid not null references app_user on delete cascade, partner_id uuid,
      permissions text[] not null, created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz
    );
    create index api_key_user on api_key (user_id);
    create table api_key_secret (api_key_id uuid primary key references api_key on delete cascade, secret_hash bytea not null);

    create table mutation_receipt (
      user_id uuid not null, client_mutation_id text not null, operation text not null, input_hash text not null, answer jsonb,
      created_at timestamptz not null default now(), primary key (user_id, client_mutation_id)
    );

    create table event (
      id uuid primary key, at timestamptz not null default now(), type text not null, actor_id uuid, actor_name text not null, channel text not null,
      subject_type text not null, subject_id uuid not null, account_id uuid, partner_id uuid, owner_id uuid, seller_id uuid,
      public boolean not null, data jsonb not null default '{}'
    );
    create index event_subject on event (subject_id, at desc, id desc);
    create index event_account on event (account_id, at desc, id desc) where account_id is not null;
    create index event_partner on event (partner_id, at desc, id desc) where partner_id is not null;
    create index event_at on event (at desc, id desc);

    create table document_counter (scope text not null, kind text not null, partner_id uuid, value bigint not null, primary key (scope, kind));
    create table installation (key text primary key, value jsonb not null);
    `)
    this.addSql(`
    create function app.setting(name text) returns text language sql stable as $$ select nullif(current_setting('app.' || name, true), '') $$;
    create function app.user_id() returns uuid language sql stable as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;
    create function app.partner_id() returns uuid language sql stable as $$ select nullif(current_setting('app.partner_id', true), '')::uuid $$;
    create function app.team_ids() returns uuid[] language sql stable as $$ select coalesce(nullif(current_setting('app.team_ids', true), ''), '{}')::uuid[] $$;
    create function app.org_ids() returns uuid[] language sql stable as $$ select coalesce(nullif(current_setting('app.org_ids', true), ''), '{}')::uuid[] $$;

    -- the widest scope in which the viewer holds a permission; null when it does not. An API key never reaches beyond what it lists.
    create function app.scope(wanted text) returns text language sql stable as $$
      select g.scope from permission_grant g
      where g.permission = wanted and g.role = any (string_to_array(app.setting('roles'), ','))
        and (app.setting('key_permissions') is null or wanted = any (string_to_array(app.setting('key_permissions'), ',')))
      order by array_position(array['all', 'team', 'channel', 'own', 'org'], g.scope) limit 1 $$;

    -- whose records a member of staff reaches: their own, or those of everyone below them
    create function app.people(wanted text) returns uuid[] language sql stable as $$
      select case app.scope(wanted) when 'own' then array[app.user_id()] when 'team' then app.team_ids() else '{}' end $$;

    -- the organisations a partner user reaches
    create function app.org(wanted text) returns uuid[] language sql stable as $$
      select case app.scope(wanted) when 'org' then app.org_ids() when 'own' then array[app.partner_id()] else '{}' end $$;

    -- credentials are written by narrow doors only; nothing reads them but the system's connection
    create function app.create_api_key(id uuid, name text, prefix text, permissions text[], expires_at timestamptz, secret_hash bytea) returns void
    language sql security definer set search_path = public, app, pg_temp as $$
      insert into api_key (id, name, prefix, user_id, partner_id, permissions, expires_at)
      select $1, $2, $3, app.user_id(), app.partner_id(), $4, $5 where app.scope('key:manage') is not null;
      insert into api_key_secret (api_key_id, secret_hash) select $1, $6 from api_key k where k.id = $1 and k.user_id = app.user_id() $$;

    -- the one thing that everybody may write about themselves
    create function app.set_locale(wanted text) returns void language sql security definer set search_path = public, app, pg_temp as $$
      update app_user set locale = wanted where id = app.user_id() $$;

    -- tells listeners, and keeps the account's last activity, whoever's event it is
    create function app.notify_event() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if new.account_id is not null then update account set last_activity_at = greatest(last_activity_at, new.at) where id = new.account_id; end if;
      perform pg_notify('guanxi_event', json_build_object('id', new.id, 'type', new.type, 'subjectType', new.subject_type, 'subjectId', new.subject_id, 'at', new.at, 'partnerId', new.partner_id)::text);
      return null;
    end $$;
    create trigger event_notify after insert on event for each row execute function app.notify_event();
    `)
  }
}
