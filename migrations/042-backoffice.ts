import { Migration } from '@mikro-orm/migrations'

/** What an electronic invoice names and a printed one need not; what other systems report, and which report of theirs was the latest. */
export class Migration042Backoffice extends Migration {
  override up(): void {
    this.addSql(`
    alter table letterhead add street text, add city text, add postal_code text, add registration_id text, add iban text, add bic text, add electronic_address text;
    -- as Peppol writes it, 0204:991-12345-67, or an e-mail address
    alter table partner add electronic_address text;
    alter table account add electronic_address text;
    alter table invoice add buyer_electronic_address text;

    -- the latest that another system has said of something: a report that is no newer is told so and changes nothing
    create table inbound_version (
      id uuid not null unique default gen_random_uuid(), kind text not null check (kind in ('STOCK', 'SUPPLY', 'SHIPMENT', 'INVOICE')), external_id text not null, version bigint not null, hash text not null,
      record_id uuid, answered jsonb not null, received_by_id uuid not null references app_user, received_at timestamptz not null default now(), primary key (kind, external_id)
    );
    create index inbound_version_received on inbound_version (received_at desc, kind, external_id);
    `)
  }
}
