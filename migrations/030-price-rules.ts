import { Migration } from '@mikro-orm/migrations'

/** Lists that add to what they derive from and round it, entries on our cost, lines on which a promotion takes off more than each piece says. */
export class Migration030PriceRules extends Migration {
  override up(): void {
    const rounding = `
      add round_to numeric(19,6) check (round_to > 0), add round_ending numeric(19,6), add round_mode text check (round_mode in ('NEAREST', 'UP', 'DOWN')),
      add check (case when round_to is null then round_ending is null and round_mode is null else coalesce(round_ending, 0) >= 0 and coalesce(round_ending, 0) < round_to end)`
    this.addSql(`
    -- rounded to multiples of round_to, plus round_ending: what ends in .90 is rounded to 1 with the ending 0.90. To the nearest, unless a mode says otherwise.
    alter table price_list add adjust_surcharge numeric(19,6) not null default 0, ${rounding};
    alter table price_list_entry ${rounding}, alter value drop not null, drop constraint price_list_entry_basis_check,
      add constraint price_list_entry_basis_check check (basis in ('FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE', 'COST_PERCENT', 'COST_SURCHARGE')),
      add constraint price_list_entry_value_check check ((value is null) = (basis in ('COST_PERCENT', 'COST_SURCHARGE')));

    -- what an entry on our cost takes of it or adds to it: with the price at hand it tells the cost, so dealers' connections have no grant on it
    create table price_entry_cost (
      entry_id uuid primary key references price_list_entry on delete cascade, price_list_id uuid not null references price_list on delete cascade, value numeric(19,6) not null
    );
    create index price_entry_cost_list on price_entry_cost (price_list_id);

    -- what promotions take off the whole line, for free pieces and bundles: the amount is the unit price times the quantity, less this
    alter table quote_line add promotion_discount numeric(19,6) not null default 0;
    alter table order_line add promotion_discount numeric(19,6) not null default 0;
    `)
  }
}
