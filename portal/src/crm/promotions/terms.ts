import type { PromotionSheetFragment, PromotionTermsInput } from '../gql/graphql'

export type Item = { key: string; productId: string | null; sku: string; name: string; quantity: number }
type Named = { id: string; name: string }

/** What the form holds: texts as they are typed, records by name. */
export type Terms = {
  name: string; nameHant: string; nameHans: string; description: string; descriptionHant: string; descriptionHans: string
  kind: PromotionTermsInput['kind']; off: 'percent' | 'amount'; percent: string; amount: string; currency: string; buyQuantity: string; getQuantity: string; minQuantity: string; maxQuantity: string
  validFrom: string; validTo: string; rank: string; stackable: boolean; partnersOnly: boolean; allProducts: boolean
  items: Item[]; categoryIds: string[]; partners: Named[]; levelIds: string[]; countries: string[]; budgetAmount: string; budgetCurrency: string; budgetQuantity: string
}

export const emptyTerms = (today: string): Terms => ({
  name: '', nameHant: '', nameHans: '', description: '', descriptionHant: '', descriptionHans: '', kind: 'PERCENT', off: 'percent', percent: '', amount: '', currency: 'USD', buyQuantity: '', getQuantity: '', minQuantity: '1', maxQuantity: '',
  validFrom: today, validTo: '', rank: '100', stackable: false, partnersOnly: false, allProducts: false, items: [], categoryIds: [], partners: [], levelIds: [], countries: [], budgetAmount: '', budgetCurrency: '', budgetQuantity: '',
})

const plain = (amount: string | null | undefined) => (amount == null ? '' : amount.replace(/\.?0+$/, (zeros) => (amount.includes('.') ? '' : zeros)))

export function termsOf(p: PromotionSheetFragment): Terms {
  const names = (p.nameI18n ?? {}) as Record<string, string>, texts = (p.descriptionI18n ?? {}) as Record<string, string>
  return {
    name: p.originalName, nameHant: names['zh-Hant'] ?? '', nameHans: names['zh-Hans'] ?? '', description: p.originalDescription ?? '', descriptionHant: texts['zh-Hant'] ?? '', descriptionHans: texts['zh-Hans'] ?? '',
    kind: p.kind, off: p.amount == null ? 'percent' : 'amount', percent: plain(p.percent), amount: plain(p.amount), currency: p.currency ?? 'USD', buyQuantity: String(p.buyQuantity ?? ''), getQuantity: String(p.getQuantity ?? ''),
    minQuantity: String(p.minQuantity), maxQuantity: String(p.maxQuantity ?? ''), validFrom: p.validFrom, validTo: p.validTo ?? '', rank: String(p.rank), stackable: p.stackable, partnersOnly: p.partnersOnly, allProducts: p.allProducts,
    items: p.items.flatMap(({ product, quantity }) => (product ? [{ key: product.id, productId: product.id, sku: product.sku, name: product.name, quantity }] : [])),
    categoryIds: p.categories.map(({ id }) => id), partners: p.partners, levelIds: p.levels.map(({ id }) => id), countries: p.countries,
    budgetAmount: plain(p.budget?.amount), budgetCurrency: p.budget?.currency ?? '', budgetQuantity: String(p.budget?.quantity ?? ''),
  }
}

const number = (text: string) => (text.trim() ? Number(text) : null)
const given = (texts: Record<string, string>) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()))

/** As the server takes it: what a kind has no use for is left out. */
export function inputOf(t: Terms): PromotionTermsInput {
  const bundle = t.kind === 'BUNDLE', percent = t.kind === 'PERCENT' || (bundle && t.off === 'percent'), amount = t.kind === 'AMOUNT' || (bundle && t.off === 'amount'), free = t.kind === 'BUY_GET'
  return {
    name: t.name, nameI18n: given({ 'zh-Hant': t.nameHant, 'zh-Hans': t.nameHans, ...(t.nameHant || t.nameHans ? { en: t.name } : {}) }),
    description: t.description || null, descriptionI18n: given({ 'zh-Hant': t.descriptionHant, 'zh-Hans': t.descriptionHans, ...(t.descriptionHant || t.descriptionHans ? { en: t.description } : {}) }),
    kind: t.kind, percent: (percent && t.percent.trim()) || null, amount: (amount && t.amount.trim()) || null, currency: amount ? t.currency.trim().toUpperCase() || null : null,
    buyQuantity: free ? number(t.buyQuantity) : null, getQuantity: free ? number(t.getQuantity) : null, minQuantity: bundle ? 1 : number(t.minQuantity) ?? 1, maxQuantity: bundle ? null : number(t.maxQuantity),
    validFrom: t.validFrom, validTo: t.validTo || null, rank: number(t.rank) ?? 100, stackable: t.stackable, partnersOnly: t.partnersOnly, allProducts: !bundle && t.allProducts,
    items: t.allProducts && !bundle ? [] : t.items.map(({ productId, sku, quantity }) => ({ productId, sku: productId ? null : sku, quantity })), categoryIds: bundle || t.allProducts ? [] : t.categoryIds,
    partnerIds: t.partners.map(({ id }) => id), levelIds: t.levelIds, countries: t.countries,
    budgetAmount: t.budgetAmount.trim() || null, budgetCurrency: t.budgetAmount.trim() ? t.budgetCurrency.trim().toUpperCase() || null : null, budgetQuantity: number(t.budgetQuantity),
  }
}

/** SKUs from a spreadsheet, a line each, with how many of it in the next column. */
export const pasted = (text: string): Item[] => text.split(/\r?\n/).map((line) => line.split(/[\t;,]/).map((cell) => cell.trim())).filter(([sku]) => sku)
  .map(([sku, quantity]) => ({ key: crypto.randomUUID(), productId: null, sku: sku!, name: '', quantity: Math.max(1, Math.trunc(Number(quantity)) || 1) }))
