import { buildAccounts, settleActivity } from './accounts/accounts.ts'
import { buildConsents } from './accounts/consents.ts'
import { buildNotes } from './accounts/notes.ts'
import { buildCatalog } from './catalog/build.ts'
import { buildBilling } from './billing/build.ts'
import { writeStock } from './catalog/stock.ts'
import { buildModels } from './configurator/build.ts'
import { timeZone } from './kit/calendar.ts'
import { words } from './kit/words.ts'
import { addCredentials } from './people/credentials.ts'
import { type Keys, addKeys } from './people/keys.ts'
import { buildOffers } from './offers/build.ts'
import { buildPartners } from './people/partners.ts'
import { buildStaff } from './people/staff.ts'
import { buildPriceLists } from './pricing/lists.ts'
import { buildBudgets, buildPromotions } from './pricing/promotions.ts'
import { buildSpecials, settleSpecials } from './pricing/specials.ts'
import { buildApprovals } from './trade/approval.ts'
import { buildTrade } from './trade/build.ts'
import { World } from './world.ts'

/** The demo company as it is at a moment: the same each time, but for ids, keys and the salt of the password. */
export async function buildCompany(now: Date): Promise<{ world: World; keys: Keys }> {
  const world = new World(now)
  buildStaff(world)
  buildPartners(world)
  buildCatalog(world)
  buildPriceLists(world)
  buildPromotions(world)
  buildSpecials(world)
  buildAccounts(world)
  buildModels(world)
  buildTrade(world)
  buildBudgets(world)
  settleSpecials(world)
  buildApprovals(world)
  buildBilling(world)
  buildOffers(world)
  buildNotes(world)
  writeStock(world)
  settleActivity(world)
  world.numbers.write()
  buildConsents(world)
  await addCredentials(world)
  const company = words('Guanxi Machine Tools', '關係精機', '关系精机')
  for (const [key, value] of Object.entries({ demo: true, time_zone: timeZone, currency: 'TWD', company: { name: company.en, nameI18n: company, country: 'TW' } })) {
    world.rows.add('installation', { key, value })
  }
  return { world, keys: addKeys(world) }
}
