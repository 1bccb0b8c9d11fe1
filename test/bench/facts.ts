import type pg from 'pg'
import { dealer, dealers, representative } from './world.ts'

/** Orders of the dealer who looks, from all of its time. */
export async function dealersOrders(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    select id from (select id, row_number() over (order by placed_at, id) as n, count(*) over () as of_all from sales_order where partner_id = $1) o
    where n % greatest(of_all / 1000, 1) = 0 order by md5(id::text)`, [dealer.partnerId])
  return rows.map(({ id }) => id)
}

/** Whose records the representative reaches: their team's, and those of the partners that the team looks after. */
const reached = `with team as materialized (select id from app_user where id = $1 or manager_id = $1), partners as materialized (select id from partner where representative_id in (select id from team))`
const within = (row: string) => `(${row}.owner_id in (select id from team) or ${row}.partner_id in (select id from partners))`

/** Names of accounts that the representative reaches. */
export async function representativesAccounts(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`${reached} select a.name from account a where ${within('a')} order by md5(a.id::text) limit 1000`, [representative.id])
  return rows.map(({ name }) => name)
}

/** Places at about nine tenths of the representative's orders in these states, the latest first. */
export async function cursorsInside(client: pg.ClientBase, states: string[]): Promise<string[]> {
  const { rows } = await client.query<{ place: string }>(`${reached},
    mine as (select o.id, o.placed_at, row_number() over (order by o.placed_at desc, o.id desc) as n, count(*) over () as of_all from sales_order o where o.state = any ($2::text[]) and ${within('o')})
    select json_build_array(placed_at::text, id)::text as place from mine where n between floor(of_all * 0.89) and ceil(of_all * 0.91) order by md5(id::text) limit 500`, [representative.id, states])
  return rows.map(({ place }) => Buffer.from(place).toString('base64'))
}

/** The accounts of each dealer who writes, and what is sold. */
export async function dealersAccounts(client: pg.ClientBase): Promise<string[][]> {
  const { rows } = await client.query<{ partner: string; ids: string[] }>('select partner_id as partner, array_agg(id order by md5(id::text)) as ids from account where partner_id = any ($1::uuid[]) group by partner_id', [dealers.map(({ partnerId }) => partnerId)])
  return dealers.map(({ partnerId }) => rows.find(({ partner }) => partner === partnerId)!.ids)
}
export const products = async (client: pg.ClientBase): Promise<string[]> => (await client.query<{ id: string }>('select id from product where orderable order by md5(id::text)')).rows.map(({ id }) => id)
