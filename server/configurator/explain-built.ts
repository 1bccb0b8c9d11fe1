import { type PriceExplanation, explain } from '../pricing/explanation.ts'
import type { PricedBuilt } from './built.ts'
import type { LinePart } from './line-part.ts'
import { inWords } from './say.ts'

/** Parts as they are told, in a language; null for a plain product. */
export function partsTold({ parts, pieces }: PricedBuilt, locale: string): LinePart[] | null {
  const products = new Map(pieces.flatMap(({ product }) => (product ? [[product.id, product] as const] : [])))
  return parts && parts.filter(({ productId, surcharge }) => productId || surcharge).map(({ productId, name, quantity, listPrice = null, netPrice = null }) => {
    const product = productId ? products.get(productId) : undefined
    return { productId: product?.id ?? null, sku: product?.sku ?? null, name: product?.name ?? (name ? inWords(name, locale) : '…'), quantity, listPrice, netPrice }
  })
}

/** The price of something built opens into those of its products. */
export const explainBuilt = (line: PricedBuilt, locale: string): PriceExplanation => ({
  ...explain(line, locale), ...(line.parts ? { steps: [], parts: line.pieces.map((piece) => ({ name: piece.product?.name ?? '…', sku: piece.product?.sku ?? '', explanation: explain(piece, locale) })) } : {}),
})
