import { Migration } from '@mikro-orm/migrations'

/** Partners that sell for us, accounts that buy, and the people in both. What dealers may not know is in side tables. */
export class Migration002PartnersAccounts extends Migration {
  override up(): void {
    this.addSql(`
    create table program_level (id uuid primary key, name text not null, name_i18n jsonb not null default '{}', rank int not null unique);

    create table partner (
      id uuid primary key, code text not null unique, name text not null, type text not null, state text not null,
      parent_id uuid references partner, level_id uuid references program_level, currency char(3) not null, country char(2) not null,
      city text, phone text, website text, email text, representative_id uuid references app_user, channel_manager_id uuid references app_user,
      territory_id uuid references territory, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      revision int not null default 1, external_id text unique
    );
    create index partner_name on partner (lower(name), id);
    create index partner_created on partner (created_at, id);
    create index partner_parent on partner (parent_id) where parent_id is not null;
    create index partner_representative on partner (representative_id);
    create index partner_channel_manager on partner (channel_manager_id);
    create table partner_terms (
      partner_id uuid primary key references partner on delete cascade, credit_limit numeric(19,6) check (credit_limit >= 0), credit_rating text, internal_note text
    );
    alter table app_user add foreign key (partner_id) references partner;
    alter table api_key add foreign key (partner_id) references partner;

    create table account (
      id uuid primary key, number text not null unique, name text not null, kind text not null, status text not null, industry text,
      website text, phone text, email text, city text, country char(2), parent_id uuid references account, partner_id uuid references partner,
      owner_id uuid references app_user, seller_id uuid references app_user, territory_id uuid references territory, created_by_id uuid,
      last_activity_at timestamptz not null default now(), created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      revision int not null default 1, external_id text unique
    );
    create index account_name on account (lower(name), id);
    create index account_created on account (created_at, id);
    create index account_activity on account (last_activity_at, id);
    create index account_partner_name on account (partner_id, lower(name), id);
    create index account_owner on account (owner_id);
    create index account_parent on account (parent_id) where parent_id is not null;
    create table account_standing (
      account_id uuid primary key references account on delete cascade, revenue_potential numeric(19,6), credit_standing text, internal_note text
    );
    create table account_team_member (
      id uuid primary key, account_id uuid not null references account on delete cascade, user_id uuid not null references app_user, role text not null,
      unique (account_id, user_id)
    );
    create table address (
      id uuid primary key, account_id uuid references account on delete cascade, partner_id uuid references partner on delete cascade, kind text not null,
      street text, city text, region text, postal_code text, country char(2), latitude double precision, longitude double precision,
      check (num_nonnulls(account_id, partner_id) = 1)
    );
    create index address_account on address (account_id); create index address_partner on address (partner_id);

    create table contact (
      id uuid primary key, first_name text not null, last_name text not null, title text, email text, phone text, preferred_language text, preferred_channel text,
      reports_to_id uuid references contact, partner_id uuid references partner, owner_id uuid references app_user, seller_id uuid references app_user,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1, external_id text unique
    );
    create index contact_name on contact (lower(last_name || ' ' || first_name), id);
    create index contact_partner on contact (partner_id); create index contact_owner on contact (owner_id);
    create table contact_note (contact_id uuid primary key references contact on delete cascade, note text not null);
    create table account_contact (
      account_id uuid not null references account on delete cascade, contact_id uuid not null references contact on delete cascade,
      main boolean not null default false, primary key (account_id, contact_id)
    );
    create index account_contact_contact on account_contact (contact_id);

    -- who looks after an account looks after its people, unless somebody else does already
    create function app.hand_over_contacts() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update contact c set owner_id = new.owner_id, seller_id = new.seller_id from account_contact l
      where l.account_id = new.id and c.id = l.contact_id and c.owner_id is not distinct from old.owner_id and c.seller_id is not distinct from old.seller_id;
      return null;
    end $$;
    create trigger account_handed_over after update of owner_id, seller_id on account for each row
      when (old.owner_id is distinct from new.owner_id or old.seller_id is distinct from new.seller_id) execute function app.hand_over_contacts();

    -- whether a code may be given, whoever may see the partner that has it
    create function app.partner_code_free(wanted text) returns boolean language sql stable security definer set search_path = public, app, pg_temp as $$
      select app.scope('partner:apply') is not null and not exists (select 1 from partner where code = wanted) $$;

    -- the partners a member of staff looks after
    create function app.partners(wanted text) returns uuid[] language sql stable as $$
      select coalesce(case app.scope(wanted)
        when 'own' then (select array_agg(id) from partner where representative_id = app.user_id())
        when 'team' then (select array_agg(id) from partner where representative_id = any (app.team_ids()))
        when 'channel' then (select array_agg(id) from partner where channel_manager_id = app.user_id())
      end, '{}') $$;

    -- the first password of a partner's person, from whoever manages that partner's people
    create function app.set_first_password(whose uuid, hash text) returns void language sql security definer set search_path = public, app, pg_temp as $$
      insert into credential (user_id, password_hash)
      select u.id, hash from app_user u where u.id = whose and u.audience = 'partner' and app.scope('user:manage') is not null
        and (u.partner_id = app.partner_id() or (app.partner_id() is null and (app.scope('user:manage') = 'all' or u.partner_id = any (app.partners('user:manage')))))
      on conflict do nothing $$;
    `)
  }
}
