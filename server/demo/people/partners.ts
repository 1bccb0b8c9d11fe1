import { newId } from '../../kit/ids.ts'
import type { Currency } from '../catalog/product.ts'
import { words } from '../kit/words.ts'
import type { World } from '../world.ts'
import { record } from '../trade/record.ts'
import { type DemoPartner, suspendedFor } from './partner.ts'
import { partnerNotes, partnerPeople, partnerTable } from './partner-data.ts'
import { addPerson } from './person.ts'

const levels = [['Platinum', words('Platinum', '白金級', '白金级')], ['Gold', words('Gold', '金級', '金级')], ['Silver', words('Silver', '銀級', '银级')]] as const

const currencyOf: Record<string, Currency> = { TW: 'TWD', US: 'USD', DE: 'EUR' }
const localeOf: Record<string, string> = { TW: 'zh-Hant', US: 'en', DE: 'en' }
const none = (cell: string) => (cell === '-' ? null : cell)
const rowsOf = (table: string): string[][] => table.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim()))

export function buildPartners(world: World): void {
  levels.forEach(([name, translations], index) => {
    const id = newId()
    world.levels.set(name, id)
    world.rows.add('program_level', { id, name, name_i18n: translations, rank: index + 1 })
  })
  for (const row of rowsOf(partnerTable)) addPartner(world, row)
  const domains = new Map(rowsOf(partnerTable).map((row) => [row[0]!, row[11]!]))
  for (const [code, address, name, title, role, phone, limit] of rowsOf(partnerPeople) as [string, string, string, string, string, string, string?][]) {
    const partner = world.partner(code)
    partner.people.push(addPerson(world, {
      email: `${address}@${domains.get(code)}`, name, title, phone, locale: localeOf[partner.country]!, roles: [role], country: partner.country, partnerId: partner.id,
      spendingLimit: limit ? Number(limit) : undefined,
    }))
  }
  for (const partner of world.partners.values()) tellHistory(world, partner)
}

function addPartner(world: World, row: string[]): void {
  const [code, name, type, state, parent, level, country, city, street, postcode, region, domain, representative, channelManager] = row as [
    string, string, string, string, string, string, string, string, string, string, string, string, string, string]
  const partner: DemoPartner = {
    id: newId(), code, name, state, country, currency: currencyOf[country]!, level: none(level), parentId: none(parent) && world.partner(parent).id,
    representative: world.member(representative), channelManager: world.member(channelManager), people: [], lists: [],
  }
  world.partners.set(code, partner)
  const joined = world.calendar.ago(state === 'Active' || state === 'Suspended' ? world.random.int(400, 2600) : world.random.int(6, 40), country)
  const phone = rowsOf(partnerPeople).find(([of]) => of === code)![5]
  world.rows.add('partner', {
    id: partner.id, code, name, type, state, parent_id: partner.parentId, level_id: partner.level && world.levels.get(partner.level), currency: partner.currency, country, city,
    phone, website: `https://www.${domain}`, email: `info@${domain}`, representative_id: partner.representative.id, channel_manager_id: partner.channelManager.id,
    created_at: joined, updated_at: joined,
  })
  for (const kind of ['main', 'shipping']) {
    world.rows.add('address', { id: newId(), partner_id: partner.id, kind, street, city, region, postal_code: postcode, country })
  }
}

/** Terms are written when it is known what a partner owes: see trade/credit.ts. */
export const termsOf = (code: string): { credit_rating: string | null; internal_note: string | null } =>
  ({ credit_rating: partnerNotes[code]?.[0] ?? null, internal_note: partnerNotes[code]?.[1] ?? null })

const passed: Record<string, string[]> = {
  Applied: ['applied'], UnderReview: ['applied', 'reviewed'], Onboarding: ['applied', 'reviewed', 'approved', 'onboarded'],
  Active: ['applied', 'reviewed', 'approved', 'onboarded', 'activated'], Suspended: ['applied', 'reviewed', 'approved', 'onboarded', 'activated', 'suspended'],
}

function tellHistory(world: World, partner: DemoPartner): void {
  const random = world.random.fork(), calendar = world.calendar.with(random)
  const row = world.rows.of('partner').find(({ id }) => id === partner.id)!
  let at = row.created_at as Date
  for (const verb of passed[partner.state]!) {
    if (verb === 'suspended') at = calendar.ago(suspendedFor, partner.country)
    const actor = verb === 'applied' ? (partner.people[0] ?? partner.channelManager) : partner.channelManager
    const data = verb === 'suspended' ? { name: partner.name, reason: 'Three invoices more than 90 days overdue' } : { name: partner.name }
    const subject = { type: 'partner', id: partner.id, partnerId: partner.id, ownerId: partner.representative.id }
    record(world, `partner.${verb}`, at, actor, subject, data, false)
    row.updated_at = at
    at = calendar.later(at, random.int(1, 3), partner.country)
    if (at > calendar.now) at = row.updated_at as Date
  }
}
