import { Migration } from '@mikro-orm/migrations'

/** Digits after the point as ISO 4217 has them, for all currencies; of TWD nobody uses any. What was written before keeps its amounts. */
export class Migration055CurrencyDigits extends Migration {
  override up(): void {
    this.addSql(`
    create or replace function app.exponent(currency char(3)) returns int language sql immutable as $$
      select case when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'TWD', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') then 0
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 3 when currency in ('CLF', 'UYW') then 4 else 2 end $$;
    `)
  }
}
