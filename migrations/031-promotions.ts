import { Migration } from '@mikro-orm/migrations'

/**
 * Promotions of four kinds: for whom, on what, how long, for how much, and what was used.
 *
 * A price asks of a promotion: `state <> 'Draft' and not off_days @> day`, its validity, and whether the buyer is among those it is
 * for. State and `exhausted` tell of now, `off_days` of every day, so that a past day's price stays what it was.
 */
export class Migration031Promotions extends Migration {
  override up(): void {
    this.addSql(`
    -- PERCENT and AMOUNT: off each piece. BUY_GET: of so many bought, so many more are free. BUNDLE: percent or amount (once per bundle) off
    -- the products of the bundle, bought together in the quantities of promotion_product.
    alter table promotion
      add kind text not null default 'PERCENT' check (kind in ('PERCENT', 'AMOUNT', 'BUY_GET', 'BUNDLE')),
      alter percent drop not null,
      add amount numeric(19,6) check (amount > 0), add currency char(3), add buy_quantity int check (buy_quantity > 0), add get_quantity int check (get_quantity > 0),
      add state text not null default 'Active' check (state in ('Draft', 'Active', 'Paused', 'Ended')),
      add exhausted boolean not null default false, add off_days datemultirange not null default '{}',
      add description text, add description_i18n jsonb not null default '{}',
      -- kept by triggers: whether there are rows in promotion_partner, promotion_level, promotion_country, promotion_category
      add by_partner boolean not null default false, add by_level boolean not null default false, add by_country boolean not null default false, add by_category boolean not null default false,
      add created_at timestamptz not null default now(), add updated_at timestamptz not null default now(), add revision int not null default 1,
      add check ((amount is null) = (currency is null)),
      add check (case kind when 'PERCENT' then percent is not null and amount is null and buy_quantity is null and get_quantity is null
        when 'AMOUNT' then percent is null and amount is not null and buy_quantity is null and get_quantity is null
        when 'BUY_GET' then percent is null and amount is null and buy_quantity is not null and get_quantity is not null
        else (percent is null) <> (amount is null) and buy_quantity is null and get_quantity is null and not all_products and not by_category end);
    alter table promotion_product add quantity int not null default 1 check (quantity > 0);
    create index promotion_state on promotion (state, valid_to);

    create table promotion_category (promotion_id uuid references promotion on delete cascade, category_id uuid references category on delete cascade, primary key (promotion_id, category_id));
    create index promotion_category_category on promotion_category (category_id);

    -- For whom. Without any row: everybody. A partner that is named is in; levels and countries narrow each other.
    create table promotion_partner (promotion_id uuid references promotion on delete cascade, partner_id uuid references partner on delete cascade, primary key (promotion_id, partner_id));
    create table promotion_level (promotion_id uuid references promotion on delete cascade, level_id uuid references program_level on delete cascade, primary key (promotion_id, level_id));
    create table promotion_country (promotion_id uuid references promotion on delete cascade, country char(2) not null, primary key (promotion_id, country));
    create index promotion_partner_partner on promotion_partner (partner_id);
    create index promotion_level_level on promotion_level (level_id);

    -- how much may be given away, in money or in pieces; none of a dealer's business
    create table promotion_budget (
      promotion_id uuid primary key references promotion on delete cascade, amount numeric(19,6) check (amount > 0), currency char(3), quantity int check (quantity > 0),
      used_amount numeric(19,6) not null default 0, used_quantity int not null default 0, check ((amount is null) = (currency is null)), check (amount is not null or quantity is not null)
    );

    -- what an order's line got; amounts in the order's currency, what counts against a budget in the budget's
    create table promotion_use (
      id uuid primary key default gen_random_uuid(), promotion_id uuid not null references promotion, order_id uuid not null references sales_order on delete cascade,
      order_line_id uuid not null references order_line on delete cascade, partner_id uuid references partner, account_id uuid references account,
      quantity int not null check (quantity > 0), amount numeric(19,6) not null, currency char(3) not null, counted numeric(19,6) not null default 0, at timestamptz not null default now(),
      released_quantity int not null default 0, released_amount numeric(19,6) not null default 0, check (released_quantity between 0 and quantity), unique (order_line_id, promotion_id)
    );
    create index promotion_use_promotion on promotion_use (promotion_id, at, id);
    create index promotion_use_order on promotion_use (order_id);
    `)
    this.addSql(`
    create function app.mark_promotion_off() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare from_today datemultirange := datemultirange(daterange(app.today(), null)); begin
      if new.state = 'Paused' or (new.exhausted and new.state = 'Active') then new.off_days := new.off_days + from_today;
      elsif new.state = 'Active' then new.off_days := new.off_days - from_today; end if;
      return new;
    end $$;
    create trigger promotion_off before insert or update of state, exhausted on promotion for each row execute function app.mark_promotion_off();

    create function app.mark_promotion_for() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare changed uuid := coalesce(new.promotion_id, old.promotion_id); begin
      update promotion p set by_partner = given.partner, by_level = given.level, by_country = given.country, by_category = given.category
      from (select exists (select from promotion_partner x where x.promotion_id = changed) as partner, exists (select from promotion_level x where x.promotion_id = changed) as level,
        exists (select from promotion_country x where x.promotion_id = changed) as country, exists (select from promotion_category x where x.promotion_id = changed) as category) given
      where p.id = changed and (p.by_partner, p.by_level, p.by_country, p.by_category) is distinct from (given.partner, given.level, given.country, given.category);
      return null;
    end $$;
    create trigger promotion_partner_given after insert or delete on promotion_partner for each row execute function app.mark_promotion_for();
    create trigger promotion_level_given after insert or delete on promotion_level for each row execute function app.mark_promotion_for();
    create trigger promotion_country_given after insert or delete on promotion_country for each row execute function app.mark_promotion_for();
    create trigger promotion_category_given after insert or delete on promotion_category for each row execute function app.mark_promotion_for();

    -- whether a promotion is for a buyer: a partner, or an account that buys directly. Inlined; a dealer asks it of itself.
    create function app.promotion_is_for(m promotion, buyer uuid, account uuid) returns boolean language sql stable as $$
      select (not (m.by_partner or m.by_level or m.by_country))
        or (m.by_partner and exists (select from promotion_partner x where x.promotion_id = m.id and x.partner_id = buyer))
        or ((m.by_level or m.by_country)
          and (not m.by_level or exists (select from promotion_level x join partner p on p.level_id = x.level_id where x.promotion_id = m.id and p.id = buyer))
          and (not m.by_country or exists (select from promotion_country x where x.promotion_id = m.id
            and x.country = (select p.country from partner p where p.id = buyer union all select a.country from account a where a.id = account and buyer is null)))) $$;
    `)
  }
}
