import type { Subject } from '../../kit/event.ts'
import { newId } from '../../kit/ids.ts'
import { type OrderState, type OrderVerb, orderFlow } from '../../orders/order.flow.ts'
import type { DemoAccount } from '../accounts/account.ts'
import type { Calendar } from '../kit/calendar.ts'
import type { Random } from '../kit/random.ts'
import type { Row } from '../kit/rows.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import type { World } from '../world.ts'
import { type Line, lineColumns } from './lines.ts'
import { addShipment, deliverShipments } from './shipments.ts'
import { addUse } from './promotion-use.ts'
import { record } from './record.ts'

/** What happens next, and how many days after what happened before. A step that the order's state does not allow is left out. */
export interface OrderStep { verb: OrderVerb; after: number; reason?: string; /** Ships only the first so many lines. */ lines?: number }

export interface OrderPlan {
  /** What is left to chance in this story. */
  random: Random
  partner: DemoPartner | null
  account: DemoAccount | null
  owner: Person
  seller: Person | null
  creator: Person
  placedAt: Date
  lines: Line[]
  subtotal: string
  total: string
  quote?: { id: string; versionId: string }
  purchaseOrder: string | null
  note?: string
  requestedDate?: string
  waits?: boolean
  channel: 'portal' | 'crm' | 'api'
  steps: OrderStep[]
  /** Days from shipment to payment; null when they have not paid and will not. */
  pays: number | null
}

export interface OrderLineRow extends Row { id: string; quantity: number; reserved_quantity: number; shipped_quantity: number; delivered_quantity: number; promise_date: string | null }

/** One order from its placement until now. */
export class OrderStory {
  readonly id = newId()
  readonly number: string
  readonly row: Row & { state: OrderState; billing_state: string; updated_at: Date; promise_date: string | null }
  readonly lines: OrderLineRow[]
  private readonly uses: Row[] = []
  at: Date
  confirmedAt: Date | null = null
  lastShippedAt: Date | null = null
  private readonly calendar: Calendar

  constructor(readonly world: World, readonly plan: OrderPlan) {
    const { partner, account, owner, seller, creator, placedAt, quote } = plan
    this.at = placedAt
    this.calendar = world.calendar.with(plan.random)
    this.number = world.numbers.next('order', partner, placedAt)
    this.row = {
      id: this.id, number: this.number, state: plan.waits ? 'PendingPartnerApproval' : 'Placed', billing_state: 'NotInvoiced', partner_id: partner?.id ?? null, account_id: account?.id ?? null,
      owner_id: owner.id, seller_id: seller?.id ?? null, created_by_id: creator.id, quote_id: quote?.id ?? null, quote_version_id: quote?.versionId ?? null, purchase_order: plan.purchaseOrder,
      note: plan.note ?? null, requested_date: plan.requestedDate ?? null, promise_date: null, currency: partner?.currency ?? 'TWD', placed_at: placedAt, created_at: placedAt,
      updated_at: placedAt, channel: plan.channel,
    }
    world.rows.add('sales_order', this.row)
    world.rows.add('order_amount', { order_id: this.id, partner_id: partner?.id ?? null, seller_id: seller?.id ?? null, subtotal: plan.subtotal, total: plan.total })
    this.lines = plan.lines.map((line, index) => {
      const row: OrderLineRow = { id: newId(), order_id: this.id, ...lineColumns(line, index), reserved_quantity: 0, shipped_quantity: 0, delivered_quantity: 0, promise_date: null }
      world.rows.add('order_line', row)
      for (const { id, amount } of line.promotions) this.uses.push(addUse(this, line, row, id, amount.toFixed()))
      return row
    })
    this.tell('placed', creator, { waits: plan.waits ?? false }, true)
  }

  private get subject(): Subject {
    const { partner, account, owner, seller } = this.plan
    return { type: 'order', id: this.id, accountId: account?.id, partnerId: partner?.id, ownerId: owner.id, sellerId: seller?.id }
  }

  private get country(): string {
    return (this.plan.partner ?? this.plan.account)!.country
  }

  private tell(what: string, actor: Person, data: Record<string, unknown>, isPublic: boolean): void {
    record(this.world, `order.${what}`, this.at, actor, this.subject, { number: this.number, ...data }, isPublic)
    this.row.updated_at = this.at
  }

  /** Tells the steps until one lies in the future. */
  run(): this {
    const { calendar } = this
    for (const step of this.plan.steps) {
      if (!orderFlow.can(this.row.state, step.verb)) continue
      const next = calendar.later(this.at, step.after, step.verb === 'approve' ? this.country : 'TW')
      if (!calendar.isPast(next)) break
      this.at = next
      this.apply(step)
    }
    this.bill()
    return this
  }

  private apply({ verb, reason, lines }: OrderStep): void {
    const { world, row, plan } = this, { random } = plan
    const desk = world.member(random.chance(0.6) ? 'desk' : 'desk2'), finance = world.member(random.chance(0.5) ? 'finance' : 'credit')
    const why = reason ? { reason } : {}
    if (verb === 'hold') {
      this.to(verb)
      this.tell('held', finance, why, false)
    } else if (verb === 'release') {
      this.to(verb)
      this.tell('released', finance, {}, false)
    } else if (verb === 'confirm') {
      this.to(verb)
      this.confirmedAt = this.at
      row.promise_date = this.promised()
      for (const line of this.lines) line.promise_date = row.promise_date
      this.tell('confirmed', desk, { promiseDate: row.promise_date }, true)
    } else if (verb === 'ship') {
      const shipment = addShipment(world, random, this.id, this.lines.slice(0, lines ?? this.lines.length), this.at, this.country)
      this.to(verb, this.lines.every((line) => line.shipped_quantity === line.quantity) ? 'Shipped' : 'PartiallyShipped')
      this.lastShippedAt = this.at
      this.tell('shipped', desk, shipment, true)
    } else if (verb === 'deliver') {
      const complete = row.state === 'Shipped'
      deliverShipments(world, this.id, this.lines, this.at)
      this.to(verb, complete ? 'Delivered' : 'PartiallyShipped')
      this.tell('delivered', desk, { complete }, true)
    } else if (verb === 'close') {
      this.to(verb)
      this.tell('closed', finance, {}, true)
    } else if (verb === 'cancel') {
      this.to(verb)
      for (const use of this.uses) Object.assign(use, { released_quantity: use.quantity, released_amount: use.amount })
      this.tell('canceled', plan.partner && plan.seller && random.chance(0.5) ? plan.seller : desk, why, true)
    } else if (verb === 'approve' || verb === 'reject') {
      const boss = plan.partner!.people.find(({ roles }) => !roles.includes('buyer') && !roles.includes('seller'))!
      this.to(verb)
      this.tell(verb === 'approve' ? 'approved' : 'rejected', boss, why, true)
    }
  }

  /** What it waited for slipped two days ago. */
  putOff(days: number): void {
    const to = this.row.promise_date!, from = this.calendar.plus(to, -days), at = this.calendar.ago(2)
    this.at = at > this.at ? at : this.at
    Object.assign(this.row, { promised_before: from, repromised_at: this.at })
    this.tell('repromised', this.world.member('desk'), { from, to }, true)
  }

  private to(verb: OrderVerb, outcome?: OrderState): void {
    this.row.state = orderFlow.next(this.row.state, verb, outcome)
  }

  /** The day that the desk said: when the last shipment is planned. */
  private promised(): string {
    const days = this.plan.steps.filter(({ verb }) => verb === 'ship').reduce((sum, { after }) => sum + after, 0)
    return this.calendar.plus(this.calendar.dayOf(this.at), Math.ceil(days) + 1)
  }

  private bill(): void {
    const { row, plan, calendar, lastShippedAt } = this
    if (!lastShippedAt) return
    const paid = plan.pays !== null && row.state !== 'PartiallyShipped' && calendar.isPast(calendar.later(lastShippedAt, plan.pays))
    row.billing_state = row.state === 'PartiallyShipped' ? 'PartiallyInvoiced' : paid ? 'Paid' : 'Invoiced'
  }
}
