import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, cloneDatabase } from '../support/postgres.ts'

const partner = '00000003-0000-7000-8000-000000000000'
let database: TestDatabase, client: pg.Client
beforeAll(async () => {
  database = await cloneDatabase()
  client = await database.connect()
  await client.query(`
    set session_replication_role = replica;
    insert into partner (id, code, name, type, state, currency, country) values ('${partner}', 'P', 'Partner', 'DEALER', 'Active', 'USD', 'TW');
    insert into product (id, sku, name, category_path, lifecycle, position) select md5('p' || n)::uuid, 'S' || n, 'Product ' || n, array[md5('c')::uuid], 'ACTIVE', n from generate_series(1, 2000) n;
    insert into list_price (product_id, currency, price, valid_from) select id, 'USD', 100, '2020-01-01' from product;
    insert into price_list (id, name, kind, currency, partner_id) select md5('l' || n)::uuid, 'List ' || n, 'PARTNER', 'USD', case when n < 3 then '${partner}'::uuid else md5('x' || n)::uuid end from generate_series(1, 500) n;
    insert into price_list_entry (id, price_list_id, product_id, basis, value) select gen_random_uuid(), l.id, p.id, 'LIST_PERCENT', 80 from (select id, row_number() over () as at from price_list) l join (select id, row_number() over () as at from product) p on (p.at + l.at) % 20 = 0;
    insert into promotion (id, name, percent, valid_from) select md5('m' || n)::uuid, 'Promotion ' || n, 5, '2020-01-01' from generate_series(1, 5000) n;
    insert into promotion_product (promotion_id, product_id) select md5('m' || n)::uuid, md5('p' || 1 + n % 2000)::uuid from generate_series(1, 5000) n;
    set session_replication_role = origin`)
  await client.query('vacuum analyze price_list, price_list_entry, promotion, promotion_product, product, list_price')
}, 60_000)
afterAll(() => database.close())

it('a catalogue page looks its prices up by indexes, in functions that were inlined', async () => {
  await client.query(`begin; select set_config('role', 'guanxi_partner', true), set_config('app.roles', 'partner_administrator', true), set_config('app.partner_id', '${partner}', true), set_config('app.org_ids', '{${partner}}', true)`)
  const { rows: [{ 'QUERY PLAN': [{ Plan: plan }] }] } = await client.query(`explain (format json)
    select (select n.price from app.net_price(p.id, p.category_path, 1, $1::uuid, null, null, null) n),
      (select json_agg(b.price) from app.price_breaks(p.id, p.category_path, $1::uuid, null, null, null) b)
    from (select * from product order by name_key, id limit 50) p`, [partner])
  await client.query('rollback')
  const nodes: any[] = []
  const walk = (node: any) => { nodes.push(node); for (const one of node.Plans ?? []) walk(one) }
  walk(plan)
  // the buyer's lists are found once for each of the two, not once for each product
  expect(nodes.filter((node) => node['Node Type'] === 'Function Scan').map((node) => node['Function Name'])).toEqual(['price_candidates', 'price_candidates'])
  expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']).filter((table) => /^(price_list_entry|promotion|promotion_product|list_price|product_cost)$/.test(table))).toEqual([])
  // what is planned is paid for by every page
  expect(nodes.length).toBeLessThan(140)
})
