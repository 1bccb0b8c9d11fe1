import { Migration } from '@mikro-orm/migrations'

/** What is sold, at which price to whom, and what lies in stock. Cost is in a table that dealers' connections have no grant on. */
export class Migration003CatalogPricing extends Migration {
  override up(): void {
    this.addSql(`
    create table category (
      id uuid primary key, slug text not null unique, name text not null, name_i18n jsonb not null default '{}', parent_id uuid references category,
      path uuid[] not null, position int not null default 0, external_id text unique
    );
    create index category_parent on category (parent_id, position);

    create table product (
      id uuid primary key, sku text not null unique, name text not null, name_i18n jsonb not null default '{}', description text, description_i18n jsonb not null default '{}',
      category_id uuid references category, category_path uuid[] not null default '{}', unit text not null default 'piece', lifecycle text not null,
      orderable boolean not null default true, image text, data_sheet text, attributes jsonb not null default '[]', replacement_id uuid references product,
      variant_of_id uuid references product, lead_time_days int not null default 14 check (lead_time_days >= 0), position int not null default 0,
      created_at timestamptz not null default now(), external_id text unique,
      search text generated always as (lower(sku || ' ' || name || ' ' || coalesce(name_i18n ->> 'zh-Hant', '') || ' ' || coalesce(name_i18n ->> 'zh-Hans', ''))) stored
    );
    create index product_name on product (lower(name), id);
    create unique index product_sku on product (lower(sku));
    create index product_position on product (position, id);
    create index product_category on product using gin (category_path);
    create index product_variant on product (variant_of_id) where variant_of_id is not null;

    -- validity days here and below are inclusive
    create table product_cost (
      product_id uuid not null references product on delete cascade, currency char(3) not null, cost numeric(19,6) not null check (cost >= 0),
      valid_from date not null, valid_to date, primary key (product_id, currency, valid_from)
    );
    create table list_price (
      product_id uuid not null references product on delete cascade, currency char(3) not null, price numeric(19,6) not null check (price > 0),
      valid_from date not null, valid_to date, primary key (product_id, currency, valid_from), check (valid_to >= valid_from)
    );

    create table price_list (
      id uuid primary key, name text not null, name_i18n jsonb not null default '{}', kind text not null check (kind in ('SPECIAL', 'ACCOUNT', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT', 'BASE')),
      currency char(3) not null, partner_id uuid references partner, account_id uuid references account, level_id uuid references program_level, country char(2),
      derived_from_id uuid references price_list, adjust_percent numeric(9,4) not null default 100 check (adjust_percent >= 0), valid_from date, valid_to date, external_id text unique,
      check (valid_to >= valid_from), check ((kind = 'LEVEL') = (level_id is not null)), check ((kind = 'REGION') = (country is not null)),
      check ((kind in ('SPECIAL', 'ACCOUNT', 'PARTNER')) = (num_nonnulls(partner_id, account_id) > 0))
    );
    create index price_list_partner on price_list (partner_id); create index price_list_account on price_list (account_id); create index price_list_level on price_list (level_id);
    create index price_list_country on price_list (country); create index price_list_default on price_list (kind) where kind = 'DEFAULT';
    -- product_id null and category_id null: the entry holds for everything. target_id is what it is about, so that one index
    -- answers "the product, its categories, or everything" with the nil id.
    create table price_list_entry (
      id uuid primary key, price_list_id uuid not null references price_list on delete cascade, product_id uuid references product on delete cascade,
      category_id uuid references category, min_quantity int not null default 1 check (min_quantity > 0),
      basis text not null check (basis in ('FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE')), value numeric(19,6) not null, valid_from date, valid_to date,
      target_id uuid not null generated always as (coalesce(product_id, category_id, '00000000-0000-0000-0000-000000000000')) stored,
      check (num_nonnulls(product_id, category_id) <= 1), check (basis = 'LIST_SURCHARGE' or value >= 0), check (valid_to >= valid_from)
    );
    create index price_list_entry_target on price_list_entry (price_list_id, target_id, min_quantity);

    create table promotion (
      id uuid primary key, name text not null, name_i18n jsonb not null default '{}', percent numeric(9,4) not null check (percent > 0 and percent < 100),
      min_quantity int not null default 1, max_quantity int, valid_from date not null, valid_to date, rank int not null default 100, stackable boolean not null default false,
      partners_only boolean not null default false, all_products boolean not null default false, external_id text unique
    );
    create table promotion_product (promotion_id uuid references promotion on delete cascade, product_id uuid references product on delete cascade, primary key (promotion_id, product_id));
    create index promotion_product_product on promotion_product (product_id);

    create table stock (
      product_id uuid primary key references product on delete cascade, on_hand int not null default 0, reserved int not null default 0,
      available int generated always as (on_hand - reserved) stored, inbound_quantity int not null default 0 check (inbound_quantity >= 0), inbound_date date,
      check (reserved >= 0 and reserved <= on_hand)
    );

    create table cart (
      id uuid primary key, user_id uuid not null unique references app_user on delete cascade, partner_id uuid not null references partner,
      account_id uuid references account, updated_at timestamptz not null default now()
    );
    create table cart_line (
      id uuid primary key, cart_id uuid not null references cart on delete cascade, product_id uuid not null references product, quantity int not null check (quantity > 0),
      added_at timestamptz not null default now(), unique (cart_id, product_id)
    );
    `)
  }
}
