import { Migration } from '@mikro-orm/migrations'

/** Fees of reminders as invoices, and entries of a bank found by their reference in whichever statement they stand. */
export class Migration046Fees extends Migration {
  override up(): void {
    this.addSql(`
    -- what a fee is to the tax office; null: it is printed and not booked
    alter table dunning_setting add column fee_tax_class text check (fee_tax_class in ('STANDARD', 'EXEMPT', 'SERVICE'));
    -- the invoice of a letter's fee
    alter table dunning_letter add column fee_invoice_id uuid references invoice;
    create unique index dunning_letter_fee on dunning_letter (fee_invoice_id) where fee_invoice_id is not null;
    create index bank_line_reference on bank_line (account, entry_reference);
    -- whether a buyer is reminded
    create index dunning_hold_partner on dunning_hold (partner_id, created_at) where partner_id is not null;
    create index dunning_hold_account on dunning_hold (account_id, created_at) where account_id is not null;
    `)
  }
}
