import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { Decimal } from '../kit/money.ts'
import { faultsOf } from './promotion-faults.ts'
import type { PromotionTermsInput } from './promotion.input.ts'
import type { Promotion } from './promotion.ts'

/** What a promotion is about and whom it is for, by id. */
export interface Parts { items: { productId: string; quantity: number }[]; categoryIds: string[]; partnerIds: string[]; levelIds: string[]; countries: string[] }

const once = (list: readonly string[]): string[] => [...new Set(list.map((one) => one.toLowerCase()))].sort()

/** Looks up all that an input names. Throws every fault at once, each with its place below `terms`. */
export async function readTerms(tx: Transaction, terms: PromotionTermsInput): Promise<Parts> {
  const { items, categoryIds, partnerIds, levelIds } = terms
  const ids = (given: readonly (string | null | undefined)[]) => given.filter((one): one is string => one != null && isId(one))
  const [found] = await tx.run(
    `select array(select id from category where id = any ($1::uuid[])) as categories, array(select id from partner where id = any ($2::uuid[])) as partners, array(select id from program_level where id = any ($3::uuid[])) as levels,
      (select coalesce(json_object_agg(id, id), '{}') from product where id = any ($4::uuid[])) as products, (select coalesce(json_object_agg(lower(sku), id), '{}') from product where lower(sku) = any ($5::text[])) as skus`,
    [ids(categoryIds), ids(partnerIds), ids(levelIds), ids(items.map(({ productId }) => productId)), items.flatMap(({ sku }) => (sku == null ? [] : [sku.trim().toLowerCase()]))])
  const { categories, partners, levels, products, skus } = found as { categories: string[]; partners: string[]; levels: string[]; products: Record<string, string>; skus: Record<string, string> }
  const faults = faultsOf(terms)
  for (const [field, given, known] of [['categoryIds', categoryIds, categories], ['partnerIds', partnerIds, partners], ['levelIds', levelIds, levels]] as const)
    given.forEach((id, index) => { if (!known.includes(id.toLowerCase())) faults.push(new UserError('NOT_FOUND', ['terms', field, String(index)])) })
  const chosen = items.map(({ productId, sku, quantity }, index) => {
    const id = productId == null ? skus[(sku ?? '').trim().toLowerCase()] : products[productId.toLowerCase()]
    if (!id) faults.push(productId == null ? new UserError('UNKNOWN_SKU', ['terms', 'items', String(index), 'sku'], { sku: sku ?? '' }) : new UserError('NOT_FOUND', ['terms', 'items', String(index), 'productId']))
    return { productId: id ?? '', quantity }
  })
  chosen.forEach(({ productId }, index) => { if (productId && chosen.findIndex((one) => one.productId === productId) < index) faults.push(new UserError('TAKEN', ['terms', 'items', String(index)])) })
  if (faults.length) throw new UserErrors(faults)
  return { items: chosen.sort((a, b) => (a.productId < b.productId ? -1 : 1)), categoryIds: once(categoryIds), partnerIds: once(partnerIds), levelIds: once(levelIds), countries: [...new Set(terms.countries)].sort() }
}

/** What it is about and whom it is for now. */
export async function partsOf(tx: Transaction, id: string): Promise<Parts> {
  const [found] = await tx.run(
    `select (select coalesce(json_agg(json_build_object('productId', product_id, 'quantity', quantity) order by product_id), '[]') from promotion_product where promotion_id = $1) as items,
      array(select category_id from promotion_category where promotion_id = $1 order by 1) as "categoryIds", array(select partner_id from promotion_partner where promotion_id = $1 order by 1) as "partnerIds",
      array(select level_id from promotion_level where promotion_id = $1 order by 1) as "levelIds", array(select country from promotion_country where promotion_id = $1 order by 1) as countries`, [id])
  return found as Parts
}

export function writeParts(tx: Transaction, id: string, { items, categoryIds, partnerIds, levelIds, countries }: Parts): void {
  for (const [table, column, type, values] of [['category', 'category_id', 'uuid', categoryIds], ['partner', 'partner_id', 'uuid', partnerIds], ['level', 'level_id', 'uuid', levelIds], ['country', 'country', 'text', countries]] as const) {
    void tx.run(`delete from promotion_${table} where promotion_id = $1 and ${column} <> all ($2::${type}[])`, [id, values])
    void tx.run(`insert into promotion_${table} (promotion_id, ${column}) select $1, unnest($2::${type}[]) on conflict do nothing`, [id, values])
  }
  void tx.run('delete from promotion_product where promotion_id = $1 and product_id <> all ($2::uuid[])', [id, items.map(({ productId }) => productId)])
  void tx.run(
    `insert into promotion_product (promotion_id, product_id, quantity) select $1, i.product, i.quantity from unnest($2::uuid[], $3::int[]) i (product, quantity)
     on conflict (promotion_id, product_id) do update set quantity = excluded.quantity`, [id, items.map(({ productId }) => productId), items.map(({ quantity }) => quantity)])
}

export const writeBudget = (tx: Transaction, id: string, { budgetAmount, budgetCurrency, budgetQuantity }: PromotionTermsInput): void =>
  void tx.run('select app.set_promotion_budget($1, $2, $3, $4)', [id, budgetAmount ?? null, budgetCurrency ?? null, budgetQuantity ?? null])

/** The columns that an input sets. */
export const columnsOf = (terms: PromotionTermsInput) => ({
  name: terms.name.trim(), nameI18n: (terms.nameI18n ?? {}) as Record<string, string>, description: terms.description?.trim() || null, descriptionI18n: (terms.descriptionI18n ?? {}) as Record<string, string>,
  kind: terms.kind, percent: terms.percent ?? null, amount: terms.amount ?? null, currency: terms.currency ?? null, buyQuantity: terms.buyQuantity ?? null, getQuantity: terms.getQuantity ?? null,
  minQuantity: terms.minQuantity, maxQuantity: terms.maxQuantity ?? null, validFrom: terms.validFrom, validTo: terms.validTo ?? null, rank: terms.rank, stackable: terms.stackable, partnersOnly: terms.partnersOnly, allProducts: terms.allProducts,
})

const frozen = ['kind', 'percent', 'amount', 'currency', 'buyQuantity', 'getQuantity', 'minQuantity', 'maxQuantity', 'validFrom', 'rank', 'stackable', 'partnersOnly', 'allProducts'] as const
const amounts: readonly string[] = ['percent', 'amount']

/** Refuses whatever would make a price that was told already another one: of a promotion that has begun only its texts, its end and its budget may change. */
export function refuseRewriting(promotion: Promotion, before: Parts, terms: PromotionTermsInput, parts: Parts): void {
  const columns = columnsOf(terms), differs = (field: (typeof frozen)[number]) => {
    const [was, is] = [promotion[field], columns[field]]
    return was != null && is != null && amounts.includes(field) ? !new Decimal(was as string).eq(is as string) : String(was ?? '') !== String(is ?? '')
  }
  const changed = [...frozen.filter(differs), ...(Object.keys(parts) as (keyof Parts)[]).filter((part) => JSON.stringify(parts[part]) !== JSON.stringify(before[part]))]
  if (changed.length) throw new UserErrors(changed.map((field) => new UserError('ILLEGAL_MOVE', ['terms', field])))
}
