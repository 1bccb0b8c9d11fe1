import { Migration } from '@mikro-orm/migrations'

/** Changes of price lists, prepared and looked at before they are applied, and what they would do to the orders of a period. */
export class Migration032PriceAdmin extends Migration {
  override up(): void {
    this.addSql(`
    alter table price_list add revision int not null default 1, add updated_at timestamptz not null default now();
    create index price_list_name on price_list (lower(name), id);

    create table price_change (
      id uuid primary key, price_list_id uuid not null references price_list on delete cascade, source text not null check (source in ('GRID', 'MASS', 'IMPORT')),
      state text not null check (state in ('Prepared', 'Applying', 'Applied', 'Undoing', 'Undone', 'Discarded')),
      percent numeric(9,4), amount numeric(19,6), round_to numeric(19,6), round_ending numeric(19,6), round_mode text,
      -- the first day of the new prices; null where the old ones are corrected
      from_day date, file_name text,
      -- of the list when this was prepared, and when it was applied: another one means that something was changed in between
      list_revision int not null, applied_revision int,
      change_count int not null default 0, same_count int not null default 0, fault_count int not null default 0, skipped_count int not null default 0, below_cost_count int not null default 0,
      progress int not null default 0, problem text,
      created_by_id uuid references app_user, applied_by_id uuid references app_user, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), applied_at timestamptz,
      revision int not null default 1
    );
    create index price_change_list on price_change (price_list_id, id);
    create index price_change_state on price_change (state, id);
    create index price_change_working on price_change (id) where state in ('Applying', 'Undoing');

    -- One rule of the list before and after. Without a rule before, it is added; without one after, taken away. With ends_on the old rule ends
    -- on that day instead of being overwritten or taken away.
    create table price_change_item (
      id uuid primary key, change_id uuid not null references price_change on delete cascade, place int not null,
      -- as it was asked for
      entry_id uuid, new_id uuid not null, sku text, category text, everything boolean not null default false, remove boolean not null default false, match boolean not null default false, given jsonb not null default '{}',
      product_id uuid, category_id uuid, target_id uuid, min_quantity int, before jsonb, after jsonb, ends_on date,
      price_before numeric(19,6), price_after numeric(19,6), cost numeric(19,6), fault text, fault_field text,
      kind text not null generated always as (case when fault is not null then 'FAULT' when before is null then 'ADD' when after is null then 'REMOVE' when before = after then 'SAME' else 'CHANGE' end) stored,
      -- in per cent of the price before
      shift numeric generated always as (case when price_before > 0 then round((price_after - price_before) / price_before * 100, 2) end) stored
    );
    create index price_change_item_place on price_change_item (change_id, place, id);
    create index price_change_item_entry on price_change_item (change_id, entry_id);

    create table price_effect (
      id uuid primary key, change_id uuid not null references price_change on delete cascade, from_day date not null, to_day date not null, on_day date not null,
      state text not null check (state in ('Working', 'Done', 'Failed')), progress int not null default 0, problem text,
      order_count int not null default 0, line_count int not null default 0,
      created_by_id uuid references app_user, created_at timestamptz not null default now(), done_at timestamptz
    );
    create index price_effect_change on price_effect (change_id, id);
    create index price_effect_working on price_effect (id) where state = 'Working';
    create table price_effect_buyer (
      id uuid primary key, effect_id uuid not null references price_effect on delete cascade, partner_id uuid references partner, account_id uuid references account, currency char(3) not null,
      order_count int not null, line_count int not null, quantity bigint not null, before numeric(19,6) not null, after numeric(19,6) not null, cost numeric(19,6)
    );
    create index price_effect_buyer_effect on price_effect_buyer (effect_id, id);
    create table price_effect_line (
      id uuid primary key, effect_id uuid not null references price_effect on delete cascade, buyer_id uuid not null references price_effect_buyer on delete cascade,
      order_id uuid not null, order_number text not null, ordered_on date not null, product_id uuid not null references product, quantity int not null,
      price_before numeric(19,6), price_after numeric(19,6), before numeric(19,6) not null, after numeric(19,6) not null, unit_cost numeric(19,6)
    );
    create index price_effect_line_buyer on price_effect_line (buyer_id, id);
    create index price_effect_line_effect on price_effect_line (effect_id, id);

    -- a price as a multiple of a step, plus an ending: server/pricing/rounding.ts says what that means. In PL/pgSQL, which is asked
    -- a hundred thousand times in a statement with little ado.
    create function app.stepped(price numeric, step numeric, ending numeric, mode text) returns numeric language plpgsql immutable as $$
    declare above numeric := coalesce(ending, 0); steps numeric; rounded numeric; begin
      if price is null or step is null or price = 0 then return price; end if;
      if price < above then return above; end if;
      steps := (price - above) / step;
      rounded := above + step * case mode when 'UP' then ceil(steps) when 'DOWN' then floor(steps) else floor(steps + 0.5) end;
      return case when rounded = 0 then step else rounded end;
    end $$;
    -- what one unit comes to by a rule's own terms; null where list price or cost are not known
    create function app.price_by_terms(basis text, value numeric, list_price numeric, cost numeric, step numeric, ending numeric, mode text) returns numeric language plpgsql immutable as $$
    declare price numeric := case basis when 'FIXED' then value when 'LIST_PERCENT' then list_price * value * 0.01 when 'LIST_SURCHARGE' then list_price + value
      when 'COST_PERCENT' then cost * value * 0.01 when 'COST_SURCHARGE' then cost + value end; begin
      return app.stepped(case when price < 0 then 0 else price end, step, ending, mode);
    end $$;

    -- what is to be worked on in the background is worked on at once
    create function app.work_on_prices() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if to_regclass('graphile_worker.jobs') is not null then execute $q$ select graphile_worker.add_job('work_on_prices') $q$; end if;
      return null;
    end $$;
    create trigger price_change_work after update of state on price_change for each row when (new.state in ('Applying', 'Undoing')) execute function app.work_on_prices();
    create trigger price_effect_work after insert on price_effect for each row when (new.state = 'Working') execute function app.work_on_prices();
    `)
  }
}
