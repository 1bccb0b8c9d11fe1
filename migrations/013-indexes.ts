import { Migration } from '@mikro-orm/migrations'

/**
 * What lists need to be as fast with a million rows as with a hundred.
 *
 * Under row policies PostgreSQL looks into an index only for conditions that can't tell anything of hidden rows: comparisons of plain
 * columns can't, as far as the database knows, but those of numerics and of any expression might. So what lists are sorted by is a column.
 */
export class Migration013Indexes extends Migration {
  override up(): void {
    this.addSql(`
    -- asked by every policy of every statement: these keep their plans, where functions in SQL would be planned anew each time
    create or replace function app.scope(wanted text) returns text language plpgsql stable as $$ begin
      return (select g.scope from permission_grant g
        where g.permission = wanted and g.role = any (string_to_array(app.setting('roles'), ','))
          and (app.setting('key_permissions') is null or wanted = any (string_to_array(app.setting('key_permissions'), ',')))
        order by array_position(array['all', 'team', 'channel', 'own', 'org'], g.scope) limit 1);
    end $$;
    create or replace function app.people(wanted text) returns uuid[] language plpgsql stable as $$ begin
      return case app.scope(wanted) when 'own' then array[app.user_id()] when 'team' then app.team_ids() else '{}' end;
    end $$;
    create or replace function app.org(wanted text) returns uuid[] language plpgsql stable as $$ begin
      return case app.scope(wanted) when 'org' then app.org_ids() when 'own' then array[app.partner_id()] else '{}' end;
    end $$;
    create or replace function app.partners(wanted text) returns uuid[] language plpgsql stable as $$
    declare
      held text := app.scope(wanted);
      -- taken apart once, not once per partner
      whose uuid[] := case held when 'team' then app.team_ids() when 'own' then array[app.user_id()] when 'channel' then array[app.user_id()] end;
    begin
      return case
        when held = 'channel' then array(select id from partner where channel_manager_id = any (whose))
        when held in ('own', 'team') then array(select id from partner where representative_id = any (whose))
        else '{}' end;
    end $$;
    `)
    this.addSql(`
    alter table account add name_key text not null generated always as (lower(name)) stored,
      add search text not null generated always as (lower(name || ' ' || number || ' ' || coalesce(city, '') || ' ' || coalesce(email, ''))) stored;
    alter table contact add name_key text not null generated always as (lower(last_name || ' ' || first_name)) stored,
      add search text not null generated always as (lower(first_name || ' ' || last_name || ' ' || last_name || first_name || ' ' || coalesce(email, ''))) stored;
    alter table product add name_key text not null generated always as (lower(name)) stored;
    alter table quote add search text not null generated always as (lower(number)) stored;
    alter table sales_order add promise_key date not null generated always as (coalesce(promise_date, 'infinity')) stored,
      add search text not null generated always as (lower(number || ' ' || coalesce(purchase_order, ''))) stored;
    -- sorts by amount; sixteen digits are enough to sort by
    alter table order_amount add total_key double precision not null generated always as (total::double precision) stored;
    alter table quote_version add total_key double precision not null generated always as (total::double precision) stored,
      add valid_key date not null generated always as (coalesce(valid_until, 'infinity')) stored;
    `)
    this.addSql(`
    -- whose they are, said by the rows themselves: asking the order or the quote of each costs as much as reading it
    alter table order_amount add owner_id uuid; alter table quote_version add owner_id uuid;
    alter table order_amount disable trigger user; alter table quote_version disable trigger user;
    update order_amount a set owner_id = o.owner_id from sales_order o where o.id = a.order_id;
    update quote_version v set owner_id = q.owner_id from quote q where q.id = v.quote_id;
    alter table order_amount enable trigger user; alter table quote_version enable trigger user;
    create function app.own_amount() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ declare o sales_order; begin
      select * into o from sales_order where id = new.order_id;
      if found then new.owner_id = o.owner_id; new.partner_id = o.partner_id; new.seller_id = o.seller_id; end if;
      return new;
    end $$;
    create trigger order_amount_own before insert or update of order_id, owner_id, partner_id, seller_id on order_amount for each row execute function app.own_amount();
    create function app.own_version() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ declare q quote; begin
      select * into q from quote where id = new.quote_id;
      if found then new.owner_id = q.owner_id; new.partner_id = q.partner_id; new.seller_id = q.seller_id; end if;
      return new;
    end $$;
    create trigger quote_version_own before insert or update of quote_id, owner_id, partner_id, seller_id on quote_version for each row execute function app.own_version();
    create function app.hand_over_money() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      -- whose they are is asked of the quote or the order again
      if tg_table_name = 'quote' then update quote_version set owner_id = new.owner_id where quote_id = new.id;
      else update order_amount set owner_id = new.owner_id where order_id = new.id; end if;
      return null;
    end $$;
    create trigger sales_order_handed_over after update of owner_id, partner_id, seller_id on sales_order for each row
      when ((old.owner_id, old.partner_id, old.seller_id) is distinct from (new.owner_id, new.partner_id, new.seller_id)) execute function app.hand_over_money();
    create trigger quote_handed_over after update of owner_id, partner_id, seller_id on quote for each row
      when ((old.owner_id, old.partner_id, old.seller_id) is distinct from (new.owner_id, new.partner_id, new.seller_id)) execute function app.hand_over_money();
    `)
    this.addSql(`
    drop index account_name; drop index account_partner_name; drop index account_owner; drop index contact_name; drop index contact_partner; drop index contact_owner; drop index product_name;
    create index account_name on account (name_key, id);
    create index account_partner_name on account (partner_id, name_key, id);
    create index account_owner_name on account (owner_id, name_key, id);
    create index contact_name on contact (name_key, id);
    create index contact_partner_name on contact (partner_id, name_key, id);
    create index contact_owner_name on contact (owner_id, name_key, id);
    create index contact_erased on contact (name_key, id) where erased_at is not null;
    create index account_team_member_user on account_team_member (user_id, account_id);
    create index product_name on product (name_key, id);

    -- of all states: a rare one is found at once, whoever asks
    drop index sales_order_state;
    create index sales_order_state on sales_order (state, placed_at, id);
    create index sales_order_billing on sales_order (billing_state, placed_at, id);
    create index sales_order_by_number on sales_order (number, id);
    create index sales_order_partner_number on sales_order (partner_id, number, id);
    create index sales_order_promise on sales_order (promise_key, id);
    create index sales_order_partner_promise on sales_order (partner_id, promise_key, id);
    create index sales_order_quote on sales_order (quote_id) where quote_id is not null;
    create index order_amount_total on order_amount (total_key, order_id);

    drop index quote_account;
    create index quote_account on quote (account_id, updated_at, id);
    create index quote_by_number on quote (number, id);
    create index quote_partner_number on quote (partner_id, number, id);
    create index quote_version_total on quote_version (total_key, quote_id) where not superseded;
    create index quote_version_valid on quote_version (valid_key, quote_id) where not superseded;

    -- words, wherever they stand in a text; pg_trgm may be there already, in a schema of somebody's choice
    do $do$ declare home text; searched text; begin
      create extension if not exists pg_trgm schema trail;
      select quote_ident(n.nspname) into home from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
      foreach searched in array array['account', 'contact', 'product', 'quote', 'sales_order'] loop
        execute format('create index %1$s_search on %1$s using gin (search %2$s.gin_trgm_ops) with (gin_pending_list_limit = 256)', searched, home);
      end loop;
    end $do$;

    create index audit_entry_action on audit_entry (action, number);
    create index event_owner on event (owner_id, at desc, id desc) where owner_id is not null;
    create index event_actor on event (actor_id, at desc, id desc) where actor_id is not null;
    `)
  }
}
