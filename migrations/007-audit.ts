import { Migration } from '@mikro-orm/migrations'

/**
 * The audit trail: what changed, and acts that change no row. Rows are written by triggers (server/access/audit-triggers.ts) in the
 * transaction that they tell of, and sealed in blocks afterwards (server/audit/seal.ts). The schema `trail` is the machinery; no app
 * role may use it, and its definer functions are the only way in.
 */
export class Migration007Audit extends Migration {
  override up(): void {
    this.addSql(`
    create schema trail;

    create table audit_entry (
      -- given before the number is: whoever sees a number finds its transaction among those that have begun
      transaction_id bigint not null default pg_current_xact_id()::text::bigint, number bigint generated always as identity primary key,
      -- pages and cursors go by a uuid; this one sorts as the number does
      id uuid not null generated always as (lpad(to_hex(number), 32, '0')::uuid) stored,
      at timestamptz not null default clock_timestamp(),
      -- who: from the viewer's settings, never from what a statement says; without a viewer it is the system's connection, or somebody at the database itself
      actor_id uuid default app.user_id(), actor_name text default case when app.setting('channel') is null and session_user <> 'guanxi_system' then session_user end,
      channel text not null default coalesce(app.setting('channel'), case session_user when 'guanxi_system' then 'system' else 'database' end),
      operation text default app.setting('operation'), key_id uuid default app.setting('key_id')::uuid, viewed_by uuid default app.setting('viewed_by')::uuid,
      -- insert, update and delete tell of a row; any other word is an act, such as signIn
      action text not null, table_name text, row_key text,
      -- the record whose page tells of it, and the permission that its reader needs beyond seeing the record
      record_type text, record_id uuid, needs text,
      -- by column: [before, after]
      changes jsonb,
      -- the same of a person's own data, encrypted under the key of that person
      person_id uuid, personal_columns text[], personal bytea,
      -- what an act was about
      data jsonb
    );
    create index audit_entry_record on audit_entry (record_id, record_type, number) where record_id is not null;
    create index audit_entry_at on audit_entry using brin (at);
    create index audit_entry_actor on audit_entry (actor_id, number) where actor_id is not null;

    create table audit_block (
      number bigint primary key, entries int8multirange not null, row_count bigint not null, rows_hash bytea not null, previous bytea, hash bytea not null, hmac bytea not null,
      -- up to this number every entry that exists is in a block
      settled bigint not null, sealed_at timestamptz not null
    );
    create index audit_block_upper on audit_block (upper(entries));

    -- destroyed: the person was erased; what the trail holds of them can't be read any more, and nothing more of them is written
    create table person_key (person_id uuid primary key, key bytea, created_at timestamptz not null default now(), destroyed_at timestamptz, check ((key is null) = (destroyed_at is not null)));
    `)
    this.addSql(`
    create function trail.refuse() returns trigger language plpgsql set search_path = public, pg_temp as $$ begin raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege'; end $$;
    create trigger append_only before update or delete or truncate on audit_entry for each statement execute function trail.refuse();
    create trigger append_only before update or delete or truncate on audit_block for each statement execute function trail.refuse();

    -- pgcrypto may be there already, in a schema of somebody's choice
    do $do$ declare home text; begin
      create extension if not exists pgcrypto schema trail;
      select quote_ident(n.nspname) into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pgcrypto';
      -- the key is random, so deriving it slowly would only cost time
      execute format($f$ create function trail.encrypt(plain text, key bytea) returns bytea language sql strict set search_path = pg_catalog, pg_temp as $$ select %s.pgp_sym_encrypt(plain, encode(key, 'hex'), 'cipher-algo=aes256, compress-algo=0, s2k-mode=1') $$ $f$, home);
      execute format($f$ create function trail.decrypt(sealed bytea, key bytea) returns text language sql strict set search_path = pg_catalog, pg_temp as $$ select %s.pgp_sym_decrypt(sealed, encode(key, 'hex')) $$ $f$, home);
      execute format($f$ create function trail.new_key() returns bytea language sql volatile set search_path = pg_catalog, pg_temp as $$ select %s.gen_random_bytes(32) $$ $f$, home);
    end $do$;

    -- a person's key, made when it is first needed; null once it was destroyed
    create function trail.key_of(person uuid) returns bytea language plpgsql security definer set search_path = public, trail, pg_temp as $$ declare found_key bytea; begin
      select key into found_key from person_key where person_id = person;
      if not found then
        insert into person_key (person_id, key) values (person, trail.new_key()) on conflict do nothing;
        select key into found_key from person_key where person_id = person;
      end if;
      return found_key;
    end $$;

    -- what only the product's own connection may do, whoever calls
    create function trail.only_system() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
      if session_user in ('guanxi_staff', 'guanxi_partner', 'guanxi_customer') then raise insufficient_privilege; end if;
    end $$;
    `)
    this.addSql(`
    -- an act of the viewer that changes no row: 'export', 'signOut', 'viewAs'; never a secret or somebody's data in it
    create function app.audit_act(action text, record_type text default null, record_id uuid default null, data jsonb default null) returns void
    language sql volatile security definer set search_path = public, app, pg_temp as $$
      insert into audit_entry (action, record_type, record_id, data) values ($1, $2, $3, $4) $$;

    -- the same where there is no viewer yet, or no more: by the system's connection, in somebody's name
    create function app.audit_act_as(actor uuid, channel text, action text, record_type text default null, record_id uuid default null, data jsonb default null, key_id uuid default null, viewed_by uuid default null) returns void
    language sql volatile security definer set search_path = public, app, pg_temp as $$
      select trail.only_system();
      insert into audit_entry (actor_id, actor_name, channel, action, record_type, record_id, data, key_id, viewed_by) values ($1, null, $2, $3, $4, $5, $6, $7, $8) $$;

    -- a person's own data in an entry. Only who may see the entry has its ciphertext; null when the person was erased
    create function app.audit_personal(person uuid, sealed bytea) returns jsonb language sql stable security definer set search_path = public, app, pg_temp as $$
      select trail.decrypt(sealed, k.key)::jsonb from person_key k where k.person_id = person and app.partner_id() is null and (app.scope('history:read') is not null or app.scope('audit:read') is not null) $$;

    -- erasing a person: first overwrite their data, then this; from here on the trail's copies are noise. For the system's connection.
    create function app.destroy_person_key(person uuid) returns void language sql volatile security definer set search_path = public, app, pg_temp as $$
      select trail.only_system();
      insert into person_key (person_id, key, destroyed_at) values (person, null, now())
      on conflict (person_id) do update set key = null, destroyed_at = now() where person_key.destroyed_at is null $$;
    `)
  }
}
