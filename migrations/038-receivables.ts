/**
 * The ledger of receivables: double entry, written by triggers alone, so that no document and no payment is without its entries.
 * Each booking comes to nothing in the company's currency; what rates made of it in between is an exchange difference.
 */
export const receivables = [`
  create table receivable_entry (
    id uuid primary key default gen_random_uuid(), booking_id uuid not null, kind text not null check (kind in ('INVOICE', 'CREDIT_NOTE', 'PAYMENT', 'ALLOCATION', 'WRITE_OFF', 'REFUND', 'REVERSAL')), day date not null,
    ledger text not null check (ledger in ('RECEIVABLE', 'ON_ACCOUNT', 'BANK', 'SALES', 'WRITE_OFF', 'EXCHANGE')), partner_id uuid references partner, account_id uuid references account, owner_id uuid references app_user,
    currency char(3) not null, amount numeric(19,6) not null, company_amount numeric(19,6) not null, invoice_id uuid references invoice, payment_id uuid references payment, allocation_id uuid references payment_allocation,
    document text, created_at timestamptz not null default clock_timestamp()
  );
  create index receivable_entry_booking on receivable_entry (booking_id); create index receivable_entry_partner on receivable_entry (partner_id, day); create index receivable_entry_account on receivable_entry (account_id, day) where account_id is not null;
  create index receivable_entry_invoice on receivable_entry (invoice_id) where invoice_id is not null; create index receivable_entry_payment on receivable_entry (payment_id) where payment_id is not null;

  create function app.keep_entry() returns trigger language plpgsql as $$ begin raise exception 'what was booked stays: it is put right by a counter entry' using errcode = 'GX010'; end $$;
  create trigger receivable_entry_kept before update or delete on receivable_entry for each row execute function app.keep_entry();
  create trigger payment_allocation_kept before update or delete on payment_allocation for each row execute function app.keep_entry();

  -- of a payment, only what became of it moves
  create function app.keep_payment() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
  declare moving text[] := array['state', 'allocated_amount', 'refunded_amount', 'rest', 'reverse_reason', 'reversed_at', 'reversed_by_id', 'bank_line_id', 'owner_id', 'updated_at', 'revision', 'search', 'amount_key']; begin
    if tg_op = 'DELETE' or old.state = 'Reversed' or to_jsonb(new) - moving <> to_jsonb(old) - moving or (new.state = 'Reversed' and new.allocated_amount + new.refunded_amount <> 0) then
      raise exception 'what was booked stays: it is put right by a counter entry' using errcode = 'GX010';
    end if;
    return new;
  end $$;
  create trigger payment_kept before update or delete on payment for each row execute function app.keep_payment();
`, `
  -- a part of what is there, in the company's currency: the last part takes what is left, so that nothing remains of nothing
  create function app.part_value(of_amount numeric, of_company numeric, part numeric, rate numeric) returns numeric language sql stable as $$
    select case when abs(of_amount) = part then abs(of_company) when of_amount = 0 then round(part * rate, app.exponent(app.company_currency())) else abs(round(of_company * part / of_amount, app.exponent(app.company_currency()))) end $$;
  -- the same entries with the other sign
  create function app.counter_entries(of_booking uuid, counter uuid, on_day date, allocation uuid) returns void language sql security definer set search_path = public, app, pg_temp as $$
    insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, invoice_id, payment_id, allocation_id, document)
    select counter, 'REVERSAL', on_day, ledger, partner_id, account_id, owner_id, currency, -amount, -company_amount, invoice_id, payment_id, coalesce(allocation, allocation_id), document from receivable_entry where booking_id = of_booking $$;
  revoke execute on function app.counter_entries(uuid, uuid, date, uuid) from public;

  create function app.book_invoice() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
  declare i invoice; balance record; a record; excess numeric; value numeric; buyer_account uuid := case when new.partner_id is null then new.account_id end; begin
    if new.kind = 'INVOICE' then
      insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, invoice_id, document)
      values (new.id, 'INVOICE', new.issue_date, 'RECEIVABLE', new.partner_id, buyer_account, new.owner_id, new.currency, new.gross, new.company_gross, new.id, new.number),
        (new.id, 'INVOICE', new.issue_date, 'SALES', new.partner_id, buyer_account, new.owner_id, new.currency, -new.gross, -new.company_gross, new.id, new.number);
      return null;
    end if;
    select * into i from invoice where id = new.credited_id for update;
    select sum(amount) as amount, sum(company_amount) as company into balance from receivable_entry where invoice_id = i.id and ledger = 'RECEIVABLE';
    -- what is credited needs no payment any more: the latest that paid it become credit on account
    for a in select x.*, p.kind as payment_kind, p.currency as payment_currency from payment_allocation x join payment p on p.id = x.payment_id
      where x.invoice_id = i.id and x.amount > 0 and not exists (select 1 from payment_allocation r where r.reverses_id = x.id) order by p.kind = 'WRITE_OFF' desc, x.created_at desc, x.id desc
    loop
      excess := new.gross - balance.amount;
      exit when excess <= 0;
      insert into payment_allocation (id, payment_id, invoice_id, amount, invoice_amount, day, reverses_id, created_by_id) values (gen_random_uuid(), a.payment_id, i.id, -a.amount, -a.invoice_amount, new.issue_date, a.id, new.issued_by_id);
      if a.payment_kind = 'WRITE_OFF' then update payment set state = 'Reversed', reversed_at = now(), reverse_reason = new.number where id = a.payment_id;
      elsif a.invoice_amount > excess then
        insert into payment_allocation (id, payment_id, invoice_id, amount, invoice_amount, day, created_by_id)
        values (gen_random_uuid(), a.payment_id, i.id, case when a.payment_currency = i.currency then a.amount - excess else greatest(round(a.amount * (a.invoice_amount - excess) / a.invoice_amount, app.exponent(a.payment_currency)), power(10::numeric, -app.exponent(a.payment_currency))) end, a.invoice_amount - excess, new.issue_date, new.issued_by_id);
      end if;
      select sum(amount) as amount, sum(company_amount) as company into balance from receivable_entry where invoice_id = i.id and ledger = 'RECEIVABLE';
    end loop;
    value := app.part_value(balance.amount, balance.company, new.gross, i.rate);
    insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, invoice_id, document)
    select new.id, 'CREDIT_NOTE', new.issue_date, l.ledger, new.partner_id, buyer_account, new.owner_id, new.currency, l.amount, l.company, i.id, new.number
    from (values ('RECEIVABLE', -new.gross, -value), ('SALES', new.gross, new.company_gross), ('EXCHANGE', 0, value - new.company_gross)) l (ledger, amount, company) where l.ledger <> 'EXCHANGE' or l.company <> 0;
    return null;
  end $$;
  create trigger invoice_booked after insert on invoice for each row when (new.number is not null) execute function app.book_invoice();
  create trigger invoice_booked_later after update of number on invoice for each row when (old.number is null and new.number is not null) execute function app.book_invoice();
`, `
  create function app.book_payment() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
  declare balance record; value numeric; contra text := case new.kind when 'WRITE_OFF' then 'WRITE_OFF' else 'BANK' end; begin
    if tg_op = 'UPDATE' then
      perform app.counter_entries(new.id, gen_random_uuid(), app.today(), null);
      if new.kind = 'REFUND' then update payment set refunded_amount = refunded_amount - new.amount where id = new.refunded_id; end if;
      return null;
    end if;
    if new.kind = 'REFUND' then
      select sum(amount) as amount, sum(company_amount) as company into balance from receivable_entry where payment_id = new.refunded_id and ledger = 'ON_ACCOUNT';
      value := app.part_value(balance.amount, balance.company, new.amount, new.rate);
      insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, payment_id, document)
      select new.id, new.kind, new.day, l.ledger, new.partner_id, new.account_id, new.owner_id, new.currency, l.amount, l.company, l.payment, new.number
      from (values ('ON_ACCOUNT', new.amount, value, new.refunded_id), ('BANK', -new.amount, -new.company_amount, new.id), ('EXCHANGE', 0, new.company_amount - value, new.id)) l (ledger, amount, company, payment) where l.ledger <> 'EXCHANGE' or l.company <> 0;
      update payment set refunded_amount = refunded_amount + new.amount where id = new.refunded_id;
    else
      insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, payment_id, document)
      select new.id, new.kind, new.day, l.ledger, new.partner_id, new.account_id, new.owner_id, new.currency, l.sign * new.amount, l.sign * new.company_amount, new.id, new.number from (values (contra, 1), ('ON_ACCOUNT', -1)) l (ledger, sign);
    end if;
    return null;
  end $$;
  create trigger payment_booked after insert on payment for each row execute function app.book_payment();
  create trigger payment_reversed after update of state on payment for each row when (old.state = 'Booked' and new.state = 'Reversed') execute function app.book_payment();

  create function app.book_allocation() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
  declare p payment; i invoice; own record; due record; taken numeric; paid numeric; begin
    select * into p from payment where id = new.payment_id for update;
    select * into i from invoice where id = new.invoice_id for update;
    if p.state <> 'Booked' or p.kind = 'REFUND' or i.kind <> 'INVOICE' or i.number is null or p.partner_id is distinct from i.partner_id or (i.partner_id is null and p.account_id is distinct from i.account_id) then
      raise exception 'this payment does not pay this invoice' using errcode = 'GX011';
    end if;
    if new.reverses_id is not null then
      if not exists (select 1 from payment_allocation a where a.id = new.reverses_id and a.payment_id = p.id and a.invoice_id = i.id and a.amount = -new.amount and a.invoice_amount = -new.invoice_amount) then raise exception 'a counter entry is of another' using errcode = 'GX011'; end if;
      perform app.counter_entries(new.reverses_id, new.id, new.day, new.id);
    else
      select sum(amount) as amount, sum(company_amount) as company into own from receivable_entry where payment_id = p.id and ledger = 'ON_ACCOUNT';
      select sum(amount) as amount, sum(company_amount) as company into due from receivable_entry where invoice_id = i.id and ledger = 'RECEIVABLE';
      if new.amount > -own.amount or new.invoice_amount > due.amount then raise exception 'more than there is' using errcode = 'GX011'; end if;
      taken := app.part_value(own.amount, own.company, new.amount, p.rate); paid := app.part_value(due.amount, due.company, new.invoice_amount, i.rate);
      insert into receivable_entry (booking_id, kind, day, ledger, partner_id, account_id, owner_id, currency, amount, company_amount, invoice_id, payment_id, allocation_id, document)
      select new.id, 'ALLOCATION', new.day, l.ledger, p.partner_id, p.account_id, i.owner_id, l.currency, l.amount, l.company, l.invoice, l.payment, new.id, i.number
      from (values ('ON_ACCOUNT', p.currency, new.amount, taken, null, p.id), ('RECEIVABLE', i.currency, -new.invoice_amount, -paid, i.id, null), ('EXCHANGE', app.company_currency(), 0, paid - taken, null, null)) l (ledger, currency, amount, company, invoice, payment)
      where l.ledger <> 'EXCHANGE' or l.company <> 0;
    end if;
    update payment set allocated_amount = (select sum(amount) from payment_allocation where payment_id = p.id) where id = p.id;
    update invoice set paid_amount = s.paid from (select sum(invoice_amount) as paid from payment_allocation where invoice_id = i.id) s where id = i.id and paid_amount <> s.paid;
    return null;
  end $$;
  create trigger payment_allocation_booked after insert on payment_allocation for each row execute function app.book_allocation();
`, `
  -- as before, less what was paid and pays nothing yet
  create or replace function app.credit(wanted uuid) returns table (balance numeric, credit_left numeric, overdue numeric, overdue_days int) language sql stable security definer set search_path = public, app, pg_temp as $$
    select o.open + i.open - k.rest, t.credit_limit - o.open - i.open + k.rest, i.overdue, i.days
    from partner p left join partner_terms t on t.partner_id = p.id,
      lateral (select coalesce(sum(coalesce(app.converted(x.open, x.currency, p.currency, null), x.open)), 0) as open from (
        select o.currency, case when o.billing_state = 'NotInvoiced' then a.total else greatest(a.total - app.invoiced(o.id), 0) end as open
        from sales_order o join order_amount a on a.order_id = o.id
        where o.partner_id = p.id and o.billing_state <> 'Paid' and o.state in ('Placed', 'Confirmed', 'PartiallyShipped', 'Shipped', 'Delivered', 'Closed')) x) o,
      lateral (select coalesce(sum(x.open), 0) as open, coalesce(sum(x.open) filter (where x.late > 0), 0) as overdue, coalesce(max(x.late) filter (where x.late > 0), 0) as days from (
        select coalesce(app.converted(v.open_amount, v.currency, p.currency, null), v.open_amount) as open, app.today() - v.due_date as late
        from invoice v where v.partner_id = p.id and v.kind = 'INVOICE' and v.state in ('Issued', 'PartiallyPaid')) x) i,
      lateral (select coalesce(sum(coalesce(app.converted(y.rest, y.currency, p.currency, null), y.rest)), 0) as rest from payment y where y.partner_id = p.id and y.kind = 'PAYMENT' and y.state = 'Booked' and y.allocated_amount + y.refunded_amount < y.amount) k
    where p.id = wanted and (app.partner_id() = wanted or (app.partner_id() is null and (app.scope('partner:read') = 'all' or wanted = any (app.partners('partner:read'))))) $$;
`]
