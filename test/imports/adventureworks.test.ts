import { afterAll, beforeAll, expect, test } from 'vitest'
import { storeIds, twins } from './fixture/people.ts'
import { unshipped } from './fixture/orders.ts'
import { type World, sampleWorld } from './world.ts'

let world: World, log: string[]
const rows: World['rows'] = (sql, values) => world.rows(sql, values)
beforeAll(async () => {
  world = await sampleWorld()
  await world.import()
  log = [...world.log]
})
afterAll(() => world.close())

test('prints what became of each file, and that every total is met', () => {
  const text = log.join('\n')
  expect(text).toMatch(/SalesOrderHeader\.csv +200 +200 +0 +0 +0$/m)
  expect(text).toMatch(/SpecialOffer\.csv +4 +3 +0 +0 +1 {2}NO_DISCOUNT 1$/m)
  expect(text.match(/ met$/gm)).toHaveLength(8)
  expect(text).not.toContain('MISSED')
  expect(text).toContain('Headers whose SubTotal differs from their lines: 0;')
})

test('staff are in their management tree; only those of sales and the chief may sign in', async () => {
  expect(await rows(`select u.external_id as id, m.external_id as manager, u.roles, u.active from app_user u left join app_user m on m.id = u.manager_id where u.audience = 'crm' order by u.external_id::int`)).toEqual([
    { id: '1', manager: null, roles: ['administrator'], active: true },
    { id: '2', manager: '1', roles: [], active: false },
    { id: '3', manager: '2', roles: [], active: false },
    { id: '273', manager: '1', roles: ['manager', 'channel_manager'], active: true },
    { id: '274', manager: '273', roles: ['manager', 'channel_manager'], active: true },
    { id: '275', manager: '274', roles: ['representative'], active: true },
    { id: '276', manager: '274', roles: ['representative'], active: true },
    { id: '277', manager: '274', roles: ['representative'], active: true },
    { id: '287', manager: '273', roles: ['manager', 'channel_manager'], active: true },
    { id: '288', manager: '287', roles: ['representative'], active: true },
  ])
  // nobody has a name for the chief
  expect(await rows(`select external_id, name from app_user where external_id in ('1', '275') order by 1`)).toEqual([{ external_id: '1', name: 'staff1@adventure-works.com' }, { external_id: '275', name: 'First275 Last275' }])
  expect(await rows('select * from credential')).toEqual([])
})

test('each store is an active dealer with a representative, the manager above, and one owner', async () => {
  expect(await rows(`select count(*)::int as stores, count(distinct code)::int as codes, bool_and(type = 'DEALER' and state = 'Active' and currency = 'USD' and level_id is not null) as alike,
    bool_and((select manager_id from app_user where id = representative_id) = channel_manager_id) as managed from partner`)).toEqual([{ stores: 12, codes: 12, alike: true, managed: true }])
  expect(await rows(`select code, name, country from partner where external_id = '292'`)).toEqual([{ code: 'AW0292', name: 'Clamps & Brackets Co.', country: 'US' }])
  // its shipping address lies in Australia, its main office does not
  expect(await rows(`select p.country, array_agg(a.kind order by a.kind) as kinds from partner p join address a on a.partner_id = p.id where p.external_id = '294' group by 1`)).toEqual([{ country: 'US', kinds: ['main', 'shipping'] }])
  expect(await rows(`select p.external_id as store, u.email, u.name from app_user u join partner p on p.id = u.partner_id where 'partner_administrator' = any (u.roles) and u.active order by 1`)).toEqual(
    storeIds.map((id) => (id === 298 ? { store: '298', email: 'owner@aw298.example', name: 'Store 298' } : { store: String(id), email: `contact${id - 1}@adventure-works.com`, name: `First${id - 1} Last${id - 1}` })))
  expect(await rows(`select email, roles from app_user where audience = 'partner' and not active order by 1`)).toEqual([
    { email: 'contact297@adventure-works.com', roles: ['buyer'] }, { email: 'seller900@adventure-works.com', roles: ['seller'] }])
})

test('a web customer is held by the nearest store of its country; of two as near, by the lower id; where none is, by nobody', async () => {
  const found = await rows(`select a.external_id as id, a.country, p.external_id as store, d.latitude, d.longitude from account a left join partner p on p.id = a.partner_id
    join lateral (select * from address where account_id = a.id and kind = 'main' order by id limit 1) d on true`)
  const stores = await rows(`select p.external_id as id, p.country, a.latitude, a.longitude from partner p join address a on a.partner_id = p.id and a.kind = 'main' order by p.external_id::int`)
  // the haversine formula, as the other way to say it
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const distance = (a: any, b: any) => Math.asin(Math.sqrt(Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2))
  const nearest = (one: any) => stores.filter(({ country }) => country === one.country).reduce<any>((best, store) => (best && distance(one, best) <= distance(one, store) + 1e-12 ? best : store), null)
  expect(found).toHaveLength(60)
  expect(found.map(({ id, store }) => [id, store])).toEqual(found.map((one) => [one.id, nearest(one)?.id ?? null]))
  expect(found.find(({ id }) => id === '11000')!.store).toBe(String(twins[0]))
  expect(found.filter(({ country }) => country === 'AU').length).toBeGreaterThan(0)
  expect(found.filter(({ country }) => country === 'AU').every(({ store }) => store === null)).toBe(true)
})

test('customers are named by e-mail, or by account number where there is none', async () => {
  expect(await rows(`select name, email, status from account where external_id in ('11001', '11002', '11059') order by external_id`)).toEqual([
    { name: 'AW00011001', email: null, status: 'ACTIVE' }, { name: 'customer5002@adventure-works.com', email: 'customer5002@adventure-works.com', status: 'ACTIVE' },
    { name: 'customer5059@adventure-works.com', email: 'customer5059@adventure-works.com', status: 'PROSPECT' }])
})

test('the catalogue: components are not for sale, ended products are discontinued, facts are in three languages', async () => {
  expect(await rows('select lifecycle, orderable, count(*)::int from product group by 1, 2 order by 1, 2')).toEqual([
    { lifecycle: 'ACTIVE', orderable: false, count: 10 }, { lifecycle: 'ACTIVE', orderable: true, count: 25 }, { lifecycle: 'DISCONTINUED', orderable: true, count: 5 }])
  expect(await rows(`select sku, name, lead_time_days, attributes, cardinality(category_path) as depth from product where external_id in ('501', '520') order by 1`)).toMatchObject([
    { sku: 'PN-501', lead_time_days: 1, depth: 0 }, { sku: 'PN-520', name: 'Frame, 26" "HL"', lead_time_days: 0, depth: 2 }])
  const [product] = await rows(`select attributes from product where external_id = '521'`)
  expect(product!.attributes.slice(-3)).toEqual([
    { name: { en: 'Line', 'zh-Hant': '系列', 'zh-Hans': '系列' }, value: { en: 'Road', 'zh-Hant': '公路車', 'zh-Hans': '公路车' } },
    { name: { en: 'Class', 'zh-Hant': '等級', 'zh-Hans': '等级' }, value: { en: 'High', 'zh-Hant': '高階', 'zh-Hans': '高端' } },
    { name: { en: 'Style', 'zh-Hant': '款式', 'zh-Hans': '款式' }, value: { en: 'Universal', 'zh-Hant': '通用', 'zh-Hans': '通用' } }])
  expect(await rows(`select on_hand, count(*)::int from stock group by 1 order by 1`)).toEqual([{ on_hand: 0, count: 10 }, { on_hand: 70, count: 30 }])
  // 27 products with two dated prices each, three with the one of today
  expect(await rows('select (select count(*)::int from list_price) as prices, (select count(*)::int from product_cost) as costs')).toEqual([{ prices: 57, costs: 57 }])
})

test('dealers buy at 60 % of the list price; offers are promotions, an offer of nothing is none', async () => {
  expect(await rows(`select l.kind, l.currency, e.basis, e.value, e.product_id, e.category_id from price_list l join price_list_entry e on e.price_list_id = l.id join program_level v on v.id = l.level_id`)).toEqual([
    { kind: 'LEVEL', currency: 'USD', basis: 'LIST_PERCENT', value: '60.000000', product_id: null, category_id: null }])
  expect(await rows(`select external_id as id, percent, min_quantity as least, max_quantity as most, partners_only, valid_from::text, valid_to::text, (select count(*)::int from promotion_product where promotion_id = p.id) as products from promotion p order by external_id::int`)).toEqual([
    { id: '2', percent: '2.0000', least: 11, most: 14, partners_only: true, valid_from: '2011-05-31', valid_to: '2014-05-30', products: 30 },
    { id: '3', percent: '15.0000', least: 15, most: null, partners_only: true, valid_from: '2011-05-31', valid_to: '2014-05-30', products: 30 },
    { id: '10', percent: '50.0000', least: 1, most: null, partners_only: false, valid_from: '2011-05-31', valid_to: '2014-05-30', products: 1 }])
})

test('orders keep their stored prices unrounded, and stand in their final states', async () => {
  expect(await rows(`select state, billing_state, partner_id is not null as dealer, count(*)::int, bool_and(owner_id is not null or partner_id is null) as owned from sales_order group by 1, 2, 3 order by 1, 3`)).toEqual([
    { state: 'Delivered', billing_state: 'Paid', dealer: false, count: 139, owned: true }, { state: 'Delivered', billing_state: 'Paid', dealer: true, count: 60, owned: true },
    { state: 'Placed', billing_state: 'NotInvoiced', dealer: false, count: 1, owned: true }])
  expect(await rows(`select external_id from sales_order where state = 'Placed'`)).toEqual([{ external_id: String(unshipped) }])
  const [line] = await rows(`select l.*, o.placed_at from order_line l join sales_order o on o.id = l.order_id where l.discount_percent = 2 and l.amount <> round(l.amount, 2) order by l.id limit 1`)
  expect(Number(line!.amount)).toBeCloseTo(line!.quantity * Number(line!.net_price) * 0.98, 6)
  expect(line).toMatchObject({ delivered_quantity: line!.quantity })
  expect(await rows(`select count(*)::int from order_line l join sales_order o on o.id = l.order_id join product p on p.id = l.product_id where l.list_price is distinct from
    (select h.price from list_price h where h.product_id = p.id and p.external_id::int >= 513 and (o.placed_at at time zone 'UTC')::date between h.valid_from and coalesce(h.valid_to, 'infinity'))`)).toEqual([{ count: 0 }])
  expect((await rows('select count(*)::int from order_line where list_price is null'))[0]!.count).toBeGreaterThan(0)
  expect((await rows('select note from sales_order where partner_id is null order by placed_at limit 1'))[0]!.note).toContain('Currency in the source: AUD.')
})

test("numbers follow each dealer's own sequence by day, and the next order goes on behind them", async () => {
  expect(await rows(`select count(*)::int from (select number, 'O-' || p.code || '-' || lpad((row_number() over (partition by p.id order by placed_at, o.external_id::int))::text, 4, '0') as expected
    from sales_order o join partner p on p.id = o.partner_id) n where number <> expected`)).toEqual([{ count: 0 }])
  expect(await rows(`select count(*)::int from partner p left join document_counter c on c.scope = p.id::text and c.kind = 'order'
    where coalesce(c.value, 0) <> (select count(*) from sales_order o where o.partner_id = p.id)`)).toEqual([{ count: 0 }])
  expect(await rows(`select count(*)::int from sales_order o join document_counter c on c.scope = 'direct:' || extract(year from placed_at) and c.kind = 'order' where o.partner_id is null and substr(number, 6)::int > c.value`)).toEqual([{ count: 0 }])
})

test('every order has a timeline, and what was shipped has its shipment', async () => {
  expect(await rows(`select count(distinct o.id)::int, bool_and(e.public and e.at = o.placed_at and e.partner_id is not distinct from o.partner_id and e.data ->> 'number' = o.number) as right from event e join sales_order o on o.id = e.subject_id where e.type = 'order.placed'`)).toEqual([{ count: 200, right: true }])
  expect(await rows('select count(*)::int from shipment')).toEqual([{ count: 139 }])
  const [{ lines, expected }] = await rows(`select (select count(*)::int from shipment_line s join order_line l on l.id = s.order_line_id and s.quantity = l.shipped_quantity) as lines,
    (select count(*)::int from order_line l join sales_order o on o.id = l.order_id where o.partner_id is null and o.state = 'Delivered') as expected`) as [any]
  expect(lines).toBe(expected)
})

test('ids are of version 7 and follow the order of their days', async () => {
  expect(await rows(`select bool_and(id::text ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$') as seven, (select array_agg(placed_at order by id) = array_agg(placed_at order by placed_at) from sales_order) as sorted from order_line`)).toEqual([{ seven: true, sorted: true }])
})

test('a second run reads everything and writes nothing', async () => {
  const before = await world.versions()
  const files = await world.import()
  expect([...files.values()].reduce((sum, { written }) => sum + written, 0)).toBe(0)
  expect(files.get('SalesOrderHeader.csv')).toMatchObject({ read: 200, there: 200 })
  expect(await world.versions()).toEqual(before)
})
