import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterEach, expect, test } from 'vitest'
import { passwordMatches } from '../../server/access/password.ts'
import { type World, sampleWorld } from './world.ts'

let world: World
afterEach(() => world.close())

test('broken rows are refused by name, and the totals are met without them', async () => {
  world = await sampleWorld({ broken: true })
  const files = await world.import()
  expect(files.get('SalesOrderDetail.csv')!.rejected).toBe(3)
  const errors = parse(readFileSync(world.errorFile, 'utf8'), { columns: true }) as Record<string, string>[]
  const places = errors.filter(({ file }) => /Product\.csv|Customer|SalesOrder/.test(file!) && !/Offer/.test(file!)).map(({ file, column, value, code }) => `${file} ${column} ${code} ${code === 'BROKEN_QUOTES' || code === 'COLUMN_COUNT' ? '' : value}`.trim())
  expect(places.sort()).toEqual([
    'Customer.csv CustomerID DUPLICATE 11000', 'Customer.csv StoreID UNKNOWN_REFERENCE 777', 'Product.csv  BROKEN_QUOTES', 'Product.csv  COLUMN_COUNT',
    'SalesOrderDetail.csv OrderQty OUT_OF_RANGE 0', 'SalesOrderDetail.csv ProductID UNKNOWN_REFERENCE 4711', 'SalesOrderDetail.csv SalesOrderID UNKNOWN_REFERENCE 99901',
    'SalesOrderHeader.csv OrderDate NOT_A_DATE 2014-02-30', 'SalesOrderHeader.csv SalesPersonID UNKNOWN_REFERENCE 4711', 'SalesOrderHeader.csv SubTotal NOT_A_NUMBER a lot'])
  for (const { read, written, there, merged, rejected } of files.values()) expect(read).toBe(written + there + merged + rejected)
})

test('a dry run reports the same and leaves the database as it was', async () => {
  world = await sampleWorld()
  const before = await world.versions()
  const tried = await world.import({ dryRun: true })
  expect(tried.get('SalesOrderHeader.csv')!.written).toBe(200)
  expect(await world.versions()).toEqual(before)
  expect(world.log.at(-1)).toBe('This was a dry run: nothing was written to the database.')
})

test('stopped in the middle of the orders it goes on there, and ends the same as if it had not been', async () => {
  world = await sampleWorld()
  await world.client.query(`create function stop_here() returns trigger language plpgsql as $$ begin
      if (select count(*) from order_line) > 250 then raise exception 'power cut' using errcode = '57P01'; end if; return new; end $$;
    create trigger stop_here before insert on order_line for each row execute function stop_here()`)
  await expect(world.import()).rejects.toThrow('power cut')
  await world.client.query('drop trigger stop_here on order_line; drop function stop_here')
  const [stopped] = await world.rows('select (select count(*)::int from sales_order) as orders, (select read::int from import_step) as read, (select count(*)::int from sales_order o where not exists (select from order_amount a where a.order_id = o.id)) as halves')
  expect(stopped).toEqual({ orders: stopped!.read, read: stopped!.orders, halves: 0 })
  expect(stopped!.orders).toBeGreaterThan(0)
  expect(stopped!.orders).toBeLessThan(200)

  const files = await world.import()
  expect(files.get('SalesOrderHeader.csv')).toMatchObject({ there: stopped!.orders, written: 200 - stopped!.orders })
  expect(await world.rows('select count(*)::int as events, (select count(*)::int from order_line) as lines, (select count(*)::int from order_amount) as amounts from event')).toEqual([{ events: 200, lines: world.totals.lines, amounts: 200 }])
})

test.each([['a sum that is a cent off', { allOrders: '1.00' }, 'all orders, USD'], ['a missing line', { lines: 1 }, 'order lines']])('%s makes it fail, and says so', async (_, wrong, what) => {
  world = await sampleWorld()
  await expect(world.import({ totals: { ...world.totals, ...wrong } })).rejects.toThrow(`The import does not arrive at what it must: ${what}`)
  expect(world.log.join('\n')).toContain('MISSED')
})

test('the total comes from the lines in the database: a price that was changed there is found', async () => {
  world = await sampleWorld()
  await world.import()
  await world.client.query('update order_line set net_price = net_price + 1 where id = (select id from order_line order by id limit 1)')
  await expect(world.import()).rejects.toThrow('all orders, USD')
})

test('goes in beside what is there, and two never run at once', async () => {
  world = await sampleWorld()
  await world.client.query(`insert into program_level (id, name, rank) values (gen_random_uuid(), 'Gold', 1);
    insert into app_user (id, audience, email, name, roles) values (gen_random_uuid(), 'crm', 'lin@example.com', 'Lin', '{administrator}')`)
  const runs = await Promise.all([world.import(), world.import()])
  expect(runs.map((files) => files.get('Store.csv')!.written).sort()).toEqual([0, 12])
  expect(await world.rows('select name, rank from program_level order by rank')).toEqual([{ name: 'Gold', rank: 1 }, { name: 'Dealer', rank: 2 }])
})

test('the demo password is set for those who may sign in, and only when it is asked for', async () => {
  world = await sampleWorld()
  await world.import({ demoPassword: true })
  const found = await world.rows('select u.active, u.audience, count(*)::int, min(c.password_hash) as hash from app_user u join credential c on c.user_id = u.id group by 1, 2 order by 2')
  expect(found.map(({ active, audience, count }) => [active, audience, count])).toEqual([[true, 'crm', 8], [true, 'partner', 12]])
  expect(await passwordMatches(found[0]!.hash, 'guanxi-demo')).toBe(true)
})
