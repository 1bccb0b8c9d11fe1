import { compare, digitsOf } from '../../shared/decimal.ts'
import type { EditQuoteInput, PickedProductFragment, QuoteSheetFragment } from '../gql/graphql.ts'
import { less, unitPriceOf } from './amounts.ts'

export type Version = NonNullable<QuoteSheetFragment['version']>

export type DraftLine = {
  /** Stays the same while the server's id comes and goes. */
  key: string
  id?: string
  product: { id: string; sku: string; name: string; unit?: string | null; available: number }
  quantity: number
  /** What was configured; a line keeps it as long as it is there. */
  configurationId?: string | null
  parts?: NonNullable<Version['lines'][number]['parts']> | null
  listPrice: string | null
  /** Until the server has priced a new line, its list price stands in. */
  netPrice: string
  priced: boolean
  /** Not shown in the grid, and kept by it. */
  description?: string | null
  discountPercent: string
  /** Set by hand; otherwise net price less discount. */
  unitPrice: string | null
  unitCost?: string | null
  /** By the server; an edited line is priced anew. */
  promotionDiscount?: string | null
}

export type Draft = { lines: DraftLine[]; discountPercent: string; validUntil: string | null; paymentDays: string; note: string; internalNote: string }

// A product that the viewer may no longer see.
const GONE = { id: '', sku: '—', name: '', available: 0 }

// No discount is an empty cell, not a column of zeros.
const percentText = (value: string | null | undefined) => (value && Number(value) !== 0 ? value : '')

export function draftOf(version: Version): Draft {
  const digits = digitsOf(version.currency)
  return {
    lines: version.lines.map((line) => {
      const netPrice = line.netPrice ?? line.unitPrice
      const byDiscount = compare(less(netPrice, line.discountPercent ?? '', digits), line.unitPrice) === 0
      return {
        key: line.id, id: line.id, product: line.product ?? GONE, quantity: line.quantity, configurationId: line.configurationId, parts: line.parts, listPrice: line.listPrice ?? null, netPrice, promotionDiscount: line.promotionDiscount, priced: true, description: line.description,
        discountPercent: percentText(line.discountPercent), unitPrice: byDiscount ? null : line.unitPrice,
      }
    }),
    discountPercent: percentText(version.discountPercent), validUntil: version.validUntil ?? null, paymentDays: version.paymentDays == null ? '' : String(version.paymentDays), note: version.note ?? '', internalNote: version.internalNote ?? '',
  }
}

/** A product tells its list price and cost in the company's currency; in another one they are unknown until the server has priced the line. */
export function newLine(product: PickedProductFragment, currency: string, quantity = 1): DraftLine {
  const known = product.currency === currency
  const listPrice = known ? product.listPrice ?? null : null
  return { key: crypto.randomUUID(), product, quantity, listPrice, netPrice: listPrice ?? '0', priced: false, discountPercent: '', unitPrice: null, unitCost: known ? product.cost : undefined }
}

type Offer = { currency: string; total: string | null; listTotal: string | null; lines: readonly { productId: string | null; sku: string; name: string; quantity: number; netPrice: string | null }[] }
/** What was configured as one line, with its prices until the server has priced it. */
export function configuredLine(id: string, { currency: inMoney, total, listTotal, lines }: Offer, currency: string): DraftLine {
  const known = inMoney === currency, [base] = lines
  return {
    key: crypto.randomUUID(), product: { id: base?.productId ?? '', sku: base?.sku ?? '', name: base?.name ?? '', available: 0 }, quantity: 1, configurationId: id, parts: lines.map((line) => ({ ...line, __typename: 'LinePart' as const, netPrice: known ? line.netPrice : null })),
    listPrice: known ? listTotal : null, netPrice: (known && total) || '0', priced: false, discountPercent: '', unitPrice: null,
  }
}

/** A price set by hand is sent as such; otherwise the discount is, and the server prices. */
export function inputOf(id: string, revision: number, draft: Draft): Omit<EditQuoteInput, 'clientMutationId'> {
  return {
    id, revision, discountPercent: draft.discountPercent || '0', validUntil: draft.validUntil, paymentDays: draft.paymentDays === '' ? null : Number(draft.paymentDays), note: draft.note || null, internalNote: draft.internalNote || null,
    lines: draft.lines.map((line) => ({
      productId: line.product.id, quantity: line.quantity, description: line.description || null, ...(line.configurationId ? { configurationId: line.configurationId } : line.parts && line.id ? { builtLineId: line.id } : {}), ...(line.unitPrice === null ? { discountPercent: line.discountPercent || '0' } : { unitPrice: line.unitPrice }),
    })),
  }
}

export type Difference = { what: 'added' | 'removed' | 'changed'; name: string; before?: string; after?: string } | { what: 'field'; field: 'discountPercent' | 'paymentDays' | 'validUntil' | 'note' | 'internalNote'; before: string; after: string }

/** What someone else changed since this draft was loaded. A save gives lines new ids, so they are matched by product and order of appearance. */
export function differences(base: Draft, theirs: Draft, currency: string): Difference[] {
  const describe = (line: DraftLine) => `${line.quantity} × ${unitPriceOf(line, digitsOf(currency))}`
  const index = ({ lines }: Draft) => {
    const seen = new Map<string, number>()
    return new Map(lines.map((line) => {
      const nth = (seen.get(line.product.id) ?? 0) + 1
      seen.set(line.product.id, nth)
      return [`${line.product.id}:${nth}`, line]
    }))
  }
  const [before, after] = [index(base), index(theirs)]
  const found: Difference[] = []
  for (const [key, line] of after) {
    const old = before.get(key)
    if (!old) found.push({ what: 'added', name: line.product.name, after: describe(line) })
    else if (describe(old) !== describe(line)) found.push({ what: 'changed', name: line.product.name, before: describe(old), after: describe(line) })
  }
  for (const [key, line] of before) if (!after.has(key)) found.push({ what: 'removed', name: line.product.name, before: describe(line) })
  for (const field of ['discountPercent', 'paymentDays', 'validUntil', 'note', 'internalNote'] as const) {
    if ((base[field] ?? '') !== (theirs[field] ?? '')) found.push({ what: 'field', field, before: base[field] ?? '', after: theirs[field] ?? '' })
  }
  return found
}
