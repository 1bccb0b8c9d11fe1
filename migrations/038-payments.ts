import { Migration } from '@mikro-orm/migrations'
import { dunning } from './038-dunning.ts'
import { receivables } from './038-receivables.ts'

/** Payments and what they pay, the ledger of receivables, bank statements, dunning. */
export class Migration038Payments extends Migration {
  override up(): void {
    this.addSql(`
    create table bank_statement (
      id uuid primary key, account text not null, statement_id text not null, format text not null check (format in ('CAMT053', 'CSV')), currency char(3) not null, from_day date, to_day date not null,
      opening numeric(19,6), closing numeric(19,6), file_name text, created_by_id uuid, created_at timestamptz not null default now(), unique (account, statement_id)
    );
    create index bank_statement_day on bank_statement (to_day, id);
    create table bank_line (
      id uuid primary key, statement_id uuid not null references bank_statement, account text not null, entry_reference text not null, position int not null, day date not null, value_day date,
      currency char(3) not null, amount numeric(19,6) not null check (amount <> 0), counterparty text, counterparty_iban text, remittance text, structured_reference text, end_to_end_id text,
      state text not null, assigned_amount numeric(19,6) not null default 0 check (assigned_amount >= 0 and assigned_amount <= abs(amount)), reason text,
      -- what it seems to pay, for finance to confirm; worked out anew as invoices are paid
      partner_id uuid references partner, account_id uuid references account, confidence int check (confidence between 0 and 100), matched_by text, proposal jsonb not null default '[]',
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      search text not null generated always as (lower(coalesce(counterparty, '') || ' ' || coalesce(remittance, '') || ' ' || coalesce(structured_reference, '') || ' ' || entry_reference)) stored,
      unique (statement_id, entry_reference)
    );
    create index bank_line_state on bank_line (state, day, id); create index bank_line_day on bank_line (day, id); create index bank_line_iban on bank_line (counterparty_iban) where counterparty_iban is not null;

    create table payment (
      id uuid primary key, number text not null unique, kind text not null check (kind in ('PAYMENT', 'WRITE_OFF', 'REFUND')), state text not null check (state in ('Booked', 'Reversed')),
      partner_id uuid references partner, account_id uuid references account, check (num_nonnulls(partner_id, account_id) = 1), owner_id uuid references app_user,
      day date not null, currency char(3) not null, amount numeric(19,6) not null check (amount > 0), company_currency char(3) not null, rate numeric(24,12) not null, company_amount numeric(19,6) not null,
      method text not null check (method in ('BANK_TRANSFER', 'CARD', 'CHECK', 'CASH', 'OTHER')), reference text, bank_reference text, bank_line_id uuid references bank_line, refunded_id uuid references payment, check ((kind = 'REFUND') = (refunded_id is not null)),
      note text, allocated_amount numeric(19,6) not null default 0 check (allocated_amount >= 0), refunded_amount numeric(19,6) not null default 0 check (refunded_amount >= 0), check (allocated_amount + refunded_amount <= amount),
      rest numeric(19,6) not null generated always as (case when kind = 'PAYMENT' and state = 'Booked' then amount - allocated_amount - refunded_amount else 0 end) stored,
      reverse_reason text, reversed_at timestamptz, reversed_by_id uuid, created_by_id uuid, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      search text not null generated always as (lower(number || ' ' || coalesce(reference, '') || ' ' || coalesce(bank_reference, ''))) stored,
      amount_key double precision not null generated always as (amount::double precision) stored
    );
    -- what the bank tells once is booked once
    create unique index payment_bank_reference on payment (bank_reference) where bank_reference is not null and state = 'Booked';
    create index payment_day on payment (day, id); create index payment_amount on payment (amount_key, id); create index payment_partner on payment (partner_id, day, id); create index payment_account on payment (account_id, day, id); create index payment_owner on payment (owner_id, day, id);
    create index payment_line on payment (bank_line_id) where bank_line_id is not null; create index payment_refunded on payment (refunded_id) where refunded_id is not null; create index payment_rest on payment (partner_id) where kind = 'PAYMENT' and state = 'Booked' and allocated_amount + refunded_amount < amount;

    -- what of a payment pays what of an invoice; a counter entry has the same with the other sign
    create table payment_allocation (
      id uuid primary key, payment_id uuid not null references payment, invoice_id uuid not null references invoice, amount numeric(19,6) not null, invoice_amount numeric(19,6) not null, day date not null,
      reverses_id uuid unique references payment_allocation, created_by_id uuid, created_at timestamptz not null default now(),
      check (sign(amount) = sign(invoice_amount) and amount <> 0), check ((amount < 0) = (reverses_id is not null))
    );
    create index payment_allocation_payment on payment_allocation (payment_id); create index payment_allocation_invoice on payment_allocation (invoice_id);
    `)
    this.addSql(`
    -- words, wherever they stand in a text, as of other long lists
    do $do$ declare home text; searched text; begin
      select quote_ident(n.nspname) into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
      foreach searched in array array['invoice', 'payment', 'bank_line'] loop
        execute format('create index %1$s_search on %1$s using gin (search %2$s.gin_trgm_ops) with (gin_pending_list_limit = 256)', searched, home);
      end loop;
    end $do$;
    `)
    for (const statement of [...receivables, ...dunning]) this.addSql(statement)
  }
}
