import { Random } from '../kit/random.ts'
import { sum } from '../../kit/money.ts'
import type { Solution } from '../configurator/solutions.ts'
import type { World } from '../world.ts'
import { customer, person, present, submit } from './cast.ts'
import { type Wanted, priced } from './lines.ts'
import type { OrderPlan, OrderStep } from './order-story.ts'
import type { QuotePlan, QuoteStep } from './quote-story.ts'

/** A chance of its own: what is made up here changes nothing of the rest. */
const seed = 4711

/** What was configured, with what is bought along with it. */
function wanted(world: World, which: Solution, quantity = 1, ...more: [sku: string, quantity: number][]): Wanted[] {
  const built = world.configured.get(which)!
  return [{ product: built.pieces[0]!.product, quantity, built }, ...more.map(([sku, count]) => ({ product: world.product(sku), quantity: count }))]
}

const draft: QuoteStep = { verb: 'draft', after: 1 }
/** A machine is made, tried out, packed and sent. */
const built = (days: number): OrderStep[] => [{ verb: 'confirm', after: 1 }, { verb: 'ship', after: days }, { verb: 'deliver', after: 9 }, { verb: 'close', after: 20 }]

/** Offers of machines that are built to order: asked for, on the table, changed once more, accepted. */
export function configuredQuotes(world: World): QuotePlan[] {
  const random = new Random(seed)
  const quote = (code: string, address: string, daysAgo: number, lines: Wanted[], discount: number, steps: QuoteStep[], more: Partial<QuotePlan> = {}): QuotePlan => {
    const partner = world.partner(code), dealer = person(world, code, address)
    return { random: random.fork(), partner, account: customer(world, code, dealer, 1), requester: dealer, seller: dealer, owner: partner.representative, start: world.calendar.with(random.fork()).ago(daysAgo, partner.country), wanted: lines, discount, steps, ...more }
  }
  return [
    quote('NST', 'seller', 46, wanted(world, 'moulds', 1, ['TH-BT40-ER32-100', 12]), 4, [draft, submit(120), ...present], { wishedDiscount: 6, requestNote: 'Built as we configured it together. They cut P20 and H13.', note: 'Includes acceptance at our works.' }),
    quote('NST', 'manager', 2, wanted(world, 'jobs'), 0, [], { wishedDiscount: 5, requestNote: 'Can it be there before the summer shutdown?' }),
    quote('GGC', 'west', 160, wanted(world, 'shop', 2), 3, [draft, submit(45), ...present, { verb: 'accept', after: 12, purchaseOrder: 'GG-7731' }], { requestNote: 'Two alike, for one cell.' }),
    quote('RWM', 'vertrieb', 33, wanted(world, 'plain'), 3, [draft, submit(90), ...present, { verb: 'revise', after: 5, discount: 4, wanted: wanted(world, 'europe') }, submit(90), ...present], { requestNote: 'Der Kunde überlegt noch zwischen vier und fünf Achsen.', note: 'Second offer: five axes and pallet-ready, as talked over on the phone.' }),
    quote('HXM', 'owner', 58, wanted(world, 'local'), 2, [draft, submit(60), ...present, { verb: 'accept', after: 10, purchaseOrder: 'HX-5102' }], { requestNote: '客戶希望年底前裝機。' }),
  ]
}

/** Ordered as it was configured, without a quote: one that is made now, one that stands at its customer. */
export function configuredOrders(world: World): OrderPlan[] {
  const random = new Random(seed + 1)
  const order = (code: string, address: string, daysAgo: number, lines: Wanted[], steps: OrderStep[], more: Partial<OrderPlan> = {}): OrderPlan => {
    const partner = world.partner(code), creator = person(world, code, address), placedAt = world.calendar.with(random.fork()).ago(daysAgo, partner.country), made = priced(world, partner, lines, world.calendar.dayOf(placedAt))
    const total = sum(made.map(({ amount }) => amount)).toFixed()
    return { random: random.fork(), partner, account: customer(world, code, creator, 2), owner: partner.representative, seller: creator, creator, placedAt, lines: made, subtotal: total, total, purchaseOrder: `PO-${random.int(21_000, 29_000)}`, channel: 'portal', steps, pays: 30, ...more }
  }
  return [
    order('NST', 'manager', 12, wanted(world, 'jobs', 1, ['VS-160', 2]), [{ verb: 'confirm', after: 1 }], { note: 'Please send pictures of the trial cut.' }),
    order('NST', 'seller', 1, wanted(world, 'moulds'), []),
    order('NST', 'seller', 150, wanted(world, 'jobs'), built(62)),
  ]
}
