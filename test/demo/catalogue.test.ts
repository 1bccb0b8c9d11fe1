import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoTemplate } from '../support/demo.ts'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase(1, await demoTemplate())
  client = await database.connect()
}, 120_000)
afterAll(() => database?.close())
const rows = async (sql: string) => (await client.query(sql)).rows

describe('catalogue', () => {
  test('says everything in three languages', async () => {
    expect(await rows(`
    select sku from product where not (name_i18n ?& array['en', 'zh-Hant', 'zh-Hans'] and description_i18n ?& array['en', 'zh-Hant', 'zh-Hans'])
      or name_i18n::text ~ 'undefined|[{][0-9]' or description_i18n::text ~ 'undefined|[{]([0-9]|sku)' or jsonb_array_length(attributes) = 0`)).toEqual([])
  })

  test('every product for sale has a cost and a price in each currency, and no two prices on one day', async () => {
    expect(await rows(`select sku, c from product, unnest(array['TWD', 'USD', 'EUR']) c where orderable and not exists (
      select 1 from list_price l join product_cost k using (product_id, currency) where l.product_id = product.id and l.currency = c and l.valid_to is null and l.price > k.cost)`)).toEqual([])
    expect(await rows(`select a.product_id from list_price a join list_price b using (product_id, currency) where a.valid_from < b.valid_from and coalesce(a.valid_to, 'infinity') >= b.valid_from`)).toEqual([])
  })

  test('what is phasing out or discontinued names what takes its place', async () => {
    expect(await rows(`select sku from product where lifecycle in ('PHASING_OUT', 'DISCONTINUED') and replacement_id is null`)).toEqual([])
  })
})

test('of prices that are to change, some are decided and some not, and their first day is to come', async () => {
  const changes = await rows(`select c.state, c.from_day > app.today() as ahead, c.change_count > 2 and c.fault_count = 0 as sound, l.revision - c.list_revision as moved, coalesce(c.applied_revision = l.revision, false) as undoable, (select count(*)::int from price_list_entry e where e.price_list_id = l.id and e.valid_from = c.from_day) = c.change_count as written
    from price_change c join price_list l on l.id = c.price_list_id order by 1`)
  expect(changes).toEqual([{ state: 'Applied', ahead: true, sound: true, moved: 1, undoable: true, written: true }, { state: 'Prepared', ahead: true, sound: true, moved: 0, undoable: false, written: false }])
})
