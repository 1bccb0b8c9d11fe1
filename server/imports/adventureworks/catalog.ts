import attributes from './attributes.json' with { type: 'json' }
import { type Step, idOf, noon } from './step.ts'

const words = (part: 'names' | 'values', key: string): string => `'${JSON.stringify((attributes[part] as Record<string, unknown>)[key]).replaceAll(`'`, `''`)}'::jsonb`
/** One attribute of a product; null, and so left out, where the product says nothing. */
const attribute = (name: string, value: string): string => `case when ${value} is not null then jsonb_build_object('name', ${words('names', name)}, 'value', ${value}) end`
/** A code in the words of each language; a code that we don't know stands for itself. */
const named = (name: string, column: string): string => `coalesce(${words('values', name)} -> p.${column}, to_jsonb(p.${column}))`
const measured = (amount: string, unit: string): string => `to_jsonb(nullif(concat_ws(' ', ${amount}, case when ${amount} is not null then ${unit} end), ''))`

const productAttributes = `jsonb_path_query_array(jsonb_build_array(${[
  attribute('colour', named('colour', 'colour')), attribute('size', measured('p.size', 'p.size_unit')), attribute('weight', measured('trim_scale(p.weight)::text', 'p.weight_unit')),
  attribute('line', named('line', 'line_code')), attribute('class', named('class', 'class_code')), attribute('style', named('style', 'style_code')),
].join(', ')}), '$[*] ? (@ != null)')`

const category = idOf('category', noon('c.modified'), 'c.id'), subcategory = idOf('subcategory', noon('s.modified'), 's.id')
const slug = (name: string): string => `'aw-' || trim(both '-' from regexp_replace(lower(${name}), '[^a-z0-9]+', '-', 'g'))`

/** The catalogue. What has no list price is a component that is not for sale; what is past its last day of sale is discontinued. */
export const catalogSteps: Step[] = [
  {
    name: 'categories',
    sql: [
      `insert into category (id, slug, name, path, position, external_id)
       select ${category}, ${slug('c.name')}, c.name, array[${category}], c.id, 'category-' || c.id from aw_category c on conflict (external_id) do nothing`,
      `insert into category (id, slug, name, parent_id, path, position, external_id)
       select ${subcategory}, ${slug(`c.name || ' ' || s.name`)}, s.name, p.id, p.path || ${subcategory}, s.id, 'subcategory-' || s.id
       from aw_subcategory s join aw_category c on c.id = s.category_id join category p on p.external_id = 'category-' || c.id on conflict (external_id) do nothing`,
    ],
  },
  {
    name: 'products',
    sql: [
      `insert into product (id, sku, name, category_id, category_path, lifecycle, orderable, attributes, lead_time_days, position, created_at, external_id)
       select ${idOf('product', noon('p.sell_start'), 'p.id')}, p.sku, p.name, c.id, coalesce(c.path, '{}'),
         case when p.discontinued <= app.today() or p.sell_end < app.today() then 'DISCONTINUED' when p.sell_end is not null then 'PHASING_OUT' when p.sell_start > app.today() then 'PLANNED' else 'ACTIVE' end,
         p.price > 0, ${productAttributes}, p.days, p.id, ${noon('p.sell_start')}, p.id::text
       from aw_product p left join category c on c.external_id = 'subcategory-' || p.subcategory_id on conflict (external_id) do nothing`,
      `insert into stock (product_id, on_hand)
       select r.id, coalesce(sum(i.quantity), 0) from aw_product p join product r on r.external_id = p.id::text left join aw_inventory i on i.product_id = p.id group by r.id on conflict do nothing`,
    ],
  },
  {
    name: 'costs and list prices',
    sql: [
      `insert into product_cost (product_id, currency, cost, valid_from, valid_to)
       select r.id, 'USD', c.cost, c.valid_from, c.valid_to from aw_cost c join product r on r.external_id = c.product_id::text on conflict do nothing`,
      // a few products have a cost and a price, but no history of them
      `insert into product_cost (product_id, currency, cost, valid_from, valid_to)
       select r.id, 'USD', p.cost, p.sell_start, p.sell_end from aw_product p join product r on r.external_id = p.id::text
       where p.cost > 0 and not exists (select from aw_cost c where c.product_id = p.id) on conflict do nothing`,
      `insert into list_price (product_id, currency, price, valid_from, valid_to)
       select r.id, 'USD', l.price, l.valid_from, l.valid_to from aw_list_price l join product r on r.external_id = l.product_id::text on conflict do nothing`,
      `insert into list_price (product_id, currency, price, valid_from, valid_to)
       select r.id, 'USD', p.price, p.sell_start, p.sell_end from aw_product p join product r on r.external_id = p.id::text
       where p.price > 0 and not exists (select from aw_list_price l where l.product_id = p.id) on conflict do nothing`,
    ],
  },
  {
    name: 'promotions',
    sql: [
      `insert into promotion (id, name, percent, min_quantity, max_quantity, valid_from, valid_to, partners_only, external_id)
       select ${idOf('offer', noon('o.valid_from'), 'o.id')}, o.name, o.discount * 100, greatest(o.min_quantity, 1), o.max_quantity, o.valid_from, o.valid_to, o.audience = 'Reseller', o.id::text
       from aw_offer o where o.discount > 0 on conflict (external_id) do nothing`,
      `insert into promotion_product (promotion_id, product_id)
       select r.id, p.id from aw_offer_product o join promotion r on r.external_id = o.offer_id::text join product p on p.external_id = o.product_id::text on conflict do nothing`,
    ],
  },
]
