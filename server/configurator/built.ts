import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { Decimal, sum } from '../kit/money.ts'
import type { Run } from '../kit/read/reader.ts'
import { type PricedLine, type Wanted, priceLines } from '../pricing/load.ts'
import type { Whom } from '../pricing/read-terms.ts'
import type { Definition, Words } from './definition.ts'
import { billOf, buildDays, chosenIn, isBuiltIn, surchargeAt } from './offer.ts'
import { sayAnswer } from './say.ts'
import type { Selection } from './selection.ts'
import { choiceKey } from './surcharge-cost.ts'

/** What goes into one of something built: a product, or a choice in words, which may cost beyond the products; `choice` is the key of what that costs us. Prices are those of one piece for the buyer, when it was priced. */
export interface BuiltPart { productId?: string; quantity: number; name?: Words; surcharge?: Record<string, string>; choice?: string; listPrice?: string | null; netPrice?: string | null }
/** How a line is built; a plain product is not. */
export interface Built { configurationId: string | null; parts: BuiltPart[]; buildDays: number | null }
export type Buildable<Line> = Line & { built?: Built | null }

/**
 * Lines with what those that were configured are built of; such a line is of the product that its model begins with. Nothing is read
 * where none was configured. What a dealer configured is for its own purchases.
 * The refusals are those of each line, by its place: NOT_FOUND, OUTDATED.
 */
export async function withBuilt<Line extends Wanted & { configurationId?: string | null; description?: string | null }>(run: Run, lines: readonly Line[], { partnerId = null }: Whom): Promise<{ lines: Buildable<Line>[]; refused: Map<number, UserError> }> {
  const refused = new Map<number, UserError>()
  const ids = [...new Set(lines.flatMap(({ configurationId }) => configurationId ?? []))]
  if (!ids.length) return { lines: [...lines], refused }
  const saved = await read(run, ids.filter(isId))
  return {
    refused,
    lines: lines.map((line, index) => {
      const { configurationId } = line
      if (!configurationId) return line
      const found = saved.get(configurationId), at = ['lines', String(index), 'configurationId'], [first] = found?.built.parts ?? []
      if (!found || !first?.productId || (found.partnerId && found.partnerId !== partnerId)) { refused.set(index, notFound(...at)); return line }
      if (found.outdated) refused.set(index, new UserError('OUTDATED', at, { name: found.name }))
      return { ...line, productId: first.productId, description: line.description ?? found.name, built: found.built }
    }),
  }
}

async function read(run: Run, ids: readonly string[]): Promise<Map<string, { name: string; partnerId: string | null; outdated: boolean; built: Built }>> {
  const rows = await run('select c.id, c.name, c.partner_id as "partnerId", c.answers, v.model_id as model, v.state, v.definition from configuration c join model_version v on v.id = c.version_id where c.id = any ($1::uuid[])', [ids]) as unknown as { id: string; name: string; partnerId: string | null; answers: Selection; model: string; state: string; definition: Definition }[]
  const bills = rows.map(({ definition, answers }) => billOf(definition, answers))
  const products = new Map((await run('select id, sku from product where sku = any ($1::text[])', [[...new Set(bills.flat().map(({ sku }) => sku))]])).map(({ id, sku }) => [sku as string, id as string]))
  return new Map(rows.flatMap(({ id, name, partnerId, answers, model, state, definition }, index) => {
    const bill = bills[index]!
    // a product that is gone can't be built in
    if (!bill.every(({ sku }) => products.has(sku))) return []
    return [[id, { name, partnerId, outdated: state !== 'Published', built: { configurationId: id, buildDays: buildDays(definition, answers), parts: partsIn(model, definition, answers, (sku) => products.get(sku)!) } }] as const]
  }))
}

/** What goes into one of a solution: the products of its bill of material, then everything that was chosen. */
export const partsIn = (model: string, definition: Definition, answers: Selection, idOf: (sku: string) => string): BuiltPart[] => [
  ...billOf(definition, answers).map(({ sku, quantity }): BuiltPart => ({ productId: idOf(sku), quantity })),
  ...chosenIn(definition, answers).map(({ option, choice }): BuiltPart => ({ quantity: 1, name: sayAnswer(definition, { option, choice: choice.key }), ...(choice.surcharge && Object.keys(choice.surcharge).length ? { surcharge: choice.surcharge, choice: choiceKey(model, option, choice.key) } : {}) })),
]

/** A price with the parts that it is the sum of, as they are kept with the line, and what the price of each was made with. */
export interface PricedBuilt extends PricedLine { parts: BuiltPart[] | null; pieces: PricedLine[] }

const flat = (lines: readonly Buildable<Wanted>[]): Wanted[] => lines.flatMap(({ productId, quantity, built }) =>
  (built ? built.parts.flatMap((part, index) => (part.productId ? { productId: part.productId, quantity: part.quantity * quantity, builtIn: isBuiltIn(part, index) } : [])) : { productId, quantity }))

/** Prices of lines as `priceLines` gives them: what is built costs what its parts cost its buyer, each at as many as it takes. One statement. */
export async function priceBuilt(run: Run, whom: Whom, lines: readonly Buildable<Wanted>[]): Promise<PricedBuilt[]> {
  const priced = await priceLines(run, whom, flat(lines))
  return lines.map(({ quantity, built }) => {
    if (!built) return { ...priced.shift()!, parts: null, pieces: [] }
    return fold(built.parts, priced.splice(0, built.parts.filter(({ productId }) => productId).length), quantity)
  })
}

/** The parts of one of it, together. Where one has no price or can't be had, it is told instead, without a price. */
export function fold(parts: readonly BuiltPart[], pieces: PricedLine[], quantity: number): PricedBuilt {
  const [base] = pieces, { currency } = base!, bad = pieces.find(({ product, netPrice }) => !product?.orderable || !netPrice)
  const told = parts.map((part): BuiltPart => {
    const at = part.productId ? pieces[parts.filter(({ productId }) => productId).indexOf(part)] : null
    if (at) return { ...part, listPrice: at.listPrice?.toFixed() ?? null, netPrice: at.netPrice?.toFixed() ?? null }
    // what it was in another currency is no price in this one
    return part.surcharge ? { ...part, listPrice: null, netPrice: null, ...surchargeAt(part.surcharge, base, currency) } : part
  })
  const total = (of: 'listPrice' | 'netPrice') => sum(told.flatMap((part) => (part[of] == null ? [] : new Decimal(part[of]).times(part.quantity))))
  const promotions = new Map<string, PricedLine['promotions'][number]>()
  for (const one of pieces.flatMap((piece) => piece.promotions)) promotions.set(one.id, { ...one, amount: one.amount.plus(promotions.get(one.id)?.amount ?? 0) })
  return {
    ...(bad ?? base!), quantity, currency, parts: told, pieces, promotions: [...promotions.values()], discount: sum(pieces.map(({ discount }) => discount)),
    netPrice: bad ? null : total('netPrice'), listPrice: pieces.every(({ listPrice }) => listPrice) ? total('listPrice') : null,
  }
}
