import { Migration } from '@mikro-orm/migrations'

/** Who agrees to a special price is said by the rules of quotes, so that it is no way round them. */
export class Migration051SpecialPriceDeciders extends Migration {
  override up(): void {
    this.addSql(`
    create index special_price_decided on special_price (decided_by_id, decided_at);

    -- What the rules say of the prices of a request – those that were asked for, or [{id, quantity, price}] –, each line by itself, as each can be bought by itself: why, and who has to agree.
    -- The one with the highest place has the last word. Where no rule asks, it is the owner's manager. Nobody agrees to what they asked for, nor to what they own.
    create function app.special_price_steps(request uuid, granted jsonb) returns table (line_id uuid, rule_id uuid, code text, actual text, most text, decider text, level int, role text, person_id uuid, place text)
    language sql stable security definer set search_path = public, app, pg_temp as $$
      with asked as materialized (
        select s.id, s.currency, s.owner_id, p.type, p.level_id, o.above as leaders, case when cardinality(o.above) > 0 then o.above else app.people_above(p.representative_id) end as above, array_remove(array[s.submitted_by_id, s.created_by_id, s.owner_id], null) as own
        from special_price s join partner p on p.id = s.partner_id, lateral (select app.people_above(s.owner_id) as above) o where s.id = request and app.partner_id() is null),
      figure as (
        select l.id, f.price, f.net, c.cost, round((f.price - c.cost) / nullif(f.price, 0) * 100, 2) as margin
        from asked a join special_price_line l on l.special_price_id = a.id left join jsonb_to_recordset(granted) g (id uuid, quantity int, price numeric) on g.id = l.id
          cross join lateral (select coalesce(g.price, l.requested_price) as price, nullif(l.net_price, 0) as net) f
          left join lateral (select k.cost from product_cost k where k.product_id = l.product_id and k.currency = a.currency and k.valid_from <= app.today() and coalesce(k.valid_to, app.today()) >= app.today() order by k.valid_from desc limit 1) c on true
        where coalesce(g.quantity, 1) > 0),
      reason as (
        select f.id as line_id, r.id as rule_id, lower(r.measure) as code, coalesce(trim_scale(r.threshold)::text, '') as most,
          case r.measure when 'DISCOUNT' then trim_scale(round((f.net - f.price) * 100 / f.net, 2))::text when 'MARGIN' then coalesce(trim_scale(f.margin)::text, '–') else a.currency end as actual
        from asked a cross join figure f join approval_rule r on r.active and coalesce(r.valid_from, '-infinity') <= app.today() and coalesce(r.valid_to, 'infinity') >= app.today()
          and (r.partner_type is null or r.partner_type = a.type) and (r.level_id is null or r.level_id = a.level_id) and (r.team_id is null or r.team_id = a.owner_id or r.team_id = any (a.leaders)) and (not r.discounted_only or f.price < f.net)
        where case r.measure when 'DISCOUNT' then (f.net - f.price) * 100 > r.threshold * f.net when 'MARGIN' then coalesce(f.margin < r.threshold, true) when 'CURRENCY' then a.currency = any (r.currencies) else false end),
      step as (
        select r.*, s.decider, s.level, s.role, s.person_id from reason r join approval_rule_step s on s.rule_id = r.rule_id
        union all select null, null, null, null, null, 'MANAGER', 1, null, null from asked where not exists (select from reason)),
      -- the nth of those above, or the first above them who may; the topmost where there are fewer, and administrators where nobody may
      named as (
        select s.line_id, s.rule_id, s.code, s.actual, s.most, n.decider, case n.decider when 'MANAGER' then m.level end as level, case n.decider when 'ROLE' then coalesce(s.role, 'administrator') end as role, case n.decider when 'MANAGER' then m.id when 'PERSON' then s.person_id end as person_id
        from asked a cross join step s
          left join lateral (select o.id, o.level::int from unnest(a.above) with ordinality o (id, level), lateral (select least(s.level, cardinality(a.above)) as wanted) w where o.id <> all (a.own) order by o.level < w.wanted, abs(o.level - w.wanted) limit 1) m on s.decider = 'MANAGER'
          cross join lateral (select case when s.decider = 'PERSON' and s.person_id = any (a.own) or s.decider = 'MANAGER' and m.id is null then 'ROLE' else s.decider end as decider) n)
      select n.*, array_position(array['MANAGER', 'PERSON', 'ROLE'], n.decider) || ' ' || lpad(coalesce(n.level, 0)::text, 2, '0') || ' ' || case n.role when 'administrator' then 'z' else '' end || coalesce(n.role, n.person_id::text) collate "C" from named n order by 10 desc, 1, 2 $$;

    -- for whom the viewer decides on a request at these prices: themselves, or somebody who is away; null when not at all
    create function app.decides_on_special_price(request uuid, granted jsonb default null) returns uuid language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare me uuid := app.user_id(); held text := app.scope('specialPrice:approve'); r special_price; last record; step quote_approval; away record; begin
      if me is null or app.partner_id() is not null or held is null then return null; end if;
      select * into r from special_price s where s.id = request and s.state = 'Submitted';
      if not found or me = any (array_remove(array[r.submitted_by_id, r.created_by_id, r.owner_id], null)) then return null; end if;
      select * into last from app.special_price_steps(request, granted) limit 1;
      -- where no rule asks, all who lead its owner or manage the partner may
      if last.rule_id is null and (held = 'all' or (held <> 'own' and (r.owner_id = any (app.people('specialPrice:approve')) or r.partner_id = any (app.partners('specialPrice:approve'))))) then return me; end if;
      step.decider := last.decider; step.level := last.level; step.role := last.role; step.person_id := last.person_id;
      if app.step_is_for(step, null, me) then return me; end if;
      -- as with quotes, an absence is not handed on
      for away in select d.person_id from approval_delegation d where d.delegate_id = me and d.ended_at is null and app.today() between d.from_day and d.to_day and (d.grants or coalesce(app.scope('quote:approve'), 'own') <> 'own')
        and d.person_id is distinct from r.submitted_by_id and d.person_id is distinct from r.created_by_id and d.person_id is distinct from r.owner_id order by d.from_day, d.id loop
        if app.step_is_for(step, null, away.person_id) then return away.person_id; end if;
      end loop;
      return null;
    end $$;

    -- requests that the viewer would not see but for being asked about them: in person or for somebody who is away, and what they decided of late
    create function app.deciding_on_special_prices() returns uuid[] language plpgsql stable security definer set search_path = public, app, pg_temp as $$
    declare me uuid := app.user_id(); begin
      if me is null or app.partner_id() is not null or app.scope('specialPrice:approve') is null then return '{}'; end if;
      return array(
        select s.id from special_price s where s.decided_by_id = me and s.decided_at > now() - interval '30 days'
        union select s.id from special_price s where s.state = 'Submitted' and app.decides_on_special_price(s.id) is not null
          and (exists (select from approval_rule_step a where a.person_id = me) or exists (select from approval_delegation d where d.delegate_id = me and d.ended_at is null and app.today() between d.from_day and d.to_day)));
    end $$;

    -- whom a step is told to: also who stands in for them, as far as they may decide then
    create or replace function app.approvers(step quote_approval) returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
      with asked as (select u.id from app_user u where u.active and u.audience = 'crm' and case when step.decider = 'ROLE' then step.role = any (u.roles) else u.id = step.person_id end limit 50)
      select a.id from (select id from asked union select d.delegate_id from asked join approval_delegation d on d.person_id = asked.id
        where d.ended_at is null and app.today() between d.from_day and d.to_day and (d.grants or coalesce(app.approval_scope(d.delegate_id), 'own') <> 'own')) a
      where a.id is distinct from step.requested_by_id and app.partner_id() is null $$;

    -- who may decide is told of what waits, and who asked of the decision. A dealer who sends it does not learn whom it is told to.
    create or replace function app.tell_special_price() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
    declare last record; step quote_approval; partner text := coalesce(current_setting('app.partner_id', true), ''); begin
      perform set_config('app.partner_id', '', true);
      if new.state = 'Submitted' then
        select * into last from app.special_price_steps(new.id, null) limit 1;
        step.decider := last.decider; step.level := last.level; step.role := last.role; step.person_id := last.person_id; step.requested_by_id := new.submitted_by_id;
        insert into mail (kind, user_id, about_id) select 'special_asked', u.id, new.id from app_user u
          where u.active and (u.id in (select app.approvers(step)) or (last.rule_id is null and u.id = (select p.channel_manager_id from partner p where p.id = new.partner_id)))
            and u.id is distinct from new.submitted_by_id and u.id is distinct from new.created_by_id and u.id is distinct from new.owner_id and exists (select from permission_grant g where g.permission = 'specialPrice:approve' and g.role = any (u.roles));
      elsif new.state in ('Approved', 'Rejected', 'Returned') then
        insert into mail (kind, user_id, about_id) select 'special_decided', u.id, new.id from app_user u where u.id = new.submitted_by_id and u.active;
      end if;
      perform set_config('app.partner_id', partner, true);
      return null;
    end $$;
    `)
  }
}
