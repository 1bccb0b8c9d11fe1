import type { Run } from '../kit/read/reader.ts'
import type { EntryTerms, ListTerms, ProductTerms, PromotionTerms } from './terms.ts'

export interface Good extends ProductTerms { sku: string; name: string; orderable: boolean }

/** Whom a price is for: a partner, perhaps for an end customer; an account directly; with neither, anybody. */
export interface Whom {
  partnerId?: string | null
  accountId?: string | null
  currency?: string | null
  /** Promotions that are passed over, because too little is left of their budget. */
  without?: readonly Without[]
}
/** A promotion, and for how many pieces it still holds; 0 where that is not said in pieces. */
export interface Without { id: string; left: number }

/** All that decides about the prices of some products for a buyer. */
export interface PriceTerms {
  day: string
  /** The buyer's, unless another was wanted. */
  currency: string
  lists: ListTerms[]
  products: Map<string, Good>
  /** The promotions that a product is in. */
  promotionsOf(productId: string): PromotionTerms[]
}

const name = (row: string) => `coalesce(${row}.name_i18n ->> app.setting('locale'), ${row}.name) as name`
const rounding = (row: string) => `${row}.round_to::text as "roundTo", ${row}.round_ending::text as "roundEnding", ${row}.round_mode as "roundMode"`
const validity = (row: string) => `${row}.valid_from as "validFrom", ${row}.valid_to as "validTo"`

// amounts leave as text: JSON numbers would lose digits
const termsFor = (asked: Record<'partner' | 'account' | 'currency' | 'products' | 'day', string>) => `
  with recursive direct as (select unnest(app.price_lists_of(${asked.partner}, ${asked.account})) as id),
  concern as (
    select l.* from price_list l join direct d on d.id = l.id
    union select l.* from concern c join price_list l on l.id = c.derived_from_id),
  good as (select p.* from product p where p.id = any (${asked.products})),
  target as (select id from good union select unnest(category_path) from good union select '00000000-0000-0000-0000-000000000000'),
  list as (
    select l.id, ${name('l')}, l.kind, l.currency, l.derived_from_id as "derivedFromId", l.adjust_percent::text as "adjustPercent", l.adjust_surcharge::text as "adjustSurcharge", ${rounding('l')}, ${validity('l')}, l.id in (select id from direct) as direct,
      (select coalesce(json_object_agg(t.target_id, t.entries), '{}') from (
        select e.target_id, json_agg(row_to_json(x)) as entries
        from price_list_entry e, lateral (select e.id, e.min_quantity as "minQuantity", e.basis, coalesce(e.value, app.cost_value(e.id))::text as value, ${rounding('e')}, ${validity('e')},
          case when e.budget_quantity is not null then greatest(e.budget_quantity - case when coalesce(${asked.day}, (select app.today())) < (select app.today()) then 0 else e.used_quantity end, 0) end as "left",
          case when e.basis in ('COST_PERCENT', 'COST_SURCHARGE') then (select json_object_agg(g.id, k::text) from good g, app.cost_price(e.id, g.id, ${asked.day}) k where k is not null) end as prices) x
        where e.price_list_id = l.id and e.target_id = any ((select array_agg(id) from target)::uuid[]) group by e.target_id) t) as entries
    from concern l),
  promo as (
    select m.id, ${name('m')}, m.kind, m.rank, m.percent::text, m.amount::text, m.currency, m.buy_quantity as "buyQuantity", m.get_quantity as "getQuantity", m.off_days @> coalesce(${asked.day}, (select app.today())) as off,
      m.min_quantity as "minQuantity", m.max_quantity as "maxQuantity", m.stackable, m.partners_only as "partnersOnly", ${validity('m')},
      case when m.kind = 'BUNDLE' then (select json_agg(json_build_object('productId', x.product_id, 'quantity', x.quantity, 'name', coalesce(b.name, '…')) order by x.product_id)
        from promotion_product x left join lateral (select ${name('b')} from product b where b.id = x.product_id) b on true where x.promotion_id = m.id) end as bundle,
      array(select g.id from good g where m.all_products or exists (select from promotion_product x where x.promotion_id = m.id and x.product_id = g.id)
        or (m.by_category and exists (select from promotion_category x where x.promotion_id = m.id and x.category_id = any (g.category_path)))) as products
    from promotion m where m.state <> 'Draft' and (not (m.by_partner or m.by_level or m.by_country) or m.id = any ((select app.promotions_for(${asked.partner}, ${asked.account}))::uuid[])) and (m.all_products or m.id in (
      select x.promotion_id from promotion_product x where x.product_id = any (${asked.products})
      union all select x.promotion_id from promotion_category x where x.category_id = any ((select array_agg(id) from target)::uuid[])))),
  shown as (
    select g.id, g.sku, ${name('g')}, g.orderable, g.category_path as "categoryPath",
      (select coalesce(json_agg(p), '[]') from (select l.currency, l.price::text, ${validity('l')} from list_price l where l.product_id = g.id and l.currency = (select app.buyer_currency(${asked.partner}, ${asked.currency}))) p) as "listPrices"
    from good g)
  select coalesce(${asked.day}, app.today())::text as day, app.buyer_currency(${asked.partner}, ${asked.currency}) as currency, (select coalesce(json_agg(x), '[]') from list x) as lists,
    (select coalesce(json_agg(x), '[]') from promo x) as promotions, (select coalesce(json_agg(x), '[]') from shown x) as products`
const statement = termsFor({ partner: '$1::uuid', account: '$2::uuid', currency: '$3::char(3)', products: '$4::uuid[]', day: '$5::date' })
const termsOf = (asked: string) => `select asked.beside, terms.* from (${asked}) asked (place, partner, account, currency, products, beside),
  lateral (${termsFor({ partner: 'asked.partner', account: 'asked.account', currency: 'asked.currency', products: 'asked.products', day: 'null::date' })}) terms order by asked.place`
const ofSeveral = termsOf('select *, null::json from jsonb_to_recordset($1::jsonb) as one (place int, partner uuid, account uuid, currency char(3), products uuid[])')

type LoadedList = Omit<ListTerms, 'entries' | 'derivedFrom'> & { derivedFromId: string | null; direct: boolean; entries: Record<string, EntryTerms[]> }
type LoadedPromotion = PromotionTerms & { products: string[] }

/**
 * Reads them in one statement under the viewer's own row rights; a list that the viewer may not see is as if it were not there.
 * Without a day it is today's.
 */
export async function readTerms(run: Run, { partnerId = null, accountId = null, currency = null }: Whom, productIds: string[], day: string | null): Promise<PriceTerms> {
  const [found] = await run(statement, [partnerId, accountId, currency, productIds, day])
  return termsIn(found!)
}

/** Today's for several buyers, in their order and in one statement too. */
export async function readTermsOf(run: Run, asked: readonly { whom: Whom; productIds: string[] }[]): Promise<PriceTerms[]> {
  const buyers = asked.map(({ whom, productIds }, place) => ({ place, partner: whom.partnerId, account: whom.accountId, currency: whom.currency, products: productIds }))
  return (await run(ofSeveral, [JSON.stringify(buyers)])).map(termsIn)
}

/**
 * Today's for buyers that the database finds itself: `asked` is SQL that gives a place, a partner, an account, a currency, the products,
 * and whatever else is to be known of each as JSON.
 */
export async function readTermsBeside<T>(run: Run, asked: string, values: unknown[]): Promise<{ beside: T; terms: PriceTerms }[]> {
  return (await run(termsOf(asked), values)).map((row) => ({ beside: row.beside as T, terms: termsIn(row) }))
}

function termsIn(found: Record<string, unknown>): PriceTerms {
  const promotions = found.promotions as LoadedPromotion[]
  return {
    day: found.day as string,
    currency: found.currency as string,
    lists: tie(found.lists as LoadedList[]),
    products: new Map((found.products as Good[]).map((product) => [product.id, product])),
    promotionsOf: (productId) => promotions.filter(({ products }) => products.includes(productId)),
  }
}

/** The lists that concern the buyer, each tied to the one that it derives from. */
function tie(loaded: LoadedList[]): ListTerms[] {
  const lists = new Map<string, ListTerms>(loaded.map((list) => [list.id, { ...list, derivedFrom: null, entries: new Map(Object.entries(list.entries)) }]))
  for (const { id, derivedFromId } of loaded) lists.get(id)!.derivedFrom = lists.get(derivedFromId ?? '') ?? null
  return loaded.filter(({ direct }) => direct).map(({ id }) => lists.get(id)!)
}
