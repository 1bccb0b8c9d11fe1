import fc from 'fast-check'
import type pg from 'pg'

/** A small, whole price world: every rule that the tables can say, over few quantities, days and currencies, so that rules meet. */
export interface World { tables: Record<string, Record<string, unknown>[]> }

export const quantities = [1, 2, 3, 4, 5, 6, 9, 10, 11, 20, 21, 1000]
/** Offsets in days from today that worlds are full of. */
export const days = [-2, -1, 0, 1, 2]
export const currencies = ['USD', 'USD', 'USD', 'TWD', 'KWD']

const id = (table: number, index: number): string => `0000000${table}-0000-7000-8000-00000000000${index}`
export const ids = {
  category: [0, 1, 2].map((n) => id(1, n)), product: [0, 1, 2].map((n) => id(2, n)), partner: [0, 1].map((n) => id(3, n)), account: [0, 1].map((n) => id(4, n)),
  level: [0, 1].map((n) => id(5, n)), list: [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => id(6, n)), promotion: [0, 1, 2, 3].map((n) => id(8, n)),
}
const today = new Date()
export const dayAt = (offset: number): string => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + offset)).toISOString().slice(0, 10)

const some = fc.constantFrom
// mostly one currency, one country and open validity: rules that never meet prove nothing
const currency = some('USD', 'USD', 'USD', 'USD', 'USD', 'USD', 'TWD', 'KWD')
const country = some('TW', 'TW', 'US')
export const amount = fc.oneof(fc.integer({ min: 0, max: 5000 }).map((n) => String(n / 10)), fc.bigInt({ min: 0n, max: 10n ** 13n }).map((n) => `${n / 1_000_000n}.${String(n % 1_000_000n).padStart(6, '0')}`))
export const percent = some('100', '95', '87.5', '60', '33.3333', '0', '120', '99.9999')
export const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 })
const rarely = <T>(value: fc.Arbitrary<T>) => fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value })
const validity = fc.tuple(rarely(some(-2, -1, 0, 0, 1)), rarely(some(-1, 0, 0, 1, 2))).map(([from, to]) => ({
  valid_from: from === null ? null : dayAt(from), valid_to: to === null ? null : dayAt(from === null ? to : Math.max(from, to)),
}))

export const rounding = some(
  {}, {}, {}, { round_to: '1', round_ending: '0.90' }, { round_to: '5', round_mode: 'UP' }, { round_to: '0.05' }, { round_to: '100', round_ending: '99', round_mode: 'DOWN' },
  { round_to: '0.3', round_mode: 'NEAREST' }).map((said) => ({ round_to: null, round_ending: null, round_mode: null, ...said }))

const partner = fc.record({ currency, country, level_id: maybe(some(...ids.level)) })
const list = fc.record({
  kind: some('SPECIAL', 'ACCOUNT', 'PARTNER', 'PARTNER', 'LEVEL', 'REGION', 'DEFAULT', 'DEFAULT', 'BASE'), currency, validity, adjust_percent: percent, adjust_surcharge: some('0', '0', '0', '0.1', '-3.333333', '25'), rounding, country, level_id: some(...ids.level),
  partner_id: some(ids.partner[0], ids.partner[0], ids.partner[1]), account_id: some(...ids.account), tie: some('partner', 'partner', 'account', 'both'), from: fc.option(fc.nat(8), { nil: null, freq: 3 }),
})
const entry = fc.record({
  list: fc.nat(8), target: some(...ids.product, ...ids.category, null, null), min_quantity: some(1, 1, 1, 2, 5, 10, 20), validity, value: amount,
  basis: some('FIXED', 'LIST_PERCENT', 'LIST_SURCHARGE', 'COST_PERCENT', 'COST_SURCHARGE'), rounding, surcharge: some('-7.5', '-1000000', '0.000001', '12.345678'), share: percent,
})
const price = fc.record({ product_id: some(...ids.product), currency, from: some(-2, -2, -1, 0, 1), to: rarely(some(...days)), price: amount })
const cost = fc.record({ product_id: some(...ids.product), currency: some('USD', 'USD', 'USD', 'USD', 'USD', 'TWD'), from: some(-2, -2, -1, 0, 1), to: rarely(some(...days)), cost: amount })
const promotion = fc.record({
  kind: some('PERCENT', 'PERCENT', 'AMOUNT', 'BUY_GET', 'BUY_GET', 'BUNDLE'), off: some('10', '33.3333', '5', '99.9999', '0.0001'), amount: some('1', '0.5', '25', '0.000001', '9999'), currency,
  by_amount: fc.boolean(), buy_quantity: some(1, 2, 3, 10), get_quantity: some(1, 2), state: some('Draft', ...Array.from({ length: 7 }, () => 'Active'), 'Paused', 'Ended'), exhausted: rarely(some(false, true)).map(Boolean),
  off_days: rarely(some([-1, 0], [0, 1], [1, 2])), partners: fc.subarray(ids.partner), levels: fc.subarray(ids.level), countries: fc.subarray(['TW', 'US']), whom: some('all', 'all', 'some'), categories: fc.subarray(ids.category), min_quantity: some(0, 1, 1, 2, 5, 10), more: maybe(some(0, 1, 4, 10)), validity, rank: some(1, 2, 3),
  stackable: fc.boolean(), partners_only: fc.boolean(), all_products: fc.boolean(), products: fc.subarray(ids.product),
})

const several = <T>(of: fc.Arbitrary<T>, maxLength: number) => fc.oneof({ weight: 1, arbitrary: fc.array(of, { maxLength, size: 'max' }) }, { weight: 4, arbitrary: fc.array(of, { minLength: maxLength - 1, maxLength, size: 'max' }) })
export const worlds: fc.Arbitrary<World> = fc.record({
  partners: fc.tuple(partner, partner), countries: fc.tuple(country, country), paths: fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)),
  lists: several(list, 9), entries: several(entry, 30), prices: several(price, 9), costs: several(cost, 9), promotions: several(promotion, 4),
}).map(({ partners, countries, paths, lists, entries, prices, costs, promotions }) => ({ tables: {
  program_level: ids.level.map((level, n) => ({ id: level, name: `Level ${n}`, name_i18n: {}, rank: n })),
  partner: partners.map((terms, n) => ({ id: ids.partner[n], code: ids.partner[n], name: `Partner ${n}`, type: 'DEALER', state: 'Active', created_at: dayAt(0), updated_at: dayAt(0), revision: 1, ...terms })),
  account: countries.map((from, n) => ({ id: ids.account[n], number: ids.account[n], name: `Account ${n}`, kind: 'ORGANISATION', status: 'ACTIVE', country: from, partner_id: n ? null : ids.partner[0], last_activity_at: dayAt(0), created_at: dayAt(0), updated_at: dayAt(0), revision: 1 })),
  category: ids.category.map((category, n) => ({ id: category, slug: category, name: `Category ${n}`, name_i18n: {}, path: ids.category.slice(0, n + 1), position: n })),
  product: paths.map((depth, n) => ({
    id: ids.product[n], sku: ids.product[n], name: `Product ${n}`, name_i18n: {}, description_i18n: {}, unit: 'piece', lifecycle: 'ACTIVE', orderable: true, attributes: [],
    lead_time_days: 1, position: n, created_at: dayAt(0), category_id: depth ? ids.category[depth - 1] : null, category_path: ids.category.slice(0, depth),
  })),
  list_price: [...new Map(prices.map((p) => [[p.product_id, p.currency, p.from].join(), p])).values()]
    .map(({ from, to, price: value, ...rest }) => ({ ...rest, price: Number(value) > 0 ? value : '0.000001', valid_from: dayAt(from), valid_to: to === null ? null : dayAt(Math.max(from, to)) })),
  product_cost: [...new Map(costs.map((c) => [[c.product_id, c.currency, c.from].join(), c])).values()]
    .map(({ from, to, ...rest }) => ({ ...rest, valid_from: dayAt(from), valid_to: to === null ? null : dayAt(Math.max(from, to)) })),
  price_list: lists.map(({ kind, validity: span, rounding: rounds, tie, from, partner_id, account_id, country: region, level_id, ...rest }, n) => {
    const own = ['SPECIAL', 'ACCOUNT', 'PARTNER'].includes(kind)
    return { ...rest, ...span, ...rounds, id: ids.list[n], name: `List ${n}`, name_i18n: {}, kind, derived_from_id: from === null ? null : ids.list[from % lists.length],
      country: kind === 'REGION' ? region : null, level_id: kind === 'LEVEL' ? level_id : null,
      partner_id: own && tie !== 'account' ? partner_id : null, account_id: own && tie !== 'partner' ? account_id : null }
  }),
  price_list_entry: !lists.length ? [] : entries.map(({ list: at, target, validity: span, rounding: rounds, value, surcharge, share, basis, min_quantity }, n) => ({
    id: `00000007-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`, price_list_id: ids.list[at % lists.length], basis, min_quantity, ...span, ...rounds,
    product_id: ids.product.includes(target!) ? target : null, category_id: ids.category.includes(target!) ? target : null,
    value: basis === 'FIXED' ? value : basis === 'LIST_PERCENT' ? share : basis === 'LIST_SURCHARGE' ? surcharge : null,
  })),
  price_entry_cost: !lists.length ? [] : entries.flatMap(({ list: at, basis, surcharge, share }, n) => (basis.startsWith('COST_')
    ? [{ entry_id: `00000007-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`, price_list_id: ids.list[at % lists.length], value: basis === 'COST_PERCENT' ? share : surcharge }] : [])),
  promotion: promotions.map(({ validity: span, more, kind, off, amount: less, currency: of, by_amount, buy_quantity, get_quantity, off_days, state, exhausted, all_products, rank, stackable, partners_only, min_quantity }, n) => ({
    kind, state, exhausted, rank, stackable, partners_only, min_quantity, all_products: all_products && kind !== 'BUNDLE',
    off_days: off_days ? `{[${dayAt(off_days[0]!)},${dayAt(off_days[1]!)}]}` : '{}',
    percent: kind === 'PERCENT' || (kind === 'BUNDLE' && !by_amount) ? off : null, ...(kind === 'AMOUNT' || (kind === 'BUNDLE' && by_amount) ? { amount: less, currency: of } : { amount: null, currency: null }),
    buy_quantity: kind === 'BUY_GET' ? buy_quantity : null, get_quantity: kind === 'BUY_GET' ? get_quantity : null, id: ids.promotion[n], name: `Promotion ${n}`, name_i18n: {},
    max_quantity: more === null ? null : min_quantity + more, valid_from: span.valid_from ?? dayAt(-9), valid_to: span.valid_to })),
  promotion_product: promotions.flatMap(({ products, buy_quantity }, n) => products.map((product) => ({ promotion_id: ids.promotion[n], product_id: product, quantity: buy_quantity }))),
  promotion_category: promotions.flatMap(({ kind, categories }, n) => (kind === 'BUNDLE' ? [] : categories.map((category_id) => ({ promotion_id: ids.promotion[n], category_id })))),
  promotion_partner: promotions.flatMap(({ whom, partners }, n) => (whom === 'all' ? [] : partners.map((partner_id) => ({ promotion_id: ids.promotion[n], partner_id })))),
  promotion_level: promotions.flatMap(({ whom, levels }, n) => (whom === 'all' ? [] : levels.map((level_id) => ({ promotion_id: ids.promotion[n], level_id })))),
  promotion_country: promotions.flatMap(({ whom, countries: of }, n) => (whom === 'all' ? [] : of.map((code) => ({ promotion_id: ids.promotion[n], country: code })))),
} }))

const digits = { USD: (place: number) => `X${place + 10}`, TWD: (place: number) => ['TWD', 'JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX'][place % 7]!, KWD: (place: number) => ['KWD', 'BHD', 'OMR', 'JOD', 'TND'][place % 5]! }

/** The same as it stands in a place beside others: with ids, countries and currencies of its own. */
export const placed = <T>(thing: T, place: number): T => (place === 0 ? thing : JSON.parse(JSON.stringify(thing)
  .replaceAll('-8000-0000', `-8000-${String(place).padStart(4, '0')}`).replace(/"(TW|US)"/g, (_, code) => `"${code[0]}${place.toString(36).toUpperCase()}"`)
  .replace(/"(USD|TWD|KWD)"/g, (_, code: keyof typeof digits) => `"${digits[code](place)}"`)))

/**
 * Many small worlds as one, which is written and asked at once. Each stands apart from its neighbours: promotions of all products are for its
 * own people only, but in the first.
 */
export function together(worlds: readonly World[]): World {
  const tables: World['tables'] = {}
  for (const [place, world] of worlds.entries()) {
    const own = placed(world, place).tables
    const narrowed = new Set(['partner', 'level', 'country'].flatMap((whom) => own[`promotion_${whom}`]!.map((row) => row.promotion_id)))
    if (place) for (const { id: of, all_products } of own.promotion!) if (all_products && !narrowed.has(of)) own.promotion_country!.push(...placed(['TW', 'US'], place).map((country) => ({ promotion_id: of, country })))
    for (const level of own.program_level!) level.rank = Number(level.rank) + 2 * place
    for (const [table, rows] of Object.entries(own)) (tables[table] ??= []).push(...rows)
  }
  return { tables }
}

/** Writes a world in one statement; foreign keys are checked at its end. */
export async function write(client: pg.ClientBase, { tables }: World): Promise<void> {
  const names = Object.keys(tables)
  const inserts = names.map((table, n) => {
    const columns = Object.keys(tables[table]![0] ?? {}).filter((column) => column !== 'products').join(', ')
    return columns && `w${n} as (insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json -> '${table}'))`
  })
  await client.query(`with ${inserts.filter(Boolean).join(', ')} select`, [JSON.stringify(tables)])
}
