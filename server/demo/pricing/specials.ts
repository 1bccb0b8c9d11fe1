import { newId } from '../../kit/ids.ts'
import { lessPercent, round } from '../../kit/money.ts'
import type { ListTerms } from '../../pricing/terms.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import { record } from '../trade/record.ts'
import type { World } from '../world.ts'
import { pricesOn } from './price.ts'
import { type SpecialPlan, specialPlans } from './special-plans.ts'

export interface DemoSpecial { plan: SpecialPlan; partner: DemoPartner; asked: { list: string | null; net: string; price: string }; granted: ListTerms | null }

const pastOf = { Approved: 'approved', Rejected: 'rejected', Returned: 'returned' } as Record<string, string>

/** What dealers asked for; what was granted holds for their orders from then on. */
export function buildSpecials(world: World): void {
  for (const plan of specialPlans) {
    const partner = world.partner(plan.partner), product = world.product(plan.sku), from = world.calendar.day(plan.from), [now] = pricesOn(world, partner, [{ product, quantity: 1 }], from)
    const price = round(lessPercent(now!.netPrice!, plan.off), partner.currency).toFixed(), id = newId()
    const granted: ListTerms | null = plan.granted === undefined ? null : {
      id, name: '', kind: 'SPECIAL', currency: partner.currency, derivedFrom: null, adjustPercent: '100', validFrom: from, validTo: world.calendar.day(plan.to),
      entries: new Map([[product.id, [{ id: newId(), minQuantity: 1, basis: 'FIXED', value: price, validFrom: null, validTo: null }]]]),
    }
    if (granted) partner.lists.push(granted)
    world.specials.push({ plan, partner, asked: { list: now!.listPrice?.toFixed() ?? null, net: now!.netPrice!.toFixed(), price }, granted })
  }
}

/** The requests, once all orders are told: with what was taken of them. */
export function settleSpecials(world: World): void {
  for (const special of world.specials) settle(world, special)
}

function settle(world: World, { plan, partner, asked, granted }: DemoSpecial): void {
  const { rows, calendar } = world, { state, sku, from, to, reason, competitor = null, note = null } = plan, product = world.product(sku), id = newId(), line = newId()
  const created = calendar.ago(Math.max(3 - from, 2)), submitted = state === 'Draft' ? null : calendar.later(created, 0), decided = ['Approved', 'Rejected', 'Returned', 'Expired'].includes(state) ? calendar.later(submitted!, 1) : null
  const seller = partner.people[0]!, owner = partner.representative, number = world.numbers.next('special', partner, created)
  const taken = granted ? takenFrom(world, granted, product.id, partner.id) : [], used = taken.reduce((sum, { quantity }) => sum + quantity, 0)
  const quantity = plan.granted === 'used' ? Math.max(used, 1) : Math.max(plan.granted ?? 0, used)
  if (granted) {
    const entry = granted.entries.get(product.id)![0]!
    rows.add('price_list', { id: granted.id, name: number, name_i18n: {}, kind: 'SPECIAL', currency: partner.currency, partner_id: partner.id, valid_from: granted.validFrom, valid_to: granted.validTo })
    rows.add('price_list_entry', { id: entry.id, price_list_id: granted.id, product_id: product.id, min_quantity: 1, basis: 'FIXED', value: entry.value, budget_quantity: quantity })
  }
  rows.add('special_price', {
    id, number, state, origin: 'PARTNER', partner_id: partner.id, seller_id: seller.id, owner_id: owner.id, currency: partner.currency, valid_from: calendar.day(from), valid_to: calendar.day(to), competitor, reason, created_by_id: seller.id, created_at: created,
    submitted_by_id: submitted && seller.id, submitted_at: submitted, decided_by_id: decided && partner.channelManager.id, decided_at: decided, decision_note: note, price_list_id: granted?.id ?? null, updated_at: decided ?? submitted ?? created,
  })
  rows.add('special_price_line', {
    id: line, special_price_id: id, position: 1, product_id: product.id, quantity: plan.quantity, requested_price: asked.price, list_price: asked.list, net_price: asked.net,
    ...(granted ? { approved_quantity: quantity, approved_price: asked.price, entry_id: granted.entries.get(product.id)![0]!.id } : {}),
  })
  for (const one of taken) rows.add('special_price_use', { id: newId(), line_id: line, special_price_id: id, order_id: one.order, order_line_id: one.line, line_quantity: one.quantity, quantity: one.quantity, at: one.at })
  const subject = { type: 'special_price', id, partnerId: partner.id, ownerId: owner.id, sellerId: seller.id }
  const tell = (verb: string, at: Date, actor: Person | null, data: object = {}) => record(world, `specialPrice.${verb}`, at, actor, subject, { number, ...data }, true)
  if (submitted) tell('submitted', submitted, seller)
  if (decided) tell(pastOf[state] ?? 'approved', decided, partner.channelManager, note ? { reason: note } : {})
  if (state === 'Withdrawn') tell('withdrawn', calendar.later(submitted!, 1), seller)
  if (plan.granted === 'used') tell('usedUp', taken.at(-1)?.at ?? decided!, null, { sku })
  if (state === 'Expired') tell('expired', calendar.ago(-to - 1), null)
}

/** What the partner ordered at the special price, and still wants. */
function takenFrom(world: World, { validFrom, validTo }: ListTerms, productId: string, partnerId: string) {
  const orders = new Map(world.rows.of('sales_order').filter((order) => order.partner_id === partnerId && order.state !== 'Canceled').map((order) => [order.id, order]))
  return world.rows.of('order_line').flatMap((line) => {
    const order = orders.get(line.order_id), at = order?.placed_at as Date, quantity = Number(line.quantity) - Number(line.canceled_quantity ?? 0)
    if (!order || line.product_id !== productId || quantity <= 0) return []
    const day = world.calendar.dayOf(at)
    return day >= validFrom! && day <= validTo! ? [{ order: order.id as string, line: line.id as string, quantity, at }] : []
  })
}
