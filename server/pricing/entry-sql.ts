/** The columns of an entry that say what it means, with their types. */
const columns = {
  product_id: 'uuid', category_id: 'uuid', min_quantity: 'int', basis: 'text', value: 'numeric', valid_from: 'date', valid_to: 'date', round_to: 'numeric', round_ending: 'numeric', round_mode: 'text',
} as const
export const entryColumns = Object.keys(columns)

/** An entry's terms as JSON; the value of one that stands on cost is in the side table, joined as `cost`. Null where there is no entry. */
export const entryTerms = (entry: string, cost: string): string =>
  `case when ${entry}.id is not null then jsonb_build_object(${entryColumns.map((name) => `'${name}', ${name === 'value' ? `coalesce(${entry}.value, ${cost}.value)` : `${entry}.${name}`}`).join(', ')}) end`

/** Such JSON as columns of `a`, for a from clause. */
export const termsOf = (json: string, alias = 'a'): string => `lateral jsonb_to_record(${json}) as ${alias}(${Object.entries(columns).map(([name, type]) => `${name} ${type}`).join(', ')})`

/** What one unit comes to by an entry's own terms, rounded, without promotions; null where that is not known. Its own rounding wins over its list's. */
export const priceOfTerms = (terms: string, list: string, listPrice: string, cost: string): string => {
  const rounding = (name: string) => `case when ${terms}.round_to is null then ${list}.${name} else ${terms}.${name} end`
  return `app.price_by_terms(${terms}.basis, ${terms}.value, ${listPrice}, ${cost}, app.exponent(${list}.currency), ${['round_to', 'round_ending', 'round_mode'].map(rounding).join(', ')})`
}

export const costOn = (product: string, currency: string, day: string): string =>
  `(select k.cost from product_cost k where k.product_id = ${product} and k.currency = ${currency} and k.valid_from <= ${day} and coalesce(k.valid_to, 'infinity') >= ${day} order by k.valid_from desc limit 1)`
export const listPriceOn = (product: string, currency: string, day: string): string =>
  `(select k.price from list_price k where k.product_id = ${product} and k.currency = ${currency} and k.valid_from <= ${day} and coalesce(k.valid_to, 'infinity') >= ${day} order by k.valid_from desc limit 1)`

/** Notes before and after of a change's items as prices, on the first day of the new ones. */
export const priceSql = `
  with today as materialized (select coalesce($2::date, app.today()) as day)
  update price_change_item i set price_before = f.old, price_after = f.new, cost = f.cost
  from (
    select i.id, g.cost, ${priceOfTerms('b', 'l', 'g.price', 'g.cost')} as old, ${priceOfTerms('a', 'l', 'g.price', 'g.cost')} as new
    from price_change_item i join price_change c on c.id = i.change_id join price_list l on l.id = c.price_list_id
      cross join lateral (select ${listPriceOn('i.product_id', 'l.currency', 'd.day')} as price, ${costOn('i.product_id', 'l.currency', 'd.day')} as cost
        from today d offset 0) g,
      ${termsOf('i.before', 'b')}, ${termsOf('i.after', 'a')}
    where i.change_id = $1 and i.fault is null and (i.product_id is not null or coalesce(i.after, i.before) ->> 'basis' = 'FIXED')) f
  where i.id = f.id`
