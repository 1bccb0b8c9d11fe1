import type { Subject } from '../../kit/event.ts'
import { newId } from '../../kit/ids.ts'
import type { Decimal } from '../../kit/money.ts'
import { type QuoteState, type QuoteVerb, quoteFlow } from '../../quotes/quote.flow.ts'
import type { DemoAccount } from '../accounts/account.ts'
import type { Calendar } from '../kit/calendar.ts'
import type { Random } from '../kit/random.ts'
import type { Row } from '../kit/rows.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import type { World } from '../world.ts'
import type { Wanted } from './lines.ts'
import { reasonsOf } from './approval.ts'
import { type MadeVersion, addVersion } from './quote-version.ts'
import { record } from './record.ts'

/** What happens next, and how many days after what happened before. A step that the quote's state does not allow is left out. */
export interface QuoteStep { verb: QuoteVerb; after: number; comment?: string; discount?: number; validDays?: number; purchaseOrder?: string; /** What is offered from then on. */ wanted?: Wanted[] }

export interface QuotePlan {
  /** What is left to chance in this story. */
  random: Random
  partner: DemoPartner | null
  account: DemoAccount | null
  /** The dealer's person who asked; null when our representative began. */
  requester: Person | null
  seller: Person | null
  owner: Person
  start: Date
  wanted: Wanted[]
  discount: number
  wishedDiscount?: number
  requestNote?: string
  note?: string
  internalNote?: string
  steps: QuoteStep[]
}

/** One quote from its beginning until now: what lies in the future has not happened. */
export class QuoteStory {
  readonly id = newId()
  readonly number: string
  readonly row: Row & { public_state: QuoteState | null; updated_at: Date }
  version: MadeVersion
  at: Date
  acceptedBy: Person | null = null
  private readonly calendar: Calendar

  constructor(readonly world: World, readonly plan: QuotePlan, private readonly recently: (story: QuoteStory) => Decimal) {
    const { partner, account, owner, seller, requester, start } = plan
    this.at = start
    this.calendar = world.calendar.with(plan.random)
    this.number = world.numbers.next('quote', partner, start)
    const author = requester ?? owner
    this.row = {
      id: this.id, number: this.number, partner_id: partner?.id ?? null, account_id: account?.id ?? null, contact_id: account?.contacts[0]?.id ?? null, owner_id: owner.id, seller_id: seller?.id ?? null,
      created_by_id: author.id, currency: partner?.currency ?? 'TWD', public_state: requester ? 'Requested' : null, created_at: start, updated_at: start,
    }
    world.rows.add('quote', this.row)
    this.version = requester ? this.addVersion(0, 'Requested', requester, false) : this.addVersion(1, 'Draft', owner, true)
    this.tell(requester ? 'requested' : 'created', author, {}, requester !== null)
  }

  get state(): QuoteState {
    return this.version.row.state
  }

  private get subject(): Subject {
    const { partner, account, owner, seller } = this.plan
    return { type: 'quote', id: this.id, accountId: account?.id, partnerId: partner?.id, ownerId: owner.id, sellerId: seller?.id }
  }

  private addVersion(number: number, state: QuoteState, author: Person, withCost: boolean, discount = number === 0 ? 0 : this.plan.discount): MadeVersion {
    const { partner, seller, wanted, wishedDiscount = null, requestNote = null, note = null, internalNote } = this.plan
    return addVersion(this.world, {
      quoteId: this.id, number, state, partner, seller, author, at: this.at, wanted: number === 0 ? wanted.map((line) => ({ ...line, discount: 0 })) : wanted, discount, withCost, wishedDiscount, requestNote,
      note: number === 0 ? null : note, internalNote,
    })
  }

  private tell(what: string, actor: Person | null, data: Record<string, unknown>, isPublic: boolean): void {
    record(this.world, `quote.${what}`, this.at, actor, this.subject, { number: this.number, ...data }, isPublic)
    this.row.updated_at = this.at
  }

  /** Tells the steps until one lies in the future. */
  run(): this {
    for (const step of this.plan.steps) {
      if (!quoteFlow.can(this.state, step.verb)) continue
      const next = step.verb === 'expire' ? this.expiry : this.calendar.later(this.at, step.after, (this.plan.partner ?? this.plan.account)?.country)
      if (!this.calendar.isPast(next)) return this
      this.at = next
      this.apply(step)
    }
    return this
  }

  /** Just after the last day has ended where we are. */
  private get expiry(): Date {
    return new Date(`${this.version.row.valid_until}T16:05:00Z`)
  }

  private apply({ verb, comment, discount, validDays = 30, purchaseOrder, wanted }: QuoteStep): void {
    const { owner, seller, requester, partner } = this.plan
    const { row } = this.version, version = row.number
    const manager = this.world.managerOf(owner), dealer = seller ?? requester ?? partner?.people[0] ?? owner
    const reason = comment ? { reason: comment } : {}, said = comment ? { comment } : {}
    if (verb === 'draft' || verb === 'revise') {
      const known = this.row.public_state !== null
      if (wanted) this.plan.wanted = wanted
      this.redraft(discount ?? this.plan.discount)
      if (verb === 'revise' && known) this.row.public_state = 'Requested'
      this.tell(verb === 'draft' ? 'drafted' : 'revised', owner, {}, verb === 'revise' && known)
    } else if (verb === 'submit') this.submit(validDays)
    else if (verb === 'approve' || verb === 'reject' || verb === 'return') {
      const outcome = { approve: 'Approved', reject: 'Rejected', return: 'Returned' }[verb]
      const step = this.world.rows.of('quote_approval').find(({ version_id: of, state }) => of === row.id && state === 'Pending')!
      Object.assign(step, { state: outcome, approver_id: manager.id, decided_at: this.at, comment: comment ?? null })
      this.tell(outcome.toLowerCase(), manager, { version, ...said }, false)
      if (verb === 'return') this.redraft(discount ?? this.plan.discount)
      else row.state = quoteFlow.next(row.state, verb, outcome as QuoteState)
    } else if (verb === 'present') {
      row.state = 'Presented'
      row.presented_at = this.at
      this.row.public_state = 'Presented'
      this.tell('presented', owner, { version }, true)
    } else if (verb === 'accept' || verb === 'decline') {
      row.state = this.row.public_state = verb === 'accept' ? 'Accepted' : 'Declined'
      Object.assign(row, { decided_by_id: dealer.id, decided_at: this.at, decline_reason: comment ?? null, purchase_order: purchaseOrder ?? null })
      if (verb === 'accept') this.acceptedBy = dealer
      this.tell(row.state.toLowerCase(), dealer, verb === 'accept' ? { version } : reason, true)
    } else if (verb === 'expire') {
      const known = row.state === 'Presented'
      row.state = 'Expired'
      if (known) this.row.public_state = 'Expired'
      this.tell('expired', null, {}, known)
    } else if (verb === 'cancel') this.cancel(reason)
  }

  /** A new draft at the prices of its day takes the place of what was. */
  private redraft(discount: number): void {
    this.version.row.superseded = true
    this.version = this.addVersion(this.version.row.number + 1, 'Draft', this.plan.owner, true, discount)
  }

  private submit(validDays: number): void {
    const { owner, partner } = this.plan, { row, internal } = this.version
    row.submitted_by_id = owner.id
    row.submitted_at = this.at
    row.valid_until = this.calendar.plus(this.calendar.dayOf(this.at), validDays)
    const reasons = reasonsOf(this.version, partner?.currency ?? 'TWD', this.recently(this).toFixed())
    internal!.approval_reasons = reasons
    row.state = reasons.length ? 'PendingApproval' : 'Approved'
    this.tell('submitted', owner, { version: row.number }, false)
    if (!reasons.length) this.tell('approved', owner, { version: row.number }, false)
    else this.world.rows.add('quote_approval', { id: newId(), version_id: row.id, step: 1, state: 'Pending', decider: 'MANAGER', level: 1, person_id: this.world.managerOf(owner).id, remind_days: 2, requested_by_id: owner.id, requested_at: this.at, waiting_since: this.at, approver_id: null, decided_at: null, comment: null })
  }

  private cancel(reason: Record<string, unknown>): void {
    const known = this.row.public_state !== null
    this.version.row.state = 'Canceled'
    for (const other of this.world.rows.of('quote_version')) {
      if (other.quote_id === this.id && ['Requested', 'Presented'].includes(other.state as string)) other.state = 'Canceled'
    }
    if (known) this.row.public_state = 'Canceled'
    this.tell('canceled', this.plan.owner, reason, known)
  }
}
