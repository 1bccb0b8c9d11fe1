import pg from 'pg'
import type { Run } from '../kit/read/reader.ts'
import type { Keys } from './people/keys.ts'

/** Whether nobody can sign in yet: only such a database is filled with the demo. */
export async function isEmpty(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => (await client.query('select 1 from app_user limit 1')).rowCount === 0)
}

/** Whether people in this database have the password that everybody knows, whichever server or folder looks. */
export async function holdsDemo(adminUrl: string): Promise<boolean> {
  return withClient(adminUrl, async (client) => (await client.query(`select 1 from installation where key = 'demo' and value = 'true'`)).rowCount !== 0)
}

/** Says so, before the password is given to anybody. */
export async function markDemo(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`insert into installation (key, value) values ('demo', 'true') on conflict (key) do update set value = excluded.value`))
}

export interface DemoSeed { adminUrl: string; secret: string; log(line: string): void }

/** Fills an empty database with a maker of machine tools, its dealers, and a year of their business, all in one transaction. */
export async function seedDemo({ adminUrl, log }: DemoSeed): Promise<Keys> {
  const started = performance.now()
  // told to a database once; every start asks only whether it was
  const { buildCompany } = await import('./company.ts'), { changePrices } = await import('./pricing/changes.ts'), { bookFee } = await import('./billing/fee.ts')
  const { world, keys } = await buildCompany(new Date())
  await withClient(adminUrl, async (client) => {
    await client.query(`begin; set local app.channel = 'demo'`)
    await world.rows.write(client)
    const run: Run = async (text, values) => (await client.query(text, values)).rows
    await changePrices(world, run)
    await bookFee(world, run)
    await client.query('commit')
    await client.query('analyze')
  })
  const count = (table: Parameters<typeof world.rows.of>[0]) => world.rows.of(table).length
  log(`${count('product')} products, ${count('partner')} partners, ${count('account')} accounts, ${count('quote')} quotes, ${count('sales_order')} orders in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return keys
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
