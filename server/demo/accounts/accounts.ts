import { newId } from '../../kit/ids.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import { record } from '../trade/record.ts'
import type { World } from '../world.ts'
import type { DemoAccount } from './account.ts'
import { addContacts } from './contacts.ts'
import { companyWords } from './names.ts'
import { type Place, places, streets } from './places.ts'
import { holdings } from './plan.ts'

export function buildAccounts(world: World): void {
  const taken = new Set<string>()
  for (const { partner: code, owners, country, area, count } of holdings) {
    const partner = code ? world.partner(code) : null
    const sellers = partner?.people.filter(({ roles }) => !roles.includes('buyer')) ?? []
    // oldest first, so that the numbers rise with time
    const ages = Array.from({ length: count }, () => world.random.int(20, 1100)).sort((a, b) => b - a)
    for (const age of ages) {
      const owner = partner?.representative ?? world.member(world.random.pick(owners!))
      const seller = sellers.length > 1 && world.random.chance(0.7) ? world.random.pick(sellers) : null
      addAccount(world, { partner, owner, seller, country, area, place: world.random.pick(places[area]!), createdAt: world.calendar.ago(age, country) }, taken)
    }
  }
  addTeams(world)
}

interface Belonging { partner: DemoPartner | null; owner: Person; seller: Person | null; country: string; area: string; place: Place; createdAt: Date }

function addAccount(world: World, { partner, owner, seller, country, area, place, createdAt }: Belonging, taken: Set<string>): void {
  const { random, rows } = world
  const made = companyName(world, area, taken)
  const parent = parentFor(world, partner, country, place)
  const { industry } = parent ? rows.of('account').find(({ id }) => id === parent.id)! : made
  const name = parent ? plantName[country]!(parent.name, place.city) : made.name, domain = parent?.domain ?? made.domain
  const status = partner || country === 'TW' ? random.weighted({ ACTIVE: 74, PROSPECT: 17, INACTIVE: 9 }) : 'PROSPECT'
  const small = !parent && random.chance(0.02)
  const account: DemoAccount = { id: newId(), name, country, city: place.city, domain, parent, kind: small ? 'PERSON' : 'ORGANISATION', status, partner, owner, seller, contacts: [], createdAt, lastActivityAt: createdAt }
  addContacts(world, account, () => phoneAt(world, place))
  // whoever buys for themselves is their own contact
  if (small) account.name = account.contacts[0]!.name
  const number = world.numbers.next('account', partner, createdAt)
  world.accounts.push(account)
  rows.add('account', {
    id: account.id, number, name: account.name, kind: account.kind, status, industry, website: random.chance(0.8) ? `https://www.${domain}` : null,
    phone: phoneAt(world, place), email: `info@${domain}`, city: place.city, country, parent_id: parent?.id ?? null, partner_id: partner?.id ?? null, owner_id: owner.id, seller_id: seller?.id ?? null,
    created_by_id: (seller ?? owner).id, last_activity_at: createdAt, created_at: createdAt, updated_at: createdAt,
  })
  rows.add('account_standing', {
    account_id: account.id, revenue_potential: random.int(2, 180) * 5000, credit_standing: random.weighted({ A: 35, B: 45, C: 15, D: 5 }),
    internal_note: random.chance(0.3) ? random.pick(country === 'TW' ? ['明年計畫擴廠，預計採購兩台五軸。', '主要競爭對手機台為主，刀具可切入。', '付款需提前確認。', '決策者為第二代，重視售後。'] : standingNotes) : null,
  })
  for (const kind of random.chance(0.25) ? ['main', 'shipping'] : ['main']) {
    rows.add('address', { id: newId(), account_id: account.id, kind, street: streets[country]!(random.int(1, 260)), city: place.city, region: place.region, postal_code: place.postcode, country })
  }
  const actor = seller ?? owner
  record(world, 'account.created', createdAt, actor, { type: 'account', id: account.id, accountId: account.id, partnerId: partner?.id, ownerId: owner.id, sellerId: seller?.id }, { name: account.name }, true)
}

const standingNotes = ['Second hall is being built; two 5-axis machines in next year’s budget.', 'Runs mostly competitors’ machines; tooling is our way in.', 'Ask for a down payment on machines.', 'Decisions are made by the daughter of the founder; service counts most.', 'Wants remote diagnosis before the next purchase.']

function phoneAt({ random }: World, { dial }: Place): string {
  return dial + (dial.startsWith('+1') ? String(random.int(100, 199)).padStart(4, '0') : dial.startsWith('+49') ? ` ${random.int(100, 999)}` : `${random.int(1, 9)} ${random.int(1000, 9999)}`)
}

function companyName({ random }: World, area: string, taken: Set<string>): { name: string; industry: string; domain: string } {
  const { first, trades, forms, join } = companyWords[area]!
  for (;;) {
    const start = random.pick(first), [trade, industry] = random.pick(trades)
    const [spoken, latin] = area === 'TW' ? (start.split(' ') as [string, string]) : [start, start]
    const domain = domainOf(`${latin}-${area === 'TW' ? industry : trade}`)
    if (taken.has(domain)) continue
    taken.add(domain)
    return { name: join(spoken, trade, random.pick(forms)), industry, domain }
  }
}

const domainOf = (name: string): string => `${name.toLowerCase().replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss').replace(/[^a-z]+/g, '-')}.example`

const plantName: Record<string, (name: string, city: string) => string> = {
  TW: (name, city) => `${name} ${city.slice(0, 2)}廠`, US: (name, city) => `${name}, ${city} plant`, DE: (name, city) => `${name}, Werk ${city}`,
}

/** Some are plants of a company that the same dealer serves in another city. */
function parentFor({ accounts }: World, partner: DemoPartner | null, country: string, place: Place): DemoAccount | null {
  const before = accounts.at(-2)
  return accounts.length % 9 === 5 && before && before.partner === partner && before.country === country && before.kind === 'ORGANISATION' && !before.parent && before.city !== place.city ? before : null
}

function addTeams(world: World): void {
  const colleagues: [string, string][] = [['service', 'Service engineer'], ['product', 'Application engineer'], ['desk', 'Order desk'], ['marketing', 'Reference customer']]
  for (const account of world.accounts) {
    if (!world.random.chance(0.3)) continue
    for (const [member, role] of world.random.some(colleagues, world.random.int(1, 2))) {
      world.rows.add('account_team_member', { id: newId(), account_id: account.id, user_id: world.member(member).id, role })
    }
  }
}

/** An account was last active when something last happened to it. */
export function settleActivity(world: World): void {
  const rows = new Map(world.rows.of('account').map((row) => [row.id, row]))
  for (const { id, lastActivityAt } of world.accounts) rows.get(id)!.last_activity_at = lastActivityAt
}
