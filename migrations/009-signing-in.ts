import { Migration } from '@mikro-orm/migrations'

/** The second step of signing in, single sign-on, devices that are known, attempts that are counted, and keys that all expire. */
export class Migration009SigningIn extends Migration {
  override up(): void {
    this.addSql(`
    create table second_factor (
      user_id uuid primary key references app_user on delete cascade, secret bytea not null, confirmed_at timestamptz, last_step bigint not null default 0
    );
    comment on column second_factor.secret is 'sealed with a key that is not in the database';
    comment on column second_factor.last_step is 'the time step of the last code that was accepted: none is accepted twice';
    create table recovery_code (user_id uuid not null references app_user on delete cascade, code_hash bytea not null, used_at timestamptz, primary key (user_id, code_hash));

    create table sign_in_challenge (
      token_hash bytea primary key, user_id uuid not null references app_user on delete cascade, network text not null, attempts int not null default 0, expires_at timestamptz not null
    );
    create index sign_in_challenge_end on sign_in_challenge (expires_at);

    create table known_device (
      user_id uuid not null references app_user on delete cascade, token_hash bytea not null, created_at timestamptz not null default now(), seen_at timestamptz not null default now(),
      primary key (user_id, token_hash)
    );
    create index known_device_token on known_device (token_hash);

    create table user_identity (
      issuer text not null, subject text not null, user_id uuid not null references app_user on delete cascade, created_at timestamptz not null default now(),
      primary key (issuer, subject), unique (user_id, issuer)
    );

    -- the columns that the library of limits expects, in its order
    create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);
    create index rate_limit_end on rate_limit (expire);

    update api_key set expires_at = now() + interval '1 year' where expires_at is null;
    alter table api_key alter expires_at set default now() + interval '90 days', alter expires_at set not null;
    create index api_key_partner on api_key (partner_id) where partner_id is not null;
    `)
    this.addSql(`
    create or replace function app.create_api_key(id uuid, name text, prefix text, permissions text[], expires_at timestamptz, secret_hash bytea) returns void
    language sql security definer set search_path = public, app, pg_temp as $$
      insert into api_key (id, name, prefix, user_id, partner_id, permissions, expires_at)
      select $1, $2, $3, app.user_id(), app.partner_id(), $4, coalesce($5, now() + interval '90 days') where app.scope('key:manage') is not null;
      insert into api_key_secret (api_key_id, secret_hash) select $1, $6 from api_key k where k.id = $1 and k.user_id = app.user_id() $$;

    -- who acts with their own hands: neither through a key nor looking on as somebody else
    create function app.in_person() returns uuid language sql stable as $$
      select app.user_id() where app.setting('key_permissions') is null and app.setting('viewed_by') is null $$;

    create function app.in_charge_of(person uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select exists (select 1 from app_user u where u.id = $1 and u.id <> app.in_person() and case
        when app.partner_id() is null then app.scope('user:manage') = 'all' or u.partner_id = any (app.partners('user:manage'))
        else app.scope('user:manage') = 'org' and u.partner_id = app.partner_id() end) $$;

    create function app.has_second_factor(person uuid) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select app.in_charge_of($1) and exists (select 1 from second_factor f where f.user_id = $1 and f.confirmed_at is not null) $$;

    create function app.my_second_factor() returns table (secret bytea, confirmed_at timestamptz, recovery_codes_left int)
    language sql stable security definer set search_path = public, app, pg_temp as $$
      select f.secret, f.confirmed_at, (select count(*)::int from recovery_code c where c.user_id = f.user_id and c.used_at is null) from second_factor f where f.user_id = app.user_id() $$;

    create function app.begin_second_factor(sealed bytea) returns boolean language sql security definer set search_path = public, app, pg_temp as $$
      insert into second_factor (user_id, secret) select app.in_person(), $1 where app.in_person() is not null
      on conflict (user_id) do update set secret = excluded.secret where second_factor.confirmed_at is null returning true $$;

    create function app.set_recovery_codes(hashes bytea[]) returns void language sql security definer set search_path = public, app, pg_temp as $$
      delete from recovery_code where user_id = app.in_person();
      insert into recovery_code (user_id, code_hash) select app.in_person(), h from unnest($1) h where app.in_person() is not null $$;

    create function app.take_code(step bigint) returns boolean language sql security definer set search_path = public, app, pg_temp as $$
      update second_factor set last_step = $1, confirmed_at = coalesce(confirmed_at, now()) where user_id = app.in_person() and last_step < $1 returning true $$;

    create function app.end_second_factor(person uuid) returns boolean language sql security definer set search_path = public, app, pg_temp as $$
      delete from recovery_code where user_id = $1 and ($1 = app.in_person() or app.in_charge_of($1));
      with gone as (delete from second_factor where user_id = $1 and ($1 = app.in_person() or app.in_charge_of($1)) returning user_id, confirmed_at),
        told as (insert into mail (kind, user_id) select 'second_factor_off', user_id from gone where confirmed_at is not null)
      select true from gone $$;

    create function app.end_session(id uuid) returns boolean language sql security definer set search_path = public, app, pg_temp as $$
      delete from session s where s.id = $1 and s.user_id = app.in_person() returning true $$;

    create function app.end_other_sessions(kept uuid) returns bigint language sql security definer set search_path = public, app, pg_temp as $$
      with ended as (delete from session s where s.user_id = app.in_person() and s.id <> $1 returning 1) select count(*) from ended $$;

    -- their devices are unknown again, too: whoever has one of them is a stranger
    create function app.end_sessions_of(person uuid) returns bigint language sql security definer set search_path = public, app, pg_temp as $$
      delete from known_device where user_id = $1 and app.in_charge_of($1);
      with ended as (delete from session s where s.user_id = $1 and app.in_charge_of($1) returning 1) select count(*) from ended $$;
    `)
  }
}
