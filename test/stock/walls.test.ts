import { afterAll, beforeAll, expect, test } from 'vitest'
import { castTables, idOf, productId, userId } from '../support/cast.ts'
import { seenByStaff } from '../support/expected.ts'
import { type Walls, openWalls } from '../support/walls.ts'

let walls: Walls
beforeAll(async () => { walls = await openWalls() })
afterAll(() => walls.close())

test.each(['supply', 'reservation'])('a dealer\'s connection may not even name %s', async (table) => {
  const dealer = await walls.viewer(userId('NST', 'owner'))
  await expect(walls.as(dealer, (run) => run(`select 1 from ${table}`))).rejects.toThrow('permission denied')
})

test('what comes is a dealer\'s to know, by day; not what lies there', async () => {
  const dealer = await walls.viewer(userId('NST', 'owner'))
  expect(await walls.as(dealer, (run) => run('select inbound from stock where product_id = $1', [productId('MILL')]))).toEqual([{ inbound: [{ date: '2099-06-01', quantity: 40 }] }])
})

test.each(['rep', 'stranger', 'desk', 'product', 'marketing', 'analyst'])('%s sees the supplies, and what is held for the orders that are theirs to see', async (name) => {
  const viewer = await walls.viewer(idOf(`${name}@guanxi.example`)), tables = castTables(), sees = seenByStaff({ viewer, tables })
  for (const table of ['supply', 'reservation']) {
    const found = await walls.as(viewer, (run) => run(`select id from ${table}`))
    expect(found.map(({ id }) => id).sort()).toEqual(tables[table]!.filter((row) => sees[table]!(row)).map(({ id }) => id).sort())
  }
})

test.each(['rep', 'marketing', 'finance'])('%s moves nothing', async (name) => {
  const viewer = await walls.viewer(idOf(`${name}@guanxi.example`))
  for (const table of ['supply', 'reservation', 'stock']) expect(await walls.as(viewer, (run) => run(`update ${table} set product_id = product_id returning 1 as done`, []))).toEqual([])
  expect(await walls.as(viewer, (run) => run('select app.lock_orders_of($1, 10)', [idOf('supply mills')]))).toEqual([])
})

test('a dealer makes the helpers of slips do nothing', async () => {
  const dealer = await walls.viewer(userId('NST', 'owner'))
  expect(await walls.as(dealer, (run) => run(`select app.tell_repromised((select array_agg(id) from order_line), 'x', 'x') as told`, []))).toEqual([{ told: 0 }])
  expect(await walls.as(dealer, (run) => run('select app.lines_of((select array_agg(id) from sales_order)) as id', []))).toEqual([])
})
