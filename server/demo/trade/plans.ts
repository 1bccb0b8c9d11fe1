import type { DemoAccount } from '../accounts/account.ts'
import { type DemoPartner, suspendedFor } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import type { Random } from '../kit/random.ts'
import type { World } from '../world.ts'
import { type BasketKind, basketOf, smallMachine } from './baskets.ts'
import type { Line, Wanted } from './lines.ts'
import type { OrderStep } from './order-story.ts'
import type { QuotePlan, QuoteStep } from './quote-story.ts'
import { declines, purchaseOrderOf, requestNotes, returns, versionNotes } from './phrases.ts'

export interface Buyer { partner: DemoPartner | null; account: DemoAccount | null; seller: Person | null; owner: Person }

/** How much each partner buys; direct customers together count as one. */
const weights: Record<string, number> = { NST: 13, RVL: 8, SUB: 4, GGC: 11, LSI: 6, CSC: 3, RWM: 12, SCT: 8, NLW: 5, WKS: 3, BSS: 2, HXM: 13, QLT: 8, HSZ: 7, NFE: 6, YSH: 4, direct: 20 }

/** Who buys nothing by chance for so many days up to now, and who does in their place: a suspended partner, and the one whose last weeks are told by hand. */
const quiet: Record<string, [days: number, neighbour: string]> = { BSS: [suspendedFor, 'SCT'], NST: [45, 'GGC'] }

export function someBuyer(world: World, start: Date): Buyer {
  const { random } = world
  const drawn = random.weighted(weights)
  const [days, neighbour] = quiet[drawn] ?? []
  const code = neighbour && start.getTime() > world.calendar.now.getTime() - days! * 86_400_000 ? neighbour : drawn
  const partner = code === 'direct' ? null : world.partner(code)
  const buying = world.accounts.filter((account) => account.partner === partner && account.status === 'ACTIVE' && (partner || account.country === 'TW'))
  const known = buying.filter(({ createdAt }) => createdAt < start)
  const forStock = random.chance(0.15), some = random.pick(known.length ? known : buying.slice(0, 1))
  const account = partner && (forStock || !some) ? null : some!
  const sellers = partner?.people.filter(({ roles }) => !roles.includes('buyer')) ?? []
  const someone = sellers.length ? random.pick(sellers) : null
  return { partner, account, seller: account?.seller ?? someone, owner: partner?.representative ?? account!.owner }
}

const outcomes = { accept: 46, decline: 14, expire: 20, reviseAccept: 9, reviseDecline: 3, reject: 4, cancel: 4 }

/** How a usual quote goes, from its draft on. */
function stepsOf(world: World, requested: boolean): QuoteStep[] {
  const { random } = world
  const outcome = random.weighted(outcomes)
  const validDays = random.pick([14, 30, 30, 30, 45, 60, 90])
  const offer = (discount?: number): QuoteStep[] => [
    { verb: 'submit', after: random.int(0, 3), validDays },
    ...(random.chance(0.12) ? [{ verb: 'return', after: 1, comment: random.pick(returns), discount } as QuoteStep, { verb: 'submit', after: 1, validDays } as QuoteStep] : []),
    outcome === 'reject' ? { verb: 'reject', after: random.int(1, 2), comment: random.pick(returns) } : { verb: 'approve', after: random.int(0, 2), comment: random.chance(0.4) ? 'OK for this project.' : undefined },
    { verb: 'present', after: random.int(0, 1) },
  ]
  const answer = random.int(2, Math.min(24, validDays - 4))
  const accept: QuoteStep = { verb: 'accept', after: answer, purchaseOrder: purchaseOrderOf(world) }
  const decline: QuoteStep = { verb: 'decline', after: answer, comment: random.pick(declines) }
  const endings: Record<keyof typeof outcomes, QuoteStep[]> = {
    accept: [accept], decline: [decline], expire: [{ verb: 'expire', after: validDays }], reject: [{ verb: 'expire', after: validDays }], cancel: [{ verb: 'cancel', after: 3, comment: 'The project was stopped.' }],
    reviseAccept: [{ verb: 'revise', after: random.int(2, 7), discount: random.int(4, 9) }, ...offer(), accept], reviseDecline: [{ verb: 'revise', after: random.int(2, 7), discount: 6 }, ...offer(), decline],
  }
  return [...(requested ? [{ verb: 'draft', after: random.int(0, 2) } as QuoteStep] : []), ...offer(), ...endings[outcome]]
}

export function someQuote(world: World, start: Date): QuotePlan {
  const { random } = world
  const buyer = someBuyer(world, start)
  const requested = buyer.partner !== null && buyer.seller !== null && random.chance(0.55)
  const wanted: Wanted[] = someBasket(world, buyer.partner, buyer.partner?.parentId ? { machine: 35, equipment: 30, tooling: 25, parts: 10 } : { machine: 62, equipment: 20, tooling: 14, parts: 4 }).map((line) => (random.chance(0.2) ? { ...line, discount: random.pick([2, 3, 5]) } : line))
  const steps = stepsOf(world, requested)
  // only what asks for approval can be refused it
  const discount = steps.some(({ verb }) => verb === 'reject') ? 15 : random.pick([0, 0, 2, 3, 3, 5, 5, 8, 12])
  return {
    random: random.fork(), ...buyer, requester: requested ? buyer.seller : null, start, wanted, discount, wishedDiscount: requested && random.chance(0.6) ? discount + random.int(0, 5) : undefined,
    requestNote: requested && random.chance(0.7) ? random.pick(requestNotes(buyer.owner.country)) : undefined, note: random.chance(0.6) ? random.pick(versionNotes(buyer.owner.country)) : undefined, steps,
  }
}

const usualKinds: Record<BasketKind, number> = { tooling: 55, parts: 22, equipment: 17, machine: 6 }
export const someBasket = (world: World, partner: DemoPartner | null, kinds = usualKinds): Wanted[] => basketOf[world.random.weighted(kinds)](world, partner?.parentId ? smallMachine : undefined)

/** How a usual order goes: what lies there leaves within days, machines are made first. */
export function orderSteps(random: Random, lines: Line[], country: string): OrderStep[] {
  if (random.chance(0.045)) return [{ verb: 'cancel', after: random.int(0, 2), reason: random.pick(['Ordered twice.', 'Customer postponed the investment.', 'Wrong tool holder taper.']) }]
  const slowest = Math.max(...lines.map(({ product }) => (product.group === 'machines' ? product.leadTimeDays * 0.8 : product.leadTimeDays > 20 ? product.leadTimeDays * 0.5 : 3)))
  const sea = country === 'TW' ? 0 : slowest > 20 ? 28 : 3
  const held: OrderStep[] = random.chance(0.06) ? [{ verb: 'hold', after: 0, reason: 'Credit limit reached' }, { verb: 'release', after: random.int(1, 5) }] : []
  const parts: OrderStep[] = lines.length > 2 && random.chance(0.22) ? [{ verb: 'ship', after: 3, lines: random.int(1, lines.length - 1) }] : []
  return [
    ...held, { verb: 'confirm', after: random.int(0, 2) }, ...parts, { verb: 'ship', after: Math.round(slowest * (0.9 + random.next() * 0.3)) + random.int(0, 2) },
    { verb: 'deliver', after: random.int(1, 4) + sea }, { verb: 'close', after: random.int(10, 25) },
  ]
}
