import type { EntityDictionary } from '@mikro-orm/core'
import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { type Belongs, named } from '../kit/event.ts'
import { isId, newId } from '../kit/ids.ts'
import type { NewRow } from '../kit/insert.ts'
import { takeNumber } from '../partners/document-number.ts'
import type { Buyer } from '../pricing/load.ts'
import type { Whom } from '../pricing/read-terms.ts'
import { ask, askedOf, chainOf, figuresOf, settle, withdraw } from './approval.ts'
import { reasonsFor } from '../approvals/approval-rules.ts'
import { otherOffersOf } from './other-offers.ts'
import { QuoteVersionInternal } from './quote-internal.ts'
import { QuoteLine } from './quote-line.ts'
import { type Costs, type PricedLine, asItWas, carryOver, costedAs, costsOf, costsThen, priceWanted, stillBuilt, totalsOf, writeLines } from './quote-pricing.ts'
import { QuoteVersion } from './quote-version.ts'
import { type QuoteState, type QuoteVerb, quoteFlow } from './quote.flow.ts'
import type { QuoteLineInput } from './quote.input.ts'
import { Quote } from './quote.ts'

const usualValidity = 30

/** `today` is where the selling company is. */
export interface Loaded { quote: Quote; version: QuoteVersion; today: string }

/** Locks a quote for a verb and loads the latest version that the viewer may see; refuses the verb when its state does not allow it. */
export async function loadFor(tx: Transaction, id: string, verb: QuoteVerb): Promise<Loaded> {
  if (!isId(id)) throw notFound('id')
  const [quote, [latest]] = await Promise.all([
    tx.load(Quote, id, `quote:${verb}`), tx.run('select v.*, app.today()::text as "today here" from quote_version v where v.quote_id = $1 order by v.number desc limit 1', [id]),
  ])
  if (!latest) throw notFound('id')
  const { 'today here': today, ...row } = latest, version = tx.em.map(QuoteVersion, row as EntityDictionary<QuoteVersion>)
  quoteFlow.next(version.superseded ? 'Requested' : version.state, verb)
  return { quote, version, today: today as string }
}

/** What the buyer may know of where the quote stands. */
export function publish(quote: Quote, state: QuoteState): void {
  quote.publicState = state
  quote.updatedAt = new Date()
}

/** A quote as it is written first: what its versions and events need to know of it. */
type NewQuote = Belongs & { currency: string }

/** A sub-dealer's customer is seen, but not bought for. */
export function refuseForeign({ partnerId, accountId, heldBy }: Buyer): void {
  if (partnerId && accountId && heldBy !== partnerId) throw notFound('accountId')
}

export function newQuote(tx: Transaction, { partner, accountId, currency }: Buyer, given: { ownerId: string | null; sellerId: string | null; publicState?: QuoteState }): NewQuote & { number: unknown } {
  const quote = {
    id: newId(), number: takeNumber(tx, 'quote', partner), partner, account: named(accountId), owner: named(given.ownerId), seller: named(given.sellerId), currency,
    createdById: tx.viewer.userId, publicState: given.publicState ?? null,
  }
  tx.add(Quote, quote)
  return quote
}

/** A version with its lines; one of the staff's, with what they cost us. */
export function newVersion(tx: Transaction, quote: NewQuote, number: number, state: QuoteState, lines: readonly PricedLine[], given: NewRow<QuoteVersion> & { discountPercent?: string } = {}, costs?: Costs): void {
  const id = newId(), { discountPercent = '0' } = given
  tx.add(QuoteVersion, {
    id, quoteId: quote.id, number, state, revision: 1, partnerId: quote.partner?.id ?? null, sellerId: quote.seller?.id ?? null, currency: quote.currency, discountPercent,
    ...totalsOf(lines, discountPercent, quote.currency), superseded: false, createdById: tx.viewer.userId, ...given,
  })
  const cost = writeLines(tx, id, lines, costs)
  if (costs) tx.add(QuoteVersionInternal, { versionId: id, cost, approvalReasons: [] })
}

/** A new draft after an earlier version: its lines at today's prices, with the discounts that were given; or as they were, from whoever sends it back without seeing the buyer's prices. */
export async function draftFrom(tx: Transaction, { quote, version }: Pick<Loaded, 'quote' | 'version'>, asTheyWere = false): Promise<void> {
  const old = await tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } })
  version.superseded = true
  await withdraw(tx, version)
  await tx.em.flush()
  const whom = buyerOn(quote), [lines, costs] = asTheyWere ? [old.map(asItWas), await costsThen(tx, version.id)] : await Promise.all([carryOver(tx, whom, old), costsOf(tx, costedAs(old), whom)])
  const { discountPercent, paymentDays = null, note = null, wishedDiscountPercent = null, requestNote = null } = version
  newVersion(tx, quote, version.number + 1, 'Draft', lines, { discountPercent, paymentDays, note, wishedDiscountPercent, requestNote }, costs)
  quote.updatedAt = new Date()
}

/** In the currency that the quote is in. */
const buyerOn = ({ partner, account, currency }: Quote): Whom => ({ partnerId: partner?.id ?? null, accountId: account?.id ?? null, currency })

/** Replaces a draft's lines. */
export async function replaceLines(tx: Transaction, { quote, version }: Loaded, given: readonly QuoteLineInput[]): Promise<void> {
  const wanted = await stillBuilt(tx, version.id, given)
  const [{ lines, costs }, internal] = await Promise.all([wanted.length ? priceWanted(tx, buyerOn(quote), wanted, true) : { lines: [], costs: undefined }, internalOf(tx, version)])
  void tx.run('delete from quote_line where version_id = $1', [version.id])
  Object.assign(version, totalsOf(lines, version.discountPercent, version.currency))
  internal.cost = writeLines(tx, version.id, lines, costs)
}

export async function internalOf(tx: Transaction, version: QuoteVersion): Promise<QuoteVersionInternal> {
  const internal = await tx.em.findOne(QuoteVersionInternal, version.id) ?? tx.em.create(QuoteVersionInternal, { versionId: version.id, cost: '0', approvalReasons: [] })
  tx.em.persist(internal)
  return internal
}

/** Submit, and what the system makes of it: straight to Approved, or to those whom the rules ask. */
export async function submit(tx: Transaction, { quote, version, today }: Loaded, acknowledged = false): Promise<void> {
  const [lines, , [usual], [internal], asked, offers] = await Promise.all([
    tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } }), refuseWithdrawn(tx, version), tx.run(`select (app.today() + ${usualValidity})::text as day`, []),
    tx.run('select cost::text from quote_version_internal where version_id = $1', [version.id]), askedOf(tx, quote), otherOffersOf(tx.run, [version.id]),
  ])
  const others = offers.get(version.id)!
  if (!lines.length) throw new UserError('EMPTY', ['lines'])
  version.validUntil ??= usual!.day as string
  if (version.validUntil < today) throw new UserError('PAST', ['validUntil'])
  version.state = quoteFlow.next(version.state, 'submit')
  version.submittedById = tx.viewer.userId
  version.submittedAt = new Date()
  const figures = figuresOf(version, lines, (internal?.cost as string | null | undefined) ?? null, asked), chain = chainOf(figures, asked, [tx.viewer.userId, quote.owner?.id ?? null])
  // beside the version, so that nobody waits for it
  void tx.run(`insert into quote_version_internal (version_id, approval_figures, approval_reasons, other_offers, offers_acknowledged) values ($1, $2, $3, $4, $5)
    on conflict (version_id) do update set approval_figures = excluded.approval_figures, approval_reasons = excluded.approval_reasons, other_offers = excluded.other_offers, offers_acknowledged = excluded.offers_acknowledged`,
  [version.id, JSON.stringify(figures), JSON.stringify(reasonsFor(figures, asked.rules)), others.length ? JSON.stringify(others) : null, others.length ? acknowledged : null])
  version.state = quoteFlow.next(version.state, 'route', chain.length ? 'PendingApproval' : 'Approved')
  tx.record('quote.submitted', quote.subject(), { number: quote.number, version: version.number, ...(others.length ? { otherOffers: others.length, acknowledged } : {}) })
  if (chain.length) ask(tx, version.id, chain)
  else tx.record('quote.approved', quote.subject(), { number: quote.number, version: version.number, asked: false })
}

/** A product may have gone out of sale since the line was drafted. */
async function refuseWithdrawn(tx: Transaction, version: QuoteVersion): Promise<void> {
  const gone = await tx.run(
    `select l.position - 1 as index, p.sku, p.orderable, l.parts is not null as built, l.description as name from quote_line l join product p on p.id = l.product_id
     where l.version_id = $1 and case when l.parts is null then not p.orderable else
       not (select bool_and(m.orderable) from jsonb_array_elements(l.parts) x join product m on m.id = (x ->> 'productId')::uuid)
       or exists (select from configuration c join model_version v on v.id = c.version_id where c.id = l.configuration_id and v.state <> 'Published') end order by l.position`, [version.id])
  if (gone.length) throw new UserErrors(gone.map(({ index, sku, orderable, built, name }) => (built && orderable
    ? new UserError('OUTDATED', ['lines', String(index), 'configurationId'], { name: name ?? sku }) : new UserError('NOT_ORDERABLE', ['lines', String(index), built ? 'configurationId' : 'productId'], { sku }))))
}

/** The decision of whose turn it is. Nobody decides on their own quote, nor on what they submitted themselves. */
export async function decide(tx: Transaction, { quote, version, for: whose }: Loaded & { for: string }, verb: 'approve' | 'reject' | 'return', comment: string | null): Promise<void> {
  const outcome = ({ approve: 'Approved', reject: 'Rejected', return: 'Returned' } as const)[verb], more = await settle(tx, quote, version, outcome, whose, comment)
  const said = { number: quote.number, version: version.number, ...(comment ? { comment } : {}), ...(whose === tx.viewer.userId ? {} : { for: whose }) }
  if (more) tx.record('quote.stepApproved', quote.subject(), said)
  else tx.record(`quote.${outcome.toLowerCase()}`, quote.subject(), said)
  if (verb === 'return') await draftFrom(tx, { quote, version }, true)
  else version.state = quoteFlow.next(version.state, verb, verb === 'reject' ? 'Rejected' : more ? 'PendingApproval' : 'Approved')
  quote.updatedAt = new Date()
}

/** Ends a quote for everybody: also the versions that its buyer may see. */
export async function cancel(tx: Transaction, { quote, version }: Loaded, reason: string | null): Promise<void> {
  version.state = quoteFlow.next(version.state, 'cancel')
  await withdraw(tx, version)
  await tx.em.flush()
  await tx.run(`update quote_version set state = 'Canceled', revision = revision + 1 where quote_id = $1 and id <> $2 and (number = 0 or presented_at is not null) and state in ('Requested', 'Presented')`, [quote.id, version.id])
  if (quote.publicState) publish(quote, 'Canceled')
  tx.record('quote.canceled', quote.subject(), { number: quote.number, ...(reason ? { reason } : {}) }, quote.publicState !== null)
}
