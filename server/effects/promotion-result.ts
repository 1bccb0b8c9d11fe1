import { Field, ID, Int, ObjectType } from 'type-graphql'
import { DateScalar, DecimalScalar } from '../kit/scalars.ts'

@ObjectType({ description: 'What was sold in a span of days.' })
export class PromotionFigures {
  @Field(() => DateScalar) firstDay!: string
  @Field(() => DateScalar) lastDay!: string
  @Field(() => Int) orders!: number
  @Field(() => Int) pieces!: number
  @Field(() => DecimalScalar) revenue!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'Null for who may not read margins, and where nothing is known of what a product costs.' }) margin!: string | null
}

@ObjectType({ description: 'A week of a promotion, beside the weeks that it is measured against.' })
export class PromotionWeek {
  @Field(() => DateScalar, { description: 'Its first day.' }) firstDay!: string
  @Field(() => Int) pieces!: number
  @Field(() => DecimalScalar) revenue!: string
  @Field(() => DecimalScalar, { description: 'Of an average week before.' }) baselineRevenue!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'Of the same week a year ago.' }) yearAgoRevenue!: string | null
}

@ObjectType({ description: "A dealer's or a product's part of a promotion's result." })
export class PromotionShare {
  @Field(() => ID, { nullable: true, description: 'Null for what was sold directly.' }) id!: string | null
  @Field(() => String, { nullable: true }) name!: string | null
  @Field(() => Int) pieces!: number
  @Field(() => DecimalScalar) revenue!: string
  @Field(() => Int) piecesBefore!: number
  @Field(() => DecimalScalar) revenueBefore!: string
  @Field(() => DecimalScalar, { description: 'What was given away.' }) discount!: string
}

@ObjectType({ description: "What a promotion's products brought among those whom it is for, beside as many days before it. In the company's currency, at the rates of the orders' days." })
export class PromotionResult {
  @Field(() => String) currency!: string
  @Field(() => PromotionFigures) during!: PromotionFigures
  @Field(() => PromotionFigures, { description: 'As many days right before.' }) before!: PromotionFigures
  @Field(() => PromotionFigures, { nullable: true, description: 'The same weeks a year ago; null when nothing was sold then.' }) yearAgo!: PromotionFigures | null
  @Field(() => DecimalScalar, { description: 'Revenue beyond that of the days before.' }) uplift!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'The same in per cent; null when nothing was sold before.' }) upliftPercent!: string | null
  @Field(() => DecimalScalar, { description: 'What was given away.' }) discount!: string
  @Field(() => DecimalScalar, { nullable: true, description: 'Margin beyond that of the days before, for each one given away: below nothing it has cost more than it brought.' }) return!: string | null
  @Field(() => Int, { description: 'Lines that are missing in all sums, because no rate is known of their currency.' }) withoutRate!: number
  @Field(() => [PromotionWeek]) weeks!: PromotionWeek[]
  @Field(() => [PromotionShare], { description: 'The fifty with the largest revenue.' }) dealers!: PromotionShare[]
  @Field(() => [PromotionShare], { description: 'The fifty with the largest revenue.' }) products!: PromotionShare[]
}

/** Longer than this is measured by its last year. */
const mostDays = 366

/**
 * One statement: three spans of `app.promotion_sales`, which walks orders by their day, and the promotion's own uses. $1 is the
 * promotion, $2 whether margins are told.
 */
export const resultSql = `
  with own as (
    select m.id, greatest(m.valid_from, least(coalesce(m.valid_to, app.today()), app.today()) - ${mostDays - 1}) as first_day, least(coalesce(m.valid_to, app.today()), app.today()) as last_day from promotion m where m.id = $1::uuid),
  span as (select s.*, s.last_day - s.first_day + 1 as days from (
    select 'during' as name, o.first_day, o.last_day from own o union all select 'before', o.first_day - (o.last_day - o.first_day + 1), o.first_day - 1 from own o union all select 'yearAgo', o.first_day - 364, o.last_day - 364 from own o) s),
  sold as materialized (select s.name, s.first_day as since, x.* from span s, app.promotion_sales($1::uuid, s.first_day, s.last_day) x),
  given as materialized (select u.partner_id, u.product_id, app.converted(u.amount - u.released_amount, u.currency, app.company_currency(), app.day(u.at)) as amount from promotion_use u where u.promotion_id = $1::uuid),
  figure as (select s.name, s.first_day, s.last_day, s.days, count(distinct x.order_id)::int as orders, coalesce(sum(x.pieces), 0)::int as pieces, coalesce(sum(x.revenue), 0) as revenue,
    case when $2 then sum(x.revenue - x.cost) filter (where x.cost is not null) end as margin from span s left join sold x on x.name = s.name group by s.name, s.first_day, s.last_day, s.days),
  told as (select json_build_object('firstDay', f.first_day, 'lastDay', f.last_day, 'orders', f.orders, 'pieces', f.pieces, 'revenue', round(f.revenue, 2)::text, 'margin', round(f.margin, 2)::text) as figures, f.* from figure f),
  week as (
    select w::date as first_day, (select coalesce(sum(x.pieces), 0) from sold x where x.name = 'during' and x.week = w::date)::int as pieces, (select coalesce(sum(x.revenue), 0) from sold x where x.name = 'during' and x.week = w::date) as revenue,
      (select coalesce(sum(x.revenue), 0) from sold x where x.name = 'yearAgo' and x.week = w::date - 364) as year_ago
    from own o, generate_series(date_trunc('week', o.first_day), o.last_day, interval '1 week') w),
  share as (
    select case when grouping(x.partner_id) = 0 then 'dealer' else 'product' end as kind, case when grouping(x.partner_id) = 0 then x.partner_id else x.product_id end as id, coalesce(sum(x.pieces) filter (where x.name = 'during'), 0)::int as pieces, coalesce(sum(x.revenue) filter (where x.name = 'during'), 0) as revenue,
      coalesce(sum(x.pieces) filter (where x.name = 'before'), 0)::int as pieces_before, coalesce(sum(x.revenue) filter (where x.name = 'before'), 0) as revenue_before
    from sold x where x.name <> 'yearAgo' group by grouping sets ((x.partner_id), (x.product_id))),
  parts as (select s.kind, json_agg(json_build_object('id', s.id, 'name', s.name, 'pieces', s.pieces, 'revenue', round(s.revenue, 2)::text, 'piecesBefore', s.pieces_before, 'revenueBefore', round(s.revenue_before, 2)::text, 'discount', round(s.discount, 2)::text) order by s.place) as list
    from (select s.*, row_number() over (partition by s.kind order by s.revenue desc, s.id) as place,
      case s.kind when 'dealer' then (select p.name from partner p where p.id = s.id) else (select p.name from product p where p.id = s.id) end as name,
      (select coalesce(sum(g.amount), 0) from given g where case s.kind when 'dealer' then g.partner_id is not distinct from s.id else g.product_id = s.id end) as discount from share s) s
    where s.place <= 50 group by s.kind)
  select app.company_currency() as currency, (select t.figures from told t where t.name = 'during') as during, (select t.figures from told t where t.name = 'before') as before, (select t.figures from told t where t.name = 'yearAgo' and t.orders > 0) as "yearAgo",
    round(d.revenue - b.revenue, 2)::text as uplift, round((d.revenue - b.revenue) * 100 / nullif(b.revenue, 0), 1)::text as "upliftPercent", round(g.amount, 2)::text as discount,
    round((coalesce(d.margin, 0) - coalesce(b.margin, 0)) / nullif(g.amount, 0), 2)::text as margin_return, d.margin is not null as knows_margin, (select count(*)::int from sold x where x.revenue is null) as "withoutRate",
    (select coalesce(json_agg(json_build_object('firstDay', w.first_day, 'pieces', w.pieces, 'revenue', round(w.revenue, 2)::text, 'baselineRevenue', round(b.revenue * 7 / b.days, 2)::text, 'yearAgoRevenue', case when y.orders > 0 then round(w.year_ago, 2)::text end) order by w.first_day), '[]') from week w) as weeks,
    coalesce((select p.list from parts p where p.kind = 'dealer'), '[]') as dealers, coalesce((select p.list from parts p where p.kind = 'product'), '[]') as products
  from told d, told b, told y, (select coalesce(sum(amount), 0) as amount from given) g where d.name = 'during' and b.name = 'before' and y.name = 'yearAgo'`
