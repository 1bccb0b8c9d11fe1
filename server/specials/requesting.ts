import { type Transaction, refusePast } from '../access/command.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { named } from '../kit/event.ts'
import { newId } from '../kit/ids.ts'
import { Decimal, round } from '../kit/money.ts'
import { takeNumber } from '../partners/document-number.ts'
import { Account } from '../accounts/account.ts'
import { type Buyer, buyerOf, priceEach } from '../pricing/load.ts'
import type { SpecialPriceTermsInput } from './special-price.input.ts'
import { SpecialPriceLine } from './special-price-line.ts'
import { specialPriceFlow } from './special-price.flow.ts'
import { SpecialPrice } from './special-price.ts'

/** What is asked for, beside what it costs now. Throws every fault at once, each with the path of its line. */
async function pricedLines(tx: Transaction, { partnerId, currency }: Buyer, { lines, accountId = null }: SpecialPriceTermsInput) {
  if (!lines.length) throw new UserError('EMPTY', ['terms', 'lines'])
  const found = await priceEach(tx.run, { partnerId, accountId }, lines.map(({ productId, quantity }) => ({ productId, quantity })))
  const faults: UserError[] = [], seen = new Set<string>()
  const rows = lines.map(({ productId, quantity, requestedPrice }, index) => {
    const at = (field: string) => ['terms', 'lines', String(index), field], { product, netPrice, listPrice } = found[index]!, requested = round(new Decimal(requestedPrice), currency)
    if (!product) faults.push(notFound(...at('productId')))
    else if (seen.has(product.id)) faults.push(new UserError('TAKEN', at('productId')))
    else if (!netPrice) faults.push(new UserError('NO_PRICE', at('productId'), { sku: product.sku }))
    else if (requested.lt(0) || requested.gte(netPrice)) faults.push(new UserError('OUT_OF_RANGE', at('requestedPrice'), { max: netPrice.toFixed() }))
    if (product) seen.add(product.id)
    return { position: index + 1, product: productId, quantity, requestedPrice: requested.toFixed(), listPrice: listPrice?.toFixed() ?? null, netPrice: netPrice?.toFixed() ?? '0', usedQuantity: 0 }
  })
  if (faults.length) throw new UserErrors(faults)
  return rows
}

/** Whom it is for, and what is asked for. A sub-dealer's customer is seen, but not bought for. */
async function checked(tx: Transaction, partnerId: string, terms: SpecialPriceTermsInput) {
  const { accountId = null, validFrom, validTo } = terms
  if (validTo < validFrom) throw new UserError('OUT_OF_RANGE', ['terms', 'validTo'])
  await refusePast(tx, validTo, 'terms', 'validTo')
  const account = ['terms', 'accountId'], buyer = await buyerOf(tx.run, { partnerId, accountId }, account)
  if (accountId && buyer.heldBy !== partnerId) throw notFound(...account)
  return { buyer, lines: await pricedLines(tx, buyer, terms) }
}

const saidIn = ({ validFrom, validTo, competitor, reason }: SpecialPriceTermsInput) => ({ validFrom, validTo, competitor: competitor?.trim() || null, reason: reason.trim() })

/** A draft: of the partner's own, or of one of ours for it. */
export async function create(tx: Transaction, partnerId: string, terms: SpecialPriceTermsInput): Promise<{ id: string }> {
  const { buyer, lines } = await checked(tx, partnerId, terms), byDealer = tx.viewer.partnerId !== null, id = newId()
  const request = {
    id, number: takeNumber(tx, 'special', buyer.partner), state: specialPriceFlow.next(null, 'create'), origin: byDealer ? 'PARTNER' : 'STAFF', partner: buyer.partner, account: named(terms.accountId ?? null),
    seller: byDealer ? named(tx.viewer.userId) : null, owner: named(byDealer ? buyer.partner!.representativeId : tx.viewer.userId), currency: buyer.currency, createdById: tx.viewer.userId, revision: 1, ...saidIn(terms),
  }
  tx.add(SpecialPrice, request)
  tx.add(SpecialPriceLine, ...lines.map((line) => ({ id: newId(), specialPriceId: id, ...line })))
  return { id }
}

export async function edit(tx: Transaction, request: SpecialPrice, terms: SpecialPriceTermsInput): Promise<void> {
  const { buyer, lines } = await checked(tx, request.partner.id, terms)
  request.state = specialPriceFlow.next(request.state, 'edit')
  // what the partner pays in may have changed since
  Object.assign(request, { ...saidIn(terms), currency: buyer.currency, account: terms.accountId ? tx.em.getReference(Account, terms.accountId) : null })
  await tx.run('delete from special_price_line where special_price_id = $1', [request.id])
  tx.add(SpecialPriceLine, ...lines.map((line) => ({ id: newId(), specialPriceId: request.id, ...line })))
}

/** Asks for it, at what the products cost the buyer now: the lines are compared anew. */
export async function submit(tx: Transaction, request: SpecialPrice): Promise<void> {
  const lines = await tx.em.find(SpecialPriceLine, { specialPriceId: request.id }, { orderBy: { position: 'asc' } })
  const { validFrom, validTo, reason, account } = request
  await edit(tx, request, { validFrom, validTo, reason, competitor: request.competitor ?? null, accountId: account?.id ?? null, lines: lines.map(({ product, quantity, requestedPrice }) => ({ productId: product.id, quantity, requestedPrice })) })
  request.state = specialPriceFlow.next(request.state, 'submit')
}
