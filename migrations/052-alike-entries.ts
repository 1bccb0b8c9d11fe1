import { Migration } from '@mikro-orm/migrations'

/** A bank may book the same amount under the same reference twice on a day: which of those alike an entry is. */
export class Migration052AlikeEntries extends Migration {
  override up(): void {
    this.addSql(`
    alter table bank_line drop constraint bank_line_statement_id_entry_reference_key, add column nth int not null default 1 check (nth > 0);
    alter table bank_line add unique (statement_id, entry_reference, day, amount, nth);
    `)
  }
}
