import { Migration } from '@mikro-orm/migrations'

/**
 * What asks for approval, and who decides, as data; absences; terms of payment on quotes and orders; what a colleague offered.
 *
 * A step of a chain names a manager of the quote's owner – or whoever stands above them –, a role, or a person. Administrators may decide
 * on every step, so that no chain ends with somebody who has left. Nobody decides on their own quote, nor on what they submitted.
 */
export class Migration034Approvals extends Migration {
  override up(): void {
    this.addSql(`
    create table approval_rule (
      id uuid primary key default gen_random_uuid(), name text not null, name_i18n jsonb not null default '{}',
      measure text not null check (measure in ('DISCOUNT', 'MARGIN', 'AMOUNT', 'PAYMENT_DAYS', 'CURRENCY')),
      -- per cent, or days; amounts by currency, which also say what one is worth in the other
      threshold numeric(9,4), amounts jsonb, currencies text[] not null default '{}', discounted_only boolean not null default false,
      -- for whom: everybody where nothing is said
      partner_type text, level_id uuid references program_level, team_id uuid references app_user,
      valid_from date, valid_to date, active boolean not null default true,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now(), revision int not null default 1,
      check ((threshold is not null) = (measure in ('DISCOUNT', 'MARGIN', 'PAYMENT_DAYS'))), check ((amounts is not null) = (measure = 'AMOUNT'))
    );
    create table approval_rule_step (
      id uuid primary key default gen_random_uuid(), rule_id uuid not null references approval_rule on delete cascade, position int not null,
      decider text not null check (decider in ('MANAGER', 'ROLE', 'PERSON')), level int check (level between 1 and 9), role text, person_id uuid references app_user,
      remind_days int check (remind_days between 1 and 90), escalate_days int check (escalate_days between 1 and 90),
      check ((level is not null) = (decider = 'MANAGER')), check ((role is not null) = (decider = 'ROLE')), check ((person_id is not null) = (decider = 'PERSON')), unique (rule_id, position)
    );

    -- what the house has asked for until today stays
    insert into approval_rule (name, name_i18n, measure, threshold, amounts, discounted_only)
    select r.name, r.name_i18n::jsonb, r.measure, coalesce((i.value ->> r.key)::numeric, r.threshold), case when r.measure = 'AMOUNT' then coalesce(i.value -> 'amount', r.amounts::jsonb) end, r.measure = 'AMOUNT'
    from (values
      ('discountPercent', 'Large discount', '{"zh-Hant": "折扣過大", "zh-Hans": "折扣过大"}', 'DISCOUNT', 10, null),
      ('marginPercent', 'Small margin', '{"zh-Hant": "毛利過低", "zh-Hans": "毛利过低"}', 'MARGIN', 20, null),
      ('amount', 'Large amount within 30 days', '{"zh-Hant": "30 天內金額過大", "zh-Hans": "30 天内金额过大"}', 'AMOUNT', null, '{"USD": 250000, "EUR": 230000, "TWD": 8000000}')
    ) r (key, name, name_i18n, measure, threshold, amounts) left join installation i on i.key = 'approval_rules';
    insert into approval_rule_step (rule_id, position, decider, level, remind_days) select id, 1, 'MANAGER', 1, 2 from approval_rule;

    -- within how many days the buyer pays; null: by its own terms
    alter table quote_version add column payment_days int check (payment_days between 0 and 365);
    alter table sales_order add column payment_days int check (payment_days between 0 and 365);
    alter table partner_terms add column if not exists payment_days int check (payment_days between 0 and 365);

    -- what the rules were asked with at submit, and what was said then of others' offers
    alter table quote_version_internal add column approval_figures jsonb, add column other_offers jsonb, add column offers_acknowledged boolean;

    -- 'Waiting': its turn comes when the steps before it are through
    alter table quote_approval
      add column decider text not null default 'MANAGER' check (decider in ('MANAGER', 'ROLE', 'PERSON')), add column level int, add column role text, add column person_id uuid references app_user,
      add column waiting_since timestamptz, add column remind_days int, add column escalate_days int, add column reminded_at timestamptz, add column escalated_at timestamptz, add column for_id uuid references app_user;
    update quote_approval a set level = 1, waiting_since = requested_at, person_id = (select u.manager_id from quote_version v join quote q on q.id = v.quote_id join app_user u on u.id = q.owner_id where v.id = a.version_id);
    alter table quote_approval alter level set default 1;
    create index quote_approval_waiting on quote_approval (waiting_since, id) where state = 'Pending'; create index quote_approval_person on quote_approval (person_id) where state = 'Pending';
    create index quote_approval_since on quote_approval (requested_at, id); create index quote_approval_decided on quote_approval (approver_id, decided_at);

    create table approval_delegation (
      id uuid primary key, person_id uuid not null references app_user, delegate_id uuid not null references app_user, from_day date not null, to_day date not null, reason text,
      -- the delegate decides for this time even without approving anything themselves
      grants boolean not null default false, created_by_id uuid references app_user, created_at timestamptz not null default now(), ended_at timestamptz, check (from_day <= to_day), check (person_id <> delegate_id)
    );
    create index approval_delegation_person on approval_delegation (person_id, from_day, id);
    create index approval_delegation_delegate on approval_delegation (delegate_id, to_day);

    -- what a letter tells of; the letter itself is written when it is sent
    alter table mail add column if not exists about_id uuid;
    `)
    this.addSql(`
    -- everybody above somebody, the nearest first
    create function app.people_above(person uuid) returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      with recursive up (id, far) as (select manager_id, 1 from app_user where id = person
        union all select u.manager_id, up.far + 1 from up join app_user u on u.id = up.id where up.far < 20)
      select coalesce(array_agg(id order by far), '{}') from up where id is not null and app.partner_id() is null $$;

    -- how widely somebody approves; null: not at all
    create function app.approval_scope(person uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as $$
      select g.scope from app_user u join permission_grant g on g.permission = 'quote:approve' and g.role = any (u.roles)
      where u.id = person and u.active and u.audience = 'crm' and app.partner_id() is null order by array_position(array['all', 'team', 'channel', 'own'], g.scope) limit 1 $$;

    -- who leads those whose quote it is: the owner's managers, or where there are none the representative's
    create function app.quote_managers(quote uuid) returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      select case when cardinality(o.above) > 0 then o.above else app.people_above(p.representative_id) end
      from quote q left join partner p on p.id = q.partner_id, lateral (select app.people_above(q.owner_id) as above) o where q.id = quote $$;

    -- whether the step is for this person to decide, were the quote not their own
    create function app.step_is_for(step quote_approval, quote uuid, who uuid) returns boolean language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare wide text := app.approval_scope(who); held text[]; owned uuid; looked uuid; begin
      if wide is null then return false; end if;
      select roles into held from app_user where id = who;
      if 'administrator' = any (held) then return true; end if;
      if step.decider = 'ROLE' then return step.role = any (held); end if;
      if step.person_id = who then return step.decider = 'PERSON' or wide <> 'own'; end if;
      if wide <> 'team' then return false; end if;
      if who = any (app.people_above(step.person_id)) then return true; end if;
      if step.decider = 'PERSON' then return false; end if;
      select q.owner_id, p.representative_id into owned, looked from quote q left join partner p on p.id = q.partner_id where q.id = quote;
      return who = any ((app.people_above(owned))[step.level:]) or who = any ((app.people_above(looked))[step.level:]);
    end $$;

    -- for whom the viewer decides on the step that waits: themselves, or somebody who is away; null when not at all
    create function app.decides_for(version uuid) returns uuid language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare me uuid := app.user_id(); step quote_approval; quoted uuid; submitter uuid; owned uuid; away record; begin
      if me is null or app.partner_id() is not null or app.scope('quote:approve') is null then return null; end if;
      select * into step from quote_approval a where a.version_id = version and a.state = 'Pending' order by a.step limit 1;
      if not found then return null; end if;
      select v.quote_id, v.submitted_by_id, q.owner_id into quoted, submitter, owned from quote_version v join quote q on q.id = v.quote_id where v.id = version;
      if me = submitter or me = owned then return null; end if;
      if app.step_is_for(step, quoted, me) then return me; end if;
      -- an absence is not handed on: whoever stands in for somebody does so for nobody else
      for away in select d.person_id, d.grants from approval_delegation d where d.delegate_id = me and d.ended_at is null and app.today() between d.from_day and d.to_day order by d.from_day, d.id loop
        if away.person_id is distinct from submitter and away.person_id is distinct from owned and (away.grants or app.scope('quote:approve') <> 'own') and app.step_is_for(step, quoted, away.person_id)
        then return away.person_id; end if;
      end loop;
      return null;
    end $$;

    -- quotes that the viewer would not see but for being asked about them: in person or for somebody who is away, and what they decided so of late
    create function app.deciding() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare me uuid := app.user_id(); away uuid[]; held text[]; begin
      if me is null or app.partner_id() is not null or app.scope('quote:approve') is null then return '{}'; end if;
      select coalesce(array_agg(d.person_id), '{}') into away from approval_delegation d
        where d.delegate_id = me and d.ended_at is null and app.today() between d.from_day and d.to_day and (d.grants or app.scope('quote:approve') <> 'own');
      select coalesce(array_agg(distinct r), '{}') into held from app_user u, unnest(u.roles) r where u.id = any (away) and u.active;
      return array(
        select v.quote_id from quote_approval a join quote_version v on v.id = a.version_id where a.state = 'Pending' and a.decider = 'PERSON' and a.person_id = me
        union select v.quote_id from quote_approval a join quote_version v on v.id = a.version_id where cardinality(away) > 0 and a.state = 'Pending' and (a.person_id = any (away) or a.role = any (held))
        union select v.quote_id from quote_approval a join quote_version v on v.id = a.version_id where a.approver_id = me and a.decided_at > now() - interval '30 days' and (a.for_id is not null or a.decider = 'PERSON'));
    end $$;
    `)
    this.addSql(`
    -- a partner with all that belongs to it, up to its topmost parent and down again; an account likewise
    create function app.family_of_partner(member uuid) returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      with recursive up (id, parent_id, far) as (select id, parent_id, 1 from partner where id = member union all select p.id, p.parent_id, up.far + 1 from up join partner p on p.id = up.parent_id where up.far < 20),
        down (id, far) as ((select id, 1 from up order by far desc limit 1) union all select p.id, down.far + 1 from down join partner p on p.parent_id = down.id where down.far < 20)
      select coalesce(array_agg(distinct id), '{}') from down where app.partner_id() is null $$;
    create function app.family_of_account(member uuid) returns uuid[] language sql stable security definer set search_path = public, app, pg_temp as $$
      with recursive up (id, parent_id, far) as (select id, parent_id, 1 from account where id = member union all select a.id, a.parent_id, up.far + 1 from up join account a on a.id = up.parent_id where up.far < 20),
        down (id, far) as ((select id, 1 from up order by far desc limit 1) union all select a.id, down.far + 1 from down join account a on a.parent_id = down.id where down.far < 20)
      select coalesce(array_agg(distinct id), '{}') from down where app.partner_id() is null $$;

    -- of two quotes to one family of buyers that are submitted at once, one sees the other
    create function app.lock_quoted(buyer uuid, customer uuid) returns void language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare family text; begin
      for family in select 'quoted ' || f from unnest(array[(select min(x::text) from unnest(app.family_of_partner(buyer)) x), (select min(x::text) from unnest(app.family_of_account(customer)) x)]) f where f is not null order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended(family, 0));
      end loop;
    end $$;

    -- what a buyer, its family and its end customer were quoted of late beside one quote, by whomever: sums by currency only, for those who submit quotes
    drop function app.quoted(uuid, uuid, uuid, char, int);
    create function app.quoted(beside uuid, buyer uuid, customer uuid, days int) returns jsonb language sql stable security definer set search_path = public, app, pg_temp as $$
      select coalesce(jsonb_object_agg(currency, total), '{}') from (
        select v.currency, sum(v.total)::text as total from quote q join quote_version v on v.quote_id = q.id
        where q.id <> beside and (q.partner_id = any ((select app.family_of_partner(buyer))::uuid[]) or q.account_id = any ((select app.family_of_account(customer))::uuid[])) and not v.superseded
          and v.state in ('Submitted', 'PendingApproval', 'Approved', 'Presented', 'Accepted') and v.submitted_at > now() - make_interval(days => days)
        group by v.currency) s
      where app.partner_id() is null and (app.scope('quote:submit') is not null or app.scope('quote:approve') is not null) $$;

    -- what others offered the customer of a version for its products in the last days, at another price. Staff learn who it was where they may see the quote;
    -- a dealer learns of its own organisation's offers alone, and nobody's name.
    create function app.other_offers(version uuid, days int) returns table (product_id uuid, price numeric, currency char(3), offered_on date, difference numeric, who text, direct boolean)
    language sql stable security definer set search_path = public, app, pg_temp as $$
      with mine as (select v.id, v.currency as money, v.discount_percent, q.id as quote_id, q.partner_id, q.account_id, q.owner_id, q.seller_id, q.public_state from quote_version v join quote q on q.id = v.quote_id
          where v.id = version and case when app.partner_id() is null then app.scope('quote:read') is not null else q.partner_id = app.partner_id() and (v.number = 0 or v.presented_at is not null)
            and (app.scope('quote:read') = 'org' or (app.scope('quote:read') = 'own' and q.seller_id = app.user_id())) end),
        line as (select l.product_id, min(l.unit_price * (1 - m.discount_percent / 100)) as price from mine m join quote_line l on l.version_id = m.id group by 1),
        other as (select v.id, v.discount_percent, v.presented_at, q.partner_id, q.owner_id from mine m join quote q on q.id <> m.quote_id
            and (case when m.account_id is null then q.account_id is null and q.partner_id = m.partner_id else q.account_id = m.account_id end) join quote_version v on v.quote_id = q.id
          where v.presented_at > now() - make_interval(days => days) and v.state in ('Presented', 'Accepted', 'Declined', 'Expired') and v.currency = m.money
            and case when app.partner_id() is null then (q.owner_id, q.partner_id) is distinct from (m.owner_id, m.partner_id) else q.partner_id = app.partner_id() and q.seller_id is distinct from m.seller_id end)
      select distinct on (l.product_id, round(o.price, 2), o.partner_id is null) l.product_id, o.price, m.money, app.day(o.presented_at),
        case when o.price > 0 then round((l.price - o.price) / o.price * 100, 2) end,
        case when app.partner_id() is null and (app.scope('quote:read') = 'all' or o.owner_id = any (app.people('quote:read')) or o.partner_id = any (app.partners('quote:read'))) then (select u.name from app_user u where u.id = o.owner_id) end,
        case when app.partner_id() is null then o.partner_id is null end
      from mine m, line l join lateral (select x.presented_at, x.partner_id, x.owner_id, k.unit_price * (1 - x.discount_percent / 100) as price from other x join quote_line k on k.version_id = x.id where k.product_id = l.product_id) o on true
      where round(o.price, 2) <> round(l.price, 2) order by l.product_id, round(o.price, 2), o.partner_id is null, o.presented_at desc limit 50 $$;

    -- whoever a step waits for, those who stand in for them, and of a role everybody who holds it; nobody decides on their own
    create function app.approvers(step quote_approval) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
      with asked as (select u.id from app_user u where u.active and u.audience = 'crm' and case when step.decider = 'ROLE' then step.role = any (u.roles) else u.id = step.person_id end limit 50)
      select a.id from (select id from asked union select d.delegate_id from asked join approval_delegation d on d.person_id = asked.id where d.ended_at is null and app.today() between d.from_day and d.to_day) a
      where a.id is distinct from step.requested_by_id and app.partner_id() is null $$;

    create function app.tell_of_approval() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$ begin
      -- what is written without a viewer – demo data, what is restored – is told to nobody
      if app.user_id() is null then return null; end if;
      if new.state = 'Pending' and (tg_op = 'INSERT' or old.state <> 'Pending') then
        insert into mail (kind, user_id, about_id) select 'approval_asked', a, new.id from app.approvers(new) a;
      elsif tg_op = 'UPDATE' and old.state = 'Pending' and (new.state in ('Rejected', 'Returned') or (new.state = 'Approved' and not exists (select 1 from quote_approval o where o.version_id = new.version_id and o.state in ('Pending', 'Waiting'))))
        and new.requested_by_id is distinct from new.approver_id then
        insert into mail (kind, user_id, about_id) select 'approval_decided', u.id, new.id from app_user u where u.id = new.requested_by_id and u.active;
      end if;
      return null;
    end $$;
    create trigger quote_approval_told after insert or update of state on quote_approval for each row execute function app.tell_of_approval();
    `)
  }
}
