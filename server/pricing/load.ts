import { notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import type { Run } from '../kit/read/reader.ts'
import { Decimal } from '../kit/money.ts'
import { type Price, pricesOf } from './price.ts'
import { type Good, type PriceTerms, type Whom, readTerms, readTermsBeside, readTermsOf } from './read-terms.ts'
import type { PromotionTerms } from './terms.ts'

/** Who buys, and what a document says of them. */
export interface Buyer {
  partnerId: string | null
  accountId: string | null
  currency: string
  partner: { id: string; code: string; currency: string; representativeId: string | null } | null
  /** The partner that holds the account. */
  heldBy: string | null
}

/**
 * The buyer as the viewer may act for it: staff for whomever they see, a partner's people for their own organisation alone.
 * The currency is the partner's, else the selling company's, unless another is wanted. Throws NOT_FOUND for anybody else; `accountAt` is where the account was said.
 */
export async function buyerOf(run: Run, { partnerId = null, accountId = null, currency = null }: Whom, accountAt: readonly string[] = ['accountId']): Promise<Buyer> {
  if (partnerId !== null && !isId(partnerId)) throw notFound('partnerId')
  if (accountId !== null && !isId(accountId)) throw notFound(...accountAt)
  const [found] = await run(
    `select app.buyer_currency($1::uuid, $3::char(3)) as currency, $2::uuid is null or a.id is not null as "isAccount", a.partner_id as "heldBy", p.code, p.currency as "partnerCurrency", p.representative_id as "representativeId",
      case when app.partner_id() is not null then app.partner_id() is not distinct from $1::uuid else $1::uuid is null or p.id is not null end as "isPartner"
     from (values (1)) one left join partner p on p.id = $1::uuid left join account a on a.id = $2::uuid`,
    [partnerId, accountId, currency])
  const { isPartner, isAccount, currency: wanted, code, partnerCurrency, representativeId, heldBy } = found!
  if (!isPartner) throw notFound('partnerId')
  if (!isAccount) throw notFound(...accountAt)
  return { partnerId, accountId, currency: wanted, partner: partnerId === null ? null : { id: partnerId, code, currency: partnerCurrency, representativeId }, heldBy }
}

export interface Wanted { productId: string; quantity: number; /** A part of something else. */ builtIn?: boolean }

/** The price of a line; `product` is null where there is none with this id that the viewer may see. */
export interface PricedLine extends Price { product: Good | null; quantity: number }

/**
 * The prices of lines on a day, today when left out, in the order of the lines and under the viewer's own row
 * rights: one statement, however many lines there are.
 */
export async function priceLines(run: Run, whom: Whom, wanted: readonly Wanted[], day: string | null = null): Promise<PricedLine[]> {
  return priced(await readTerms(run, whom, idsIn(wanted), day), whom, wanted)
}

/** The same for each as if it were bought alone. */
export async function priceEach(run: Run, whom: Whom, wanted: readonly Wanted[], day: string | null = null): Promise<PricedLine[]> {
  const terms = await readTerms(run, whom, idsIn(wanted), day)
  return wanted.map((one) => priced(terms, whom, [one])[0]!)
}

/** The same for several buyers today, each with the currency that it pays in: one statement, however many buyers there are. */
export async function priceBills(run: Run, bills: readonly { whom: Whom; wanted: readonly Wanted[] }[]): Promise<{ currency: string; lines: PricedLine[] }[]> {
  const keyOf = ({ partnerId, accountId, currency }: Whom) => `${partnerId} ${accountId} ${currency}`
  const buyers = new Map(bills.map(({ whom }) => [keyOf(whom), whom]))
  const wantedBy = (buyer: string) => bills.flatMap(({ whom, wanted }) => (keyOf(whom) === buyer ? wanted : []))
  const read = await readTermsOf(run, [...buyers].map(([key, whom]) => ({ whom, productIds: idsIn(wantedBy(key)) })))
  const terms = new Map([...buyers.keys()].map((key, index) => [key, read[index]!]))
  return bills.map(({ whom, wanted }) => {
    const ofBuyer = terms.get(keyOf(whom))!
    return { currency: ofBuyer.currency, lines: priced(ofBuyer, whom, wanted) }
  })
}

/** The same for baskets that the database finds itself: see `readTermsBeside`, with what lies in each as `lines`. */
export async function priceBaskets<T extends { whom: Whom; lines: Wanted[] }>(run: Run, baskets: string, values: unknown[]): Promise<{ beside: T; lines: PricedLine[] }[]> {
  return (await readTermsBeside<T>(run, baskets, values)).map(({ beside, terms }) => ({ beside, lines: priced(terms, beside.whom, beside.lines) }))
}

const idsIn = (wanted: readonly Wanted[]): string[] => [...new Set(wanted.map(({ productId }) => productId).filter(isId))]

/** Those of which too little is left say so themselves. */
const leaving = (promotions: PromotionTerms[], { without }: Whom): PromotionTerms[] => (without ? promotions.map((one) => ({ ...one, left: without.find(({ id }) => id === one.id)?.left ?? null })) : promotions)

/** All lines are priced together: what is bought together may cost less. */
export function priced(terms: PriceTerms, whom: Whom, wanted: readonly Wanted[]): PricedLine[] {
  const { currency, day } = terms
  const lines = wanted.map(({ productId, quantity }) => ({ product: terms.products.get(productId.toLowerCase()) ?? null, quantity }))
  const basket = lines.flatMap(({ product, quantity }, index) => (product ? [{ product, quantity, builtIn: wanted[index]!.builtIn === true, promotions: leaving(terms.promotionsOf(product.id), whom) }] : []))
  const prices = pricesOf(basket, terms.lists, { day, currency, byPartner: whom.partnerId != null }).values()
  return lines.map((line) => ({ ...(line.product ? prices.next().value! : { netPrice: null, listPrice: null, discount: new Decimal(0), currency, steps: [], promotions: [], budgetEntryId: null }), ...line }))
}
