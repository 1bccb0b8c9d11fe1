import { Migration } from '@mikro-orm/migrations'

/** The letterhead, letters with documents, links by which an offer is accepted, and contracts. */
export class Migration035Offers extends Migration {
  override up(): void {
    this.addSql(`
    -- what stands on every printed page; one row, and one of texts for each language
    create table letterhead (
      id uuid primary key, country char(2), tax_id text, phone text, email text, website text, logo text,
      updated_at timestamptz not null default now(), revision int not null default 1
    );
    create unique index letterhead_one on letterhead ((true));
    create table letterhead_text (
      id uuid primary key, letterhead_id uuid not null references letterhead, locale text not null unique check (locale in ('en', 'zh-Hant', 'zh-Hans')),
      name text, address text, bank text, payment_terms text, delivery_terms text, closing text
    );

    -- a printed page as it left the house, byte by byte
    create table document_file (
      id uuid primary key, subject_type text not null, subject_id uuid not null, locale text not null, name text not null, sha256 bytea not null, bytes bytea not null,
      created_at timestamptz not null default now(), unique (subject_type, subject_id, locale)
    );

    -- letters with a document in them, to whoever it is for, and what became of each
    create table document_mail (
      id uuid primary key, subject_type text not null, subject_id uuid not null, part_id uuid, link_id uuid,
      to_name text not null, to_address text not null, locale text not null, subject text not null, body text not null,
      state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'dropped')), attempts int not null default 0, last_error text,
      created_by_id uuid references app_user, created_at timestamptz not null default now(), next_attempt_at timestamptz not null default now(), sent_at timestamptz
    );
    create index document_mail_due on document_mail (next_attempt_at) where state = 'queued';
    create index document_mail_subject on document_mail (subject_id, created_at);
    create trigger document_mail_queued after insert on document_mail for each statement execute function app.queue_mail();

    -- who may answer one version of an offer without signing in; what stands in the link follows from the id and the server's secret
    create table quote_link (
      id uuid primary key, quote_id uuid not null references quote on delete cascade, version_id uuid not null references quote_version on delete cascade,
      user_id uuid references app_user, contact_id uuid references contact, name text not null, email text not null, locale text not null,
      expires_at timestamptz not null, revoked_at timestamptz, revoked_by_id uuid references app_user, created_by_id uuid references app_user, created_at timestamptz not null default now(),
      opened_at timestamptz, last_opened_at timestamptz, open_count int not null default 0,
      answer text check (answer in ('Accepted', 'Declined')), answered_at timestamptz, signer text, position text, ip text, agent text, sha256 bytea,
      check ((answer is null) = (answered_at is null))
    );
    create index quote_link_quote on quote_link (quote_id, created_at);
    create unique index quote_link_answer on quote_link (version_id) where answer is not null;

    create table contract_template (
      id uuid primary key, name text not null, kind text not null check (kind in ('FRAMEWORK', 'MAINTENANCE', 'DISTRIBUTION', 'CONFIDENTIALITY', 'OTHER')), locale text not null check (locale in ('en', 'zh-Hant', 'zh-Hans')), body text not null,
      active boolean not null default true, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1
    );
    create table contract (
      id uuid primary key, number text not null unique, title text not null, kind text not null, state text not null, locale text not null, body text not null,
      partner_id uuid references partner, account_id uuid references account, owner_id uuid references app_user, quote_id uuid references quote, order_id uuid references sales_order, template_id uuid references contract_template,
      start_on date, end_on date, renewal text not null default 'NONE' check (renewal in ('NONE', 'AUTOMATIC', 'ASK')), renewal_months int check (renewal_months between 1 and 120), notice_days int not null default 0 check (notice_days between 0 and 730),
      value numeric(19,6), currency char(3), sent_at timestamptz, terminated_at timestamptz, terminated_on date, termination_reason text,
      created_by_id uuid references app_user, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      -- for which end somebody was reminded of the notice, and of the end itself: each once
      notice_told_for date, end_told_for date, last_notice_on date generated always as (end_on - notice_days) stored,
      -- what lists are sorted by is a column
      end_key date not null generated always as (coalesce(end_on, 'infinity')) stored,
      check (partner_id is not null or account_id is not null), check (end_on is null or start_on is null or end_on >= start_on)
    );
    create index contract_updated on contract (updated_at, id); create index contract_end on contract (end_key, id); create index contract_end_day on contract (end_on, id); create index contract_number on contract (number, id);
    create index contract_partner on contract (partner_id, updated_at, id); create index contract_owner on contract (owner_id, updated_at, id); create index contract_account on contract (account_id);
    create index contract_running on contract (last_notice_on) where state = 'Active';

    -- the text as it was sent, with everything filled in; never changed
    create table contract_text (
      id uuid primary key, contract_id uuid not null references contract on delete cascade, number int not null, body text not null, sha256 bytea not null,
      created_by_id uuid references app_user, created_at timestamptz not null default now(), unique (contract_id, number)
    );
    create table contract_signature (
      id uuid primary key, contract_id uuid not null references contract on delete cascade, text_id uuid not null references contract_text on delete cascade, side text not null check (side in ('OURS', 'THEIRS')),
      name text not null, position text, signed_on date not null, recorded_by_id uuid references app_user, recorded_at timestamptz not null default now(), unique (text_id, side)
    );
    `)
  }
}
