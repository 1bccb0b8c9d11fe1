import pg from 'pg'
import { buildAccounts, settleActivity } from './accounts/accounts.ts'
import { buildCatalog } from './catalog/build.ts'
import { writeStock } from './catalog/stock.ts'
import { timeZone } from './kit/calendar.ts'
import { words } from './kit/words.ts'
import { addCredentials } from './people/credentials.ts'
import { addKeys } from './people/keys.ts'
import { buildPartners } from './people/partners.ts'
import { buildStaff } from './people/staff.ts'
import { buildPriceLists } from './pricing/lists.ts'
import { buildPromotions } from './pricing/promotions.ts'
import { buildTrade } from './trade/build.ts'
import { World } from './world.ts'

/** Whether nobody can sign in yet: only such a database is filled with the demo. */
export async function isEmpty(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => (await client.query('select 1 from app_user limit 1')).rowCount === 0)
}

export interface DemoSeed { adminUrl: string; secret: string; log(line: string): void }

/** Fills an empty database with a maker of machine tools, its dealers, and a year of their business, all in one transaction. */
export async function seedDemo({ adminUrl, log }: DemoSeed): Promise<{ staffKey: string; partnerKey: string }> {
  const started = performance.now()
  const world = new World(new Date())
  const keys = await build(world)
  await withClient(adminUrl, async (client) => {
    await client.query('begin')
    await world.rows.write(client)
    await client.query('commit')
    await client.query('analyze')
  })
  const count = (table: Parameters<typeof world.rows.of>[0]) => world.rows.of(table).length
  log(`${count('product')} products, ${count('partner')} partners, ${count('account')} accounts, ${count('quote')} quotes, ${count('sales_order')} orders in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return keys
}

async function build(world: World): Promise<{ staffKey: string; partnerKey: string }> {
  buildStaff(world)
  buildPartners(world)
  buildCatalog(world)
  buildPriceLists(world)
  buildPromotions(world)
  buildAccounts(world)
  buildTrade(world)
  writeStock(world)
  settleActivity(world)
  world.numbers.write()
  await addCredentials(world)
  const company = words('Guanxi Machine Tools', '關係精機', '关系精机')
  for (const [key, value] of Object.entries({ demo: true, time_zone: timeZone, currency: 'TWD', company: { name: company.en, nameI18n: company } })) {
    world.rows.add('installation', { key, value })
  }
  return addKeys(world)
}

async function withClient<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
