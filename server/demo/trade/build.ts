import { type Decimal, sum } from '../../kit/money.ts'
import type { Random } from '../kit/random.ts'
import type { World } from '../world.ts'
import { castOrders, castQuotes } from './cast.ts'
import { configuredOrders, configuredQuotes } from './configured.ts'
import { writeTerms } from './credit.ts'
import { tellDesk } from './desk.ts'
import { priced } from './lines.ts'
import { type OrderPlan, OrderStory } from './order-story.ts'
import { orderSteps, someBasket, someBuyer, someQuote } from './plans.ts'
import { purchaseOrderOf } from './phrases.ts'
import { type QuotePlan, QuoteStory } from './quote-story.ts'
import { reserveAll } from './reservations.ts'

const quoteCount = 218, openQuoteCount = 14, ownOrderCount = 290
const window = 30 * 86_400_000

/** A year of quotes and orders, told in the order of time so that numbers rise with it. */
export function buildTrade(world: World): void {
  const quotes = tellQuotes(world)
  const plans = [...Array.from({ length: ownOrderCount }, () => someOrder(world)), ...castOrders(world), ...configuredOrders(world), ...quotes.flatMap(orderOf)]
  const orders = plans.sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime()).map((plan) => new OrderStory(world, plan).run())
  reserveAll(world, orders)
  tellDesk(world, orders)
  writeTerms(world)
}

/** Days back within the last year; business has grown. */
const someDay = ({ random }: World) => 1 + Math.floor(364 * random.next() ** 1.25)

function tellQuotes(world: World): QuoteStory[] {
  const plans: QuotePlan[] = Array.from({ length: quoteCount }, () => someQuote(world, world.calendar.ago(someDay(world))))
  const open = Array.from({ length: openQuoteCount }, () => unfinished(world, someQuote(world, world.calendar.ago(world.random.int(1, 5)))))
  const told: QuoteStory[] = []
  // what the same buyer was quoted in the thirty days before
  const recently = (story: QuoteStory): Decimal => sum(told.filter((other) => {
    const { submitted_at: at } = other.version.row
    const same = story.plan.partner ? other.plan.partner === story.plan.partner : other.plan.account === story.plan.account
    return same && at && at <= story.at && story.at.getTime() - at.getTime() < window && other.state !== 'Rejected'
  }).map(({ version }) => version.row.total))
  for (const plan of [...plans, ...open, ...castQuotes(world), ...configuredQuotes(world)].sort((a, b) => a.start.getTime() - b.start.getTime())) told.push(new QuoteStory(world, plan, recently).run())
  return told
}

/** One that somebody still works on. */
const unfinished = (world: World, plan: QuotePlan): QuotePlan => ({ ...plan, discount: world.random.pick([0, 3, 5, 11, 13]), steps: plan.steps.slice(0, world.random.int(0, 2)).map((step) => ({ ...step, after: 0 })) })

/** The order that an accepted quote became. */
function orderOf({ state, plan, version, acceptedBy, at, id }: QuoteStory): OrderPlan[] {
  if (state !== 'Accepted') return []
  const { partner, account, owner, seller } = plan, random = plan.random.fork()
  const country = (partner ?? account)!.country
  return [{
    random, partner, account, owner, seller: seller ?? acceptedBy, creator: acceptedBy!, placedAt: at, lines: version.lines, subtotal: version.row.subtotal, total: version.row.total,
    quote: { id, versionId: version.row.id }, purchaseOrder: version.row.purchase_order as string | null, channel: partner ? 'portal' : 'crm', steps: orderSteps(random, version.lines, country), pays: paysAfter(random, partner?.code),
  }]
}

/** An order that was placed without a quote. */
function someOrder(world: World): OrderPlan {
  const { random, calendar } = world
  const age = someDay(world)
  const { partner, account: customer, owner } = someBuyer(world, calendar.ago(age))
  const country = (partner ?? customer)!.country
  const placedAt = calendar.ago(age, country)
  const lines = priced(world, partner, someBasket(world, partner), calendar.dayOf(placedAt))
  const total = sum(lines.map(({ amount }) => amount))
  const buyer = partner?.people.find(({ roles }) => roles.includes('buyer'))
  const someone = partner && random.pick(partner.people.filter(({ roles }) => !roles.includes('buyer')))
  const creator = random.chance(0.3) && buyer ? buyer : customer?.seller ?? someone ?? owner
  // a buyer fills the shelves, and knows only customers whom nobody else serves
  const account = creator === buyer && customer?.seller ? null : customer
  const waits = total.gt(world.spendingLimits.get(creator.id) ?? Infinity)
  const steps = orderSteps(random, lines, country)
  return {
    random: random.fork(), partner, account, owner, seller: partner ? creator : null, creator, placedAt, lines, subtotal: total.toFixed(), total: total.toFixed(), purchaseOrder: random.chance(0.8) ? purchaseOrderOf(world) : null,
    requestedDate: random.chance(0.3) ? calendar.plus(calendar.dayOf(placedAt), random.int(7, 40)) : undefined, waits, channel: partner ? (random.chance(0.12) ? 'api' : 'portal') : 'crm',
    steps: waits ? [random.chance(0.9) ? { verb: 'approve', after: 1 } : { verb: 'reject', after: 1, reason: 'Not in this quarter.' }, ...steps] : steps, pays: paysAfter(random, partner?.code),
  }
}

/** Most pay within their terms; a suspended dealer does not. */
const paysAfter = (random: Random, code: string | undefined): number | null => (code === 'BSS' ? null : random.chance(0.93) ? random.int(18, 45) : random.int(60, 95))
