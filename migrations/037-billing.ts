import { Migration } from '@mikro-orm/migrations'

/** Dated exchange rates, tax rules, and invoices and credit notes with legal numbers. */
export class Migration037Billing extends Migration {
  override up(): void {
    this.addSql(`
    -- what one unit of a currency is worth in the company's own
    create table currency_rate (
      id uuid primary key, currency char(3) not null, company_currency char(3) not null, day date not null, rate numeric(24,12) not null check (rate > 0), source text not null,
      created_by_id uuid, created_at timestamptz not null default now(), unique (currency, company_currency, day), check (currency <> company_currency)
    );
    create index currency_rate_day on currency_rate (day, id);

    -- the latest rate on or before a day; null where there is none
    create function app.rate_to_company(wanted char(3), on_day date) returns numeric language sql stable security definer set search_path = public, app, pg_temp as $$
      select case when wanted = app.company_currency() then 1::numeric else (
        select r.rate from currency_rate r where r.currency = wanted and r.company_currency = app.company_currency() and r.day <= coalesce(on_day, app.today()) order by r.day desc limit 1) end $$;
    -- between any two, through the company's currency
    create function app.rate(source char(3), target char(3), on_day date) returns numeric language sql stable as $$
      select case when source = target then 1::numeric else app.rate_to_company(source, on_day) / app.rate_to_company(target, on_day) end $$;
    -- a sum in another currency, rounded once
    create function app.converted(amount numeric, source char(3), target char(3), on_day date) returns numeric language sql stable as $$
      select case when source = target then amount else round(amount * app.rate(source, target, on_day), app.exponent(target)) end $$;
    `)
    this.addSql(`
    alter table product add tax_class text not null default 'STANDARD' check (tax_class in ('STANDARD', 'REDUCED', 'ZERO', 'EXEMPT', 'SERVICE'));
    alter table partner add tax_id text;
    alter table account add tax_id text;

    -- products are otherwise the importer's to write
    create function app.set_tax_class(of_product uuid, wanted text) returns void language sql security definer set search_path = public, app, pg_temp as $$
      update product set tax_class = wanted where id = of_product and app.partner_id() is null and app.scope('tax:manage') is not null $$;

    create table tax_rule (
      id uuid primary key, country char(2) not null, region text, tax_class text not null check (tax_class in ('STANDARD', 'REDUCED', 'ZERO', 'EXEMPT', 'SERVICE')),
      category text not null check (category in ('S', 'Z', 'E', 'O')), rate numeric(9,4) not null check (rate >= 0 and rate <= 100 and (category = 'S') = (rate > 0)),
      
      -- also for what is shipped there from abroad: the company is registered there
      from_abroad boolean not null default false, valid_from date, valid_to date, check (valid_from <= valid_to), note text, revision int not null default 1
    );
    -- to begin with; finance keeps them up to date
    insert into tax_rule (id, country, tax_class, category, rate, note) select gen_random_uuid(), country, 'STANDARD', 'S', rate, null from (values
      ('TW', 5), ('AT', 20), ('BE', 21), ('BG', 20), ('CY', 19), ('CZ', 21), ('DE', 19), ('DK', 25), ('EE', 24), ('ES', 21), ('FI', 25.5), ('FR', 20), ('GR', 24), ('HR', 25), ('HU', 27), ('IE', 23), ('IT', 22), ('LT', 21), ('LU', 17), ('LV', 21), ('MT', 18), ('NL', 21), ('PL', 23), ('PT', 23), ('RO', 21), ('SE', 25), ('SI', 22), ('SK', 23)) r (country, rate)
    union all select gen_random_uuid(), 'US', c, 'O', 0, 'No tax of the state: enter it by region where the company is registered.' from unnest(array['STANDARD', 'REDUCED', 'ZERO', 'EXEMPT', 'SERVICE']) c
    union all select gen_random_uuid(), country, 'EXEMPT', 'E', 0, null from unnest(array['TW', 'DE']) country
    union all select gen_random_uuid(), 'TW', 'ZERO', 'Z', 0, null
    union all select gen_random_uuid(), country, 'REDUCED', 'S', rate, null from (values ('DE', 7), ('FR', 5.5), ('AT', 10), ('NL', 9), ('IT', 10), ('ES', 10)) r (country, rate);
    create index tax_rule_country on tax_rule (country, tax_class);
    create table tax_exemption (
      id uuid primary key, partner_id uuid references partner, account_id uuid references account, country char(2) not null, number text not null,
      valid_from date not null, valid_to date not null, check (valid_from <= valid_to), check (num_nonnulls(partner_id, account_id) = 1), created_by_id uuid, created_at timestamptz not null default now()
    );
    -- who sells: where the company is, and its own number there
    create function app.seller() returns table (country char(2), tax_id text) language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(l.country, (select i.value ->> 'country' from installation i where i.key = 'company'))::char(2), l.tax_id from (select 1) one left join letterhead l on true $$;
    create index tax_exemption_partner on tax_exemption (partner_id); create index tax_exemption_account on tax_exemption (account_id);
    `)
    this.addSql(`
    alter table partner_terms add column if not exists payment_days int check (payment_days between 0 and 365);
    -- when a partner's shipped pieces are invoiced by themselves; null: by hand
    alter table partner_terms add column if not exists invoicing text check (invoicing in ('SHIPMENT', 'ORDER', 'MONTH'));

    create table invoice (
      id uuid primary key, kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE')), number text, state text not null,
      partner_id uuid references partner, account_id uuid references account, owner_id uuid references app_user, seller_id uuid references app_user,
      -- the order, where it is one; the invoice that is credited
      order_id uuid references sales_order, credited_id uuid references invoice, return_id uuid, check ((kind = 'CREDIT_NOTE') = (credited_id is not null)),
      currency char(3) not null, issue_date date, due_date date, payment_days int not null, delivery_date date,
      -- as it was when it was issued
      buyer_name text not null, buyer_street text, buyer_city text, buyer_region text, buyer_postal_code text, buyer_country char(2), buyer_tax_id text,
      ship_country char(2), ship_region text, buyer_reference text, locale text not null, company jsonb, reason text, note text,
      net numeric(19,6) not null, tax numeric(19,6) not null, gross numeric(19,6) not null, check (gross = net + tax),
      company_currency char(3), rate numeric(24,12), rate_day date, company_net numeric(19,6), company_tax numeric(19,6), company_gross numeric(19,6), check (company_gross = company_net + company_tax),
      -- what was credited and paid of it since, kept beside the ledgers for lists
      credited_amount numeric(19,6) not null default 0, paid_amount numeric(19,6) not null default 0,
      open_amount numeric(19,6) not null generated always as (case when kind = 'INVOICE' and number is not null then gross - credited_amount - paid_amount else 0 end) stored,
      external_id text unique, created_by_id uuid, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), issued_at timestamptz, issued_by_id uuid, sent_at timestamptz,
      revision int not null default 1,
      search text not null generated always as (lower(coalesce(number, '') || ' ' || buyer_name || ' ' || coalesce(buyer_reference, ''))) stored,
      issue_key date not null generated always as (coalesce(issue_date, 'infinity')) stored, due_key date not null generated always as (coalesce(due_date, 'infinity')) stored,
      gross_key double precision not null generated always as (gross::double precision) stored,
      check ((number is null) = (state in ('Draft', 'Discarded'))), check (number is null or (issue_date is not null and due_date is not null and company_gross is not null))
    );
    create unique index invoice_number on invoice (number) where number is not null;
    create index invoice_issued on invoice (issue_key, id); create index invoice_due on invoice (due_key, id); create index invoice_gross on invoice (gross_key, id);
    create index invoice_partner on invoice (partner_id, issue_key, id); create index invoice_account on invoice (account_id, issue_key, id); create index invoice_owner on invoice (owner_id, issue_key, id);
    create index invoice_credited on invoice (credited_id) where credited_id is not null; create index invoice_order on invoice (order_id) where order_id is not null;
    create index invoice_state on invoice (state, issue_key, id);
    create index invoice_open on invoice (partner_id, due_date) where kind = 'INVOICE' and state in ('Issued', 'PartiallyPaid');

    create table invoice_line (
      id uuid primary key, invoice_id uuid not null references invoice on delete cascade, position int not null,
      order_id uuid references sales_order, order_line_id uuid references order_line, shipment_line_id uuid references shipment_line, credited_line_id uuid references invoice_line,
      product_id uuid references product, sku text, description text not null, quantity numeric(19,6) not null check (quantity > 0), unit text, unit_price numeric(19,6) not null,
      -- before and after this line's share of the order's discount
      subtotal numeric(19,6) not null, discount numeric(19,6) not null, amount numeric(19,6) not null, check (amount = subtotal - discount),
      tax_class text not null, tax_category text not null check (tax_category in ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')), tax_rate numeric(9,4) not null, tax_reason text,
      -- holds its shipped pieces, until the invoice is discarded or called off
      claims boolean not null default false,
      -- takes back a part of the price, and no piece
      correction boolean not null default false, check (not claims or shipment_line_id is not null), unique (invoice_id, position)
    );
    -- no shipped piece is invoiced twice, whoever tries at the same moment
    create unique index invoice_line_claim on invoice_line (shipment_line_id) where claims;
    create index invoice_line_order on invoice_line (order_id) where order_id is not null; create index invoice_line_order_line on invoice_line (order_line_id) where order_line_id is not null;
    create index invoice_line_credited on invoice_line (credited_line_id) where credited_line_id is not null; create index invoice_line_shipped on invoice_line (shipment_line_id) where shipment_line_id is not null;
    create table invoice_tax (
      id uuid primary key, invoice_id uuid not null references invoice on delete cascade, category text not null, rate numeric(9,4) not null, reason text,
      net numeric(19,6) not null, tax numeric(19,6) not null, unique (invoice_id, category, rate)
    );
    `)
    this.addSql(`
    -- what was issued stays: a mistake is put right by a credit note
    create function app.keep_invoice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare moving text[] := array['state', 'credited_amount', 'paid_amount', 'open_amount', 'updated_at', 'sent_at', 'revision', 'external_id', 'owner_id', 'search', 'issue_key', 'due_key', 'gross_key'];
    begin
      if old.number is not null and (tg_op = 'DELETE' or to_jsonb(new) - moving <> to_jsonb(old) - moving) then
        raise exception 'an issued invoice is not changed' using errcode = 'GX010';
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$;
    create trigger invoice_kept before update or delete on invoice for each row execute function app.keep_invoice();
    create function app.keep_invoice_part() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      if exists (select 1 from invoice i where i.id = old.invoice_id and i.number is not null) and (tg_op = 'DELETE' or to_jsonb(new) - 'claims' <> to_jsonb(old) - 'claims') then
        raise exception 'an issued invoice is not changed' using errcode = 'GX010';
      end if;
      return case tg_op when 'DELETE' then old else new end;
    end $$;
    create trigger invoice_line_kept before update or delete on invoice_line for each row execute function app.keep_invoice_part();
    create trigger invoice_tax_kept before update or delete on invoice_tax for each row execute function app.keep_invoice_part();

    -- what of an order's money is on invoices that were issued and not called off; under the asker's own row rights
    create function app.invoiced(of_order uuid) returns numeric language sql stable as $$
      select coalesce(sum(l.amount), 0) from invoice_line l join invoice i on i.id = l.invoice_id where l.order_id = of_order and l.claims and i.number is not null $$;

    -- where an order stands, from the invoices that were issued for its pieces
    create function app.billing_state(of_order uuid) returns text language sql stable as $$
      select case
        when not exists (select 1 from invoice_line l join invoice i on i.id = l.invoice_id where l.order_id = of_order and l.claims and i.number is not null) then 'NotInvoiced'
        when exists (select 1 from order_line x where x.order_id = of_order and x.quantity - x.canceled_quantity >
          (select coalesce(sum(l.quantity), 0) from invoice_line l join invoice i on i.id = l.invoice_id where l.order_line_id = x.id and l.claims and i.number is not null)) then 'PartiallyInvoiced'
        when exists (select 1 from invoice_line l join invoice i on i.id = l.invoice_id where l.order_id = of_order and l.claims and i.state in ('Issued', 'PartiallyPaid')) then 'Invoiced'
        else 'Paid' end $$;
    -- what is not wanted any more needs no invoice
    create function app.follow_billing() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      update sales_order o set billing_state = app.billing_state(o.id)
      where o.id = new.order_id and o.billing_state <> 'NotInvoiced' and o.billing_state <> app.billing_state(o.id) and exists (select 1 from invoice_line l where l.order_id = o.id and l.claims);
      return null;
    end $$;
    create trigger order_line_billing after update of quantity, canceled_quantity on order_line for each row
      when (old.quantity <> new.quantity or old.canceled_quantity <> new.canceled_quantity) execute function app.follow_billing();

    -- what a partner owes and may still order: the outcome only, for its own people and for the staff who see it; nothing for anyone else.
    -- Orders that are not invoiced yet, and what is open of invoices, in the partner's currency; where a rate is missing the number counts as it is.
    drop function if exists app.credit(uuid);
    create function app.credit(wanted uuid) returns table (balance numeric, credit_left numeric, overdue numeric, overdue_days int) language sql stable security definer set search_path = public, app, pg_temp as $$
      select o.open + i.open, t.credit_limit - o.open - i.open, i.overdue, i.days
      from partner p left join partner_terms t on t.partner_id = p.id,
        lateral (select coalesce(sum(coalesce(app.converted(x.open, x.currency, p.currency, null), x.open)), 0) as open from (
          select o.currency, case when o.billing_state = 'NotInvoiced' then a.total else greatest(a.total - app.invoiced(o.id), 0) end as open
          from sales_order o join order_amount a on a.order_id = o.id
          where o.partner_id = p.id and o.billing_state <> 'Paid' and o.state in ('Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')) x) o,
        lateral (select coalesce(sum(x.open), 0) as open, coalesce(sum(x.open) filter (where x.late > 0), 0) as overdue, coalesce(max(x.late) filter (where x.late > 0), 0) as days from (
          select coalesce(app.converted(v.open_amount, v.currency, p.currency, null), v.open_amount) as open, app.today() - v.due_date as late
          from invoice v where v.partner_id = p.id and v.kind = 'INVOICE' and v.state in ('Issued', 'PartiallyPaid')) x) i
      where p.id = wanted and (app.partner_id() = wanted or (app.partner_id() is null and (app.scope('partner:read') = 'all' or wanted = any (app.partners('partner:read'))))) $$;
    `)
  }
}
