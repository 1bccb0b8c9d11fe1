import type { Transaction } from '../access/command.ts'
import { UserError, UserErrors } from '../kit/errors.ts'
import { User } from '../people/user.ts'
import { buyerOf } from '../pricing/load.ts'
import { currentRules, quotedRecently, reasonsFor } from './approval-rules.ts'
import { QuoteApproval } from './quote-approval.ts'
import { QuoteVersionInternal } from './quote-internal.ts'
import { QuoteLine } from './quote-line.ts'
import { type PricedLine, carryOver, priceWanted, setLines } from './quote-pricing.ts'
import { QuoteVersion } from './quote-version.ts'
import { type QuoteState, type QuoteVerb, quoteFlow } from './quote.flow.ts'
import type { QuoteLineInput } from './quote.input.ts'
import { Quote } from './quote.ts'

const usualValidity = 30

export interface Loaded { quote: Quote; version: QuoteVersion }

/** Locks a quote for a verb and loads the latest version that the viewer may see; refuses the verb when its state does not allow it. */
export async function loadFor(tx: Transaction, id: string, verb: QuoteVerb): Promise<Loaded> {
  const quote = await tx.load(Quote, id, `quote:${verb}`)
  const [version] = await tx.em.find(QuoteVersion, { quoteId: id }, { orderBy: { number: 'desc' }, limit: 1 })
  if (!version) throw new UserError('NOT_FOUND', ['id'])
  quoteFlow.next(version.superseded ? 'Requested' : version.state, verb)
  return { quote, version }
}

/** What the buyer may know of where the quote stands. */
export function publish(quote: Quote, state: QuoteState): void {
  quote.publicState = state
  quote.updatedAt = new Date()
}

export function newVersion(tx: Transaction, quote: Quote, number: number, state: QuoteState, given: Partial<QuoteVersion> = {}): QuoteVersion {
  const version = tx.em.create(QuoteVersion, {
    quoteId: quote.id, number, state, revision: 1, partnerId: quote.partner?.id ?? null, sellerId: quote.seller?.id ?? null, currency: quote.currency, discountPercent: '0',
    subtotal: '0', discountAmount: '0', total: '0', superseded: false, createdById: tx.viewer.userId, ...given,
  } as any)
  tx.em.persist(version)
  return version
}

/** A new draft after an earlier version: its lines at today's prices, with the discounts that were given. */
export async function draftFrom(tx: Transaction, { quote, version }: Loaded): Promise<QuoteVersion> {
  const old = await tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } })
  version.superseded = true
  await withdrawApproval(tx, version)
  await tx.em.flush()
  const draft = newVersion(tx, quote, version.number + 1, 'Draft', { discountPercent: version.discountPercent, note: version.note ?? null, wishedDiscountPercent: version.wishedDiscountPercent ?? null, requestNote: version.requestNote ?? null })
  await tx.em.flush()
  await setLines(tx, draft, await carryOver(tx, await buyerOn(tx, quote), old), true)
  quote.updatedAt = new Date()
  return draft
}

export async function priced(tx: Transaction, quote: Quote, lines: readonly QuoteLineInput[]): Promise<PricedLine[]> {
  return priceWanted(tx, await buyerOn(tx, quote), lines)
}

const buyerOn = (tx: Transaction, quote: Quote) => buyerOf(tx.run, { partnerId: quote.partner?.id ?? null, accountId: quote.account?.id ?? null })

/** Replaces a draft's lines. */
export async function replaceLines(tx: Transaction, { quote, version }: Loaded, lines: readonly QuoteLineInput[]): Promise<void> {
  const fresh = lines.length ? await priced(tx, quote, lines) : []
  await tx.em.nativeDelete(QuoteLine, { versionId: version.id })
  await setLines(tx, version, fresh, true)
}

export async function internalOf(tx: Transaction, version: QuoteVersion): Promise<QuoteVersionInternal> {
  const internal = await tx.em.findOne(QuoteVersionInternal, version.id) ?? tx.em.create(QuoteVersionInternal, { versionId: version.id, cost: '0', approvalReasons: [] })
  tx.em.persist(internal)
  return internal
}

/** Submit, and what the system makes of it: straight to Approved, or to a manager when the rules ask for one. */
export async function submit(tx: Transaction, { quote, version }: Loaded): Promise<void> {
  const lines = await tx.em.find(QuoteLine, { versionId: version.id }, { orderBy: { position: 'asc' } })
  if (!lines.length) throw new UserError('EMPTY', ['lines'])
  await refuseWithdrawn(tx, version)
  const [{ today, usual }] = (await tx.run(`select app.today()::text as today, (app.today() + ${usualValidity})::text as usual`, [])) as [{ today: string; usual: string }]
  version.validUntil ??= usual
  if (version.validUntil < today) throw new UserError('PAST', ['validUntil'])
  version.state = quoteFlow.next(version.state, 'submit')
  version.submittedById = tx.viewer.userId
  version.submittedAt = new Date()
  const internal = await internalOf(tx, version)
  internal.approvalReasons = reasonsFor({ total: version.total, cost: internal.cost ?? null, lines, currency: version.currency, recently: await quotedRecently(tx, quote, version.currency) }, await currentRules(tx))
  version.state = quoteFlow.next(version.state, 'route', internal.approvalReasons.length ? 'PendingApproval' : 'Approved')
  tx.record('quote.submitted', quote.subject(), { number: quote.number, version: version.number })
  if (internal.approvalReasons.length) tx.em.persist(tx.em.create(QuoteApproval, { versionId: version.id, step: 1, state: 'Pending', requestedBy: tx.viewer.userId }))
  else tx.record('quote.approved', quote.subject(), { number: quote.number, version: version.number })
}

/** A product may have gone out of sale since the line was drafted. */
async function refuseWithdrawn(tx: Transaction, version: QuoteVersion): Promise<void> {
  const gone = await tx.run('select l.position - 1 as index, p.sku from quote_line l join product p on p.id = l.product_id where l.version_id = $1 and not p.orderable order by l.position', [version.id])
  if (gone.length) throw new UserErrors(gone.map(({ index, sku }) => new UserError('NOT_ORDERABLE', ['lines', String(index), 'productId'], { sku })))
}

/** A manager's decision on a version that waits for one. Nobody decides on what they submitted themselves. */
export async function decide(tx: Transaction, { quote, version }: Loaded, verb: 'approve' | 'reject' | 'return', comment: string | null): Promise<void> {
  if (version.submittedById === tx.viewer.userId) throw new UserError('OWN_APPROVAL', ['id'])
  const step = await tx.em.findOneOrFail(QuoteApproval, { versionId: version.id, state: 'Pending' })
  Object.assign(step, { state: { approve: 'Approved', reject: 'Rejected', return: 'Returned' }[verb], approver: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date(), comment })
  await tx.em.flush()
  tx.record(`quote.${{ approve: 'approved', reject: 'rejected', return: 'returned' }[verb]}`, quote.subject(), { number: quote.number, version: version.number, ...(comment ? { comment } : {}) })
  if (verb === 'return') await draftFrom(tx, { quote, version })
  else version.state = quoteFlow.next(version.state, verb)
  quote.updatedAt = new Date()
}

/** Nobody needs to decide any more on a version that was taken back. */
async function withdrawApproval(tx: Transaction, version: QuoteVersion): Promise<void> {
  const pending = await tx.em.findOne(QuoteApproval, { versionId: version.id, state: 'Pending' })
  if (pending) Object.assign(pending, { state: 'Withdrawn', decidedAt: new Date() })
}

/** Ends a quote for everybody: also the versions that its buyer may see. */
export async function cancel(tx: Transaction, { quote, version }: Loaded, reason: string | null): Promise<void> {
  version.state = quoteFlow.next(version.state, 'cancel')
  await withdrawApproval(tx, version)
  await tx.em.flush()
  await tx.run(`update quote_version set state = 'Canceled', revision = revision + 1 where quote_id = $1 and id <> $2 and (number = 0 or presented_at is not null) and state in ('Requested', 'Presented')`, [quote.id, version.id])
  if (quote.publicState) publish(quote, 'Canceled')
  tx.record('quote.canceled', quote.subject(), { number: quote.number, ...(reason ? { reason } : {}) }, quote.publicState !== null)
}
