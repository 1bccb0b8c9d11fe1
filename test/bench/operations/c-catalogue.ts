import { type Operation, amount, page } from '../operation.ts'
import { catalogue as asked } from '../postgraphile/catalogue.ts'
import { dealer } from '../world.ts'

const everything = `'00000000-0000-0000-0000-000000000000'::uuid`
const today = '(select app.today())'
const holds = (row: string) => `coalesce(${row}.valid_from, '-infinity') <= ${today} and coalesce(${row}.valid_to, 'infinity') >= ${today}`
const texts = (row: string) => `coalesce(${row}.name_i18n ->> $3, ${row}.name) as name`

/** The prices of all products of the page at once: what decides about them is joined, not looked up one by one. */
const prices = `
  lists as materialized (select place, list_id, share from app.price_candidates($4::uuid, null, null, null)),
  listed as materialized (select s.id, (select l.price from list_price l where l.product_id = s.id and l.currency = (select currency from buyer) and l.valid_from <= ${today}
    and coalesce(l.valid_to, 'infinity') >= ${today} order by l.valid_from desc limit 1) as price from shown s),
  entry as materialized (
    select s.id, e.min_quantity, greatest(case e.basis when 'FIXED' then e.value when 'LIST_PERCENT' then l.price * e.value * 0.01 else l.price + e.value end, 0) * c.share as price,
      row_number() over (partition by s.id order by c.place, e.product_id is null, array_position(s.category_path, e.category_id) desc nulls last, e.min_quantity desc, e.valid_from desc nulls last, e.id desc) as place
    from shown s join listed l on l.id = s.id cross join lists c join price_list_entry e on e.price_list_id = c.list_id and e.target_id = any (array[s.id, ${everything}] || s.category_path)
    where ${holds('e')} and (e.basis = 'FIXED' or l.price is not null)),
  promo as materialized (
    select s.id, m.id as promotion, m.rank, m.percent, m.min_quantity, m.max_quantity, m.stackable
    from (select s.id, x.promotion_id from shown s join promotion_product x on x.product_id = s.id union select s.id, a.id from shown s, promotion a where a.all_products) s
      join promotion m on m.id = s.promotion_id where ${holds('m')}),
  quantity as (
    select id, 1 as quantity from shown union select id, min_quantity from entry union select id, greatest(min_quantity, 1) from promo
    union select id, max_quantity + 1 from promo where max_quantity between 1 and 2147483646),
  net as materialized (
    select q.id, q.quantity, round(coalesce((select e.price from entry e where e.id = q.id and e.min_quantity <= q.quantity order by e.place limit 1), (select l.price from listed l where l.id = q.id))
      * coalesce((select app.product((100 - p.percent) * 0.01) from (
          select s.percent, bool_and(s.stackable) over (order by s.rank, s.promotion rows between unbounded preceding and 1 preceding) as goes_on
          from promo s where s.id = q.id and s.min_quantity <= q.quantity and coalesce(s.max_quantity, q.quantity) >= q.quantity) p where p.goes_on is not false), 1),
      (select app.exponent(currency) from buyer)) as price
    from quantity q),
  step as (select id, quantity, price, lag(price) over (partition by id order by quantity) as before from net)`

const statement = `
  with buyer as materialized (select currency from partner where id = $4::uuid),
  page as materialized (select p.*, p.name_key as key from product p where p.category_path && $1::uuid[] order by p.name_key, p.id limit $2::int + 1),
  shown as materialized (select * from page order by key, id limit $2),
  ${prices}
  select row_to_json(x)::text as answer from (select 'Query' as __typename, (select row_to_json(c) from (select 'ProductConnection' as __typename,
    (select json_agg(n order by s.key, s.id) from shown s, lateral (select 'Product' as __typename, coalesce((select available from stock where product_id = s.id), 0) as available,
      (select row_to_json(g) from (select 'Category' as __typename, g.id, ${texts('g')}, g.slug from category g where g.id = s.category_id) g) as category,
      (select currency from buyer) as currency, s.id, s.image, s.lead_time_days as "leadTimeDays", s.lifecycle, (select ${amount('l.price')} from listed l where l.id = s.id) as "listPrice", ${texts('s')},
      (select ${amount('n.price')} from net n where n.id = s.id and n.quantity = 1) as "netPrice",
      (select coalesce(json_agg(b order by b."minQuantity"), '[]') from (select 'PriceBreak' as __typename, t.quantity as "minQuantity", ${amount('t.price')} as "netPrice" from step t where t.id = s.id and t.price is distinct from t.before) b) as "priceBreaks",
      s.sku) n) as nodes,
    (select row_to_json(i) from (select 'PageInfo' as __typename, (select translate(encode(convert_to(json_build_array(s.key, s.id)::text, 'UTF8'), 'base64'), E'\\n', '') from shown s order by s.key desc, s.id desc limit 1) as "endCursor",
      (select count(*) from page) > $2 as "hasNextPage") i) as "pageInfo",
    (select row_to_json(t) from (select 'TotalCount' as __typename, n <= 10000 as exact, least(n, 10000) as value from (
      select count(*) as n from (select 1 from product p where p.category_path && $1::uuid[] limit 10001) m) n) t) as "totalCount") c) as page) x`

export const catalogue: Operation = {
  key: 'c', title: "a catalogue page of 50 products with the dealer's net price and stock", viewer: 'dealer', target: page,
  facts: async (client) => (await client.query<{ id: string }>('select id from category order by md5(id::text)')).rows.map(({ id }) => id),
  variables: (n, ids: string[]) => ({ first: 50, filter: { categoryId: [ids[n % ids.length]] }, sort: { by: 'NAME', direction: 'ASC' }, counted: true }),
  guanxi: { operation: 'Products' },
  floor: { sql: statement, values: ({ first, filter }) => [filter.categoryId, first, 'en', dealer.partnerId] },
  postgraphile: asked,
}
