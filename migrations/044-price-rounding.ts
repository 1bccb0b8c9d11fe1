import { Migration } from '@mikro-orm/migrations'

/** Prices are rounded by one function, the twin of server/pricing/rounding.ts: the grid and changes of many prices had another, which divided. */
export class Migration044PriceRounding extends Migration {
  override up(): void {
    this.addSql(`
    -- what is below the smallest price with the ending comes to that one: then the rest is negative
    create or replace function app.rounded(price numeric, round_to numeric, ending numeric, mode text) returns numeric language plpgsql immutable as $$
    declare rest numeric; answer numeric; begin
      if round_to is null or price is null or price = 0 then return price; end if;
      rest := mod(price - coalesce(ending, 0), round_to);
      answer := price - rest + case when coalesce(mode, 'NEAREST') = 'UP' and rest > 0 or coalesce(mode, 'NEAREST') = 'NEAREST' and 2 * rest >= round_to then round_to else 0 end;
      return case when answer = 0 then round_to else answer end;
    end $$;

    drop function app.price_by_terms, app.stepped;
    -- What one unit comes to by a rule's own terms, with so many digits; null where list price or cost are not known. On cost it is rounded
    -- first, as app.cost_price rounds it.
    create function app.price_by_terms(basis text, value numeric, list_price numeric, cost numeric, digits int, round_to numeric, ending numeric, mode text) returns numeric language plpgsql immutable as $$
    declare price numeric := case basis when 'FIXED' then value when 'LIST_PERCENT' then list_price * value * 0.01 when 'LIST_SURCHARGE' then list_price + value
      when 'COST_PERCENT' then round(cost * value * 0.01, digits) when 'COST_SURCHARGE' then round(cost + value, digits) end; begin
      return round(app.rounded(case when price < 0 then 0 else price end, round_to, ending, mode), digits);
    end $$;
    `)
  }
}
