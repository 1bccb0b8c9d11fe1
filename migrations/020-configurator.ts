import { Migration } from '@mikro-orm/migrations'

/** Product models with their versions, and what was configured with them. A configuration keeps the version that it was made with. */
export class Migration020Configurator extends Migration {
  override up(): void {
    this.addSql(`
    create table product_model (
      id uuid primary key, name text not null, name_i18n jsonb not null default '{}', created_at timestamptz not null default now()
    );
    create index product_model_name on product_model (lower(name), id);

    create table model_version (
      id uuid primary key, model_id uuid not null references product_model on delete cascade, number int not null, state text not null check (state in ('Draft', 'Published', 'Retired')),
      definition jsonb not null, created_by_id uuid references app_user, published_at timestamptz, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
      revision int not null default 1, unique (model_id, number), check ((state = 'Draft') = (published_at is null))
    );
    -- one that is worked on and one that is offered
    create unique index model_version_draft on model_version (model_id) where state = 'Draft';
    create unique index model_version_published on model_version (model_id) where state = 'Published';

    -- without a partner it is the work of its owner, one of the staff
    create table configuration (
      id uuid primary key, name text not null, version_id uuid not null references model_version, partner_id uuid references partner, owner_id uuid references app_user, created_by_id uuid references app_user,
      answers jsonb not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      check (num_nonnulls(partner_id, owner_id) = 1)
    );
    create index configuration_partner on configuration (partner_id, updated_at, id) where partner_id is not null;
    create index configuration_owner on configuration (owner_id, updated_at, id) where owner_id is not null;
    create index configuration_version on configuration (version_id);
    `)
  }
}
