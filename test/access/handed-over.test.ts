import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeCast } from '../support/cast.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase, admin: pg.Client
beforeAll(async () => {
  database = await cloneDatabase(1)
  await writeCast(database.adminUrl)
  admin = await database.connect()
})
afterAll(() => database.close())

// their policies ask these rows themselves whose they are, not the order or the quote of each
test.each([['sales_order', 'order_amount', 'order_id'], ['quote', 'quote_version', 'quote_id']])('when a %s is handed over, so is what stands in %s, whoever has it', async (parent, child, of) => {
  const pairs = `${parent} r join ${child} c on c.${of} = r.id`, { rows: [one] } = await admin.query(`select r.id, r.partner_id from ${pairs} where r.partner_id is not null and r.seller_id is not null order by r.id limit 1`)
  const alike = async () => (await admin.query(`select bool_and((r.owner_id, r.partner_id, r.seller_id) is not distinct from (c.owner_id, c.partner_id, c.seller_id)) as is from ${pairs} where r.id = $1`, [one.id])).rows[0].is
  const others = [`owner_id = (select u.id from app_user u where u.audience = 'crm' and u.id is distinct from owner_id limit 1)`, 'owner_id = null', 'seller_id = null', `partner_id = (select p.id from partner p where p.id <> partner_id limit 1)`]
  for (const other of others) {
    await admin.query(`update ${parent} set ${other} where id = $1`, [one.id])
    expect([other, await alike()]).toEqual([other, true])
  }
  await admin.query(`update ${child} set partner_id = '${one.partner_id}', owner_id = null where ${of} = $1`, [one.id])
  expect(await alike()).toBe(true)
})
