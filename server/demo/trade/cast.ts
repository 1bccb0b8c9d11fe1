import type { DemoAccount } from '../accounts/account.ts'
import type { Person } from '../people/person.ts'
import { Random } from '../kit/random.ts'
import type { World } from '../world.ts'
import { sum } from '../../kit/money.ts'
import { type Wanted, priced } from './lines.ts'
import type { OrderPlan, OrderStep } from './order-story.ts'
import type { QuotePlan, QuoteStep } from './quote-story.ts'

/** What is on the desks of the people whom visitors sign in as. */
const wanted = (world: World, list: string): Wanted[] => list.split(', ').map((part) => {
  const [quantity, sku] = part.split(' × ') as [string, string]
  return { product: world.product(sku), quantity: Number(quantity) }
})

export function person(world: World, code: string, address: string): Person {
  return world.partner(code).people.find(({ email }) => email.startsWith(`${address}@`))!
}

/** Customers of a partner whom this person serves, or whom nobody in particular does. */
export function customer(world: World, code: string, seller: Person | null, index: number): DemoAccount {
  const all = world.accounts.filter(({ partner }) => partner?.code === code)
  const own = all.filter((account) => account.seller === seller || account.seller === null)
  return (own.length ? own : all)[index % (own.length || all.length)]!
}

export const submit = (validDays: number): QuoteStep => ({ verb: 'submit', after: 0, validDays })
export const present: QuoteStep[] = [{ verb: 'approve', after: 0, comment: 'Good project, go ahead.' }, { verb: 'present', after: 0 }]
const draft: QuoteStep = { verb: 'draft', after: 0 }

export function castQuotes(world: World): QuotePlan[] {
  let index = 0
  const quote = (code: string, address: string | null, daysAgo: number, list: string, discount: number, steps: QuoteStep[], more: Partial<QuotePlan> = {}): QuotePlan => {
    const partner = world.partner(code), dealer = person(world, code, address ?? 'owner')
    return {
      random: world.random.fork(), partner, account: customer(world, code, dealer, index++), requester: address ? dealer : null, seller: dealer, owner: partner.representative,
      start: world.calendar.ago(daysAgo, partner.country), wanted: wanted(world, list), discount, steps, ...more,
    }
  }
  return [
    quote('NST', 'seller', 3, '1 × VMC-850, 12 × TH-BT40-ER32-100, 2 × VS-160', 0, [], { wishedDiscount: 5, requestNote: 'Up against Haas, decision next Friday. Rigging included please.' }),
    quote('NST', 'manager', 2, '2 × DT-700, 1 × RT-170', 0, [], { wishedDiscount: 4, requestNote: 'For a new medical line; the second machine may ship a month later.' }),
    quote('NST', 'buyer', 1, '40 × EM-10-4, 25 × IN-CNMG120408-P25, 6 × LB-CUT5-20', 0, [], { requestNote: 'Quarterly stock order, same terms as last time?' }),
    quote('NST', 'seller', 5, '1 × CL-250, 1 × BF-542, 1 × CV-H300', 4, [draft], { wishedDiscount: 6, requestNote: 'Bar work, three shifts. They want the long warranty.' }),
    quote('RVL', null, 4, '1 × VMC-1160, 1 × PB-40R', 3, []),
    quote('NST', 'seller', 4, '1 × EW-450, 4 × LB-EDM3-200, 1 × MM-25', 12, [draft, submit(60)], { wishedDiscount: 14, requestNote: 'First wire EDM at this customer; opens the door for two more.', internalNote: 'Reference customer for aerospace in the upper Midwest.' }),
    quote('RVL', 'sales', 3, '2 × CL-200, 2 × CH-306, 2 × CV-H230', 11, [draft, submit(30)], { wishedDiscount: 12, requestNote: 'Rival offer on the table, please match.' }),
    quote('NST', null, 3, '1 × GS-1224, 1 × PF-50', 2, [submit(30), { verb: 'approve', after: 0 }]),
    quote('NST', 'seller', 34, '1 × VMC-1000, 20 × TH-BT40-ER32-70, 1 × RT-210', 5, [draft, submit(75), ...present], { wishedDiscount: 5, requestNote: 'Please quote with the fourth axis.', note: 'Includes start-up and two days of training. 30 % with order, balance before shipment.' }),
    quote('NST', 'manager', 38, '1 × TC-52SY, 1 × BF-542, 1 × HP-70', 6, [draft, submit(120), ...present], { wishedDiscount: 8, requestNote: 'Budget for next fiscal year.', note: 'Price held until the customer’s budget is released.' }),
    quote('NST', null, 45, '1 × HMC-500, 24 × TH-BT40-ER32-100, 1 × PB-40R', 7, [submit(200), ...present], { note: 'Valid through the customer’s board meeting. Delivery 12 weeks after order.' }),
    quote('NST', 'seller', 16, '1 × VMC-650, 2 × VS-130', 3, [draft, submit(60), ...present, { verb: 'revise', after: 3, discount: 6 }, submit(60), ...present], { wishedDiscount: 7, note: 'Second offer: with the discount for a reference customer.' }),
    quote('NST', 'seller', 60, '1 × VMC-1300', 2, [draft, submit(21), ...present, { verb: 'expire', after: 21 }]),
    quote('NST', 'manager', 75, '1 × EW-350', 3, [draft, submit(30), ...present, { verb: 'decline', after: 9, comment: 'Customer chose a used machine.' }]),
    quote('NST', 'seller', 130, '1 × VMC-850, 16 × TH-BT40-ER32-100', 4, [draft, submit(30), ...present, { verb: 'accept', after: 8, purchaseOrder: 'PO-20418' }]),
    quote('RVL', 'owner', 8, '1 × VMC-1000, 1 × CV-H350V', 4, [draft, submit(60), ...present]),
    quote('SUB', 'owner', 7, '1 × DT-500, 10 × TH-BT30-ER16-60', 2, [draft, submit(45), ...present]),
    quote('SUB', 'counter', 2, '60 × IN-APKT1604-P30, 8 × FM45-063-5', 0, [], { requestNote: 'Volume price for the mill in Superior?' }),
  ]
}

const confirm: OrderStep = { verb: 'confirm', after: 0 }
const shipped: OrderStep[] = [confirm, { verb: 'ship', after: 6 }, { verb: 'deliver', after: 4 }, { verb: 'close', after: 14 }]

export function castOrders(world: World): OrderPlan[] {
  let index = 3
  const order = (code: string, address: string, daysAgo: number, list: string, steps: OrderStep[], more: Partial<OrderPlan> = {}): OrderPlan => {
    const partner = world.partner(code), creator = person(world, code, address), placedAt = world.calendar.ago(daysAgo, partner.country)
    const lines = priced(world, partner, wanted(world, list), world.calendar.dayOf(placedAt))
    const total = sum(lines.map(({ amount }) => amount)).toFixed()
    return {
      random: more.random ?? world.random.fork(), partner, account: customer(world, code, creator, index++), owner: partner.representative, seller: creator, creator, placedAt, lines, subtotal: total, total,
      purchaseOrder: `PO-${20_600 + index * 7}`, channel: 'portal', steps, pays: 30, ...more,
    }
  }
  // last month's, so that the buyer's limit of this month is untouched
  const lastMonth = Number(world.calendar.today.slice(8)) + 1
  return [
    order('NST', 'buyer', lastMonth, '30 × TH-BT40-ER32-100, 4 × CH-308, 40 × DR-085-5D', [], { waits: true, note: 'For the new cells at the customer; please release when Erik is back.' }),
    order('NST', 'seller', 1, '20 × IN-WNMG080408-P25, 10 × EM-12-4, 2 × MK-VMC', []),
    order('NST', 'manager', 2, '1 × RT-255, 1 × TT-170', [], { requestedDate: world.calendar.day(21) }),
    order('RVL', 'sales', 1, '12 × TP-M8, 12 × TP-M10, 4 × FE-20', []),
    order('SUB', 'counter', 1, '6 × CS-ER32-18, 20 × EM-06-4', []),
    order('NST', 'seller', 4, '1 × SP-BT40-12K, 1 × SB-7014', [{ verb: 'hold', after: 0, reason: 'Old spindle has not come back for the exchange credit' }], { note: 'Exchange: the old spindle is on its way.' }),
    order('RVL', 'owner', 6, '3 × GL-05', [{ verb: 'hold', after: 0, reason: 'Credit limit reached' }]),
    order('NST', 'seller', 5, '24 × TH-BT40-ER25-70, 12 × CS-ER25-15, 2 × VS-160', [confirm]),
    order('NST', 'manager', 8, '1 × CL-320, 1 × CH-310, 1 × CV-H300', [confirm]),
    order('NST', 'owner', 14, '40 × IN-APKT1604-P30, 6 × FM45-080-6, 2 × PB-40I', [confirm, { verb: 'ship', after: 2, lines: 2 }]),
    order('RVL', 'owner', 9, '1 × VMC-850, 10 × TH-BT40-ER32-70', [confirm]),
    // why the suspended dealer was suspended
    order('BSS', 'leitung', 190, '1 × BS-330A, 1 × GS-618', shipped, { pays: null }),
    order('BSS', 'leitung', 176, '12 × VS-160, 6 × SC-125', shipped, { pays: null }),
    order('BSS', 'leitung', 163, '2 × RT-210, 4 × CH-308', shipped, { pays: null }),
    // beyond the dealer's credit: the desk is told before it confirms
    order('NLW', 'vertrieb', 2, '1 × VMC-850, 10 × TH-BT40-ER32-70', [], { random: new Random(46) }),
  ]
}
