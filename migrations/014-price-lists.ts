import { Migration } from '@mikro-orm/migrations'

/**
 * The lists that a partner buys from, found at once instead of once for each end customer. Row policies ask for them in every
 * statement that prices something, once per table, so this is half of what a quote's prices cost.
 */
export class Migration014PriceLists extends Migration {
  override up(): void {
    this.addSql(`
    create or replace function app.price_lists() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare buyer uuid := app.partner_id(); today date := app.today(); begin return (
      with recursive open as materialized (
        select l.* from partner p join price_list l on l.currency = p.currency and coalesce(l.valid_from, today) <= today and coalesce(l.valid_to, today) >= today where p.id = buyer),
      chain as (
        select l.id, l.derived_from_id, 0 as depth from open l join partner p on p.id = buyer
        where (l.partner_id = buyer or l.kind = 'DEFAULT' or l.level_id = p.level_id or l.country = p.country)
          and (l.account_id is null or l.account_id in (select special.account_id from price_list special where special.partner_id = buyer))
        union select l.id, l.derived_from_id, c.depth + 1 from chain c join open l on l.id = c.derived_from_id where c.depth < 5)
      select coalesce(array_agg(distinct id), '{}') from chain); end $$;
    `)
  }
}
