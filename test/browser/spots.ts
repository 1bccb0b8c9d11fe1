import { Cast } from '../api/acting.ts'
import type { TestServer } from '../support/server.ts'
import { type Find, type Spot, finder } from './spot.ts'
import { crmSpots } from './spots-crm.ts'
import { partnerSpots } from './spots-partner.ts'

/** Every page of both apps, and what comes up over them. */
export async function spots(server: TestServer): Promise<Spot[]> {
  const find = finder(server), made = await prepare(server, find)
  return [...await crmSpots(server, find, made), ...await partnerSpots(server, find, made)]
}

export type Made = Awaited<ReturnType<typeof prepare>>

/** What the demo company has not: a cart with something in it, webhooks, a price change that waits. */
async function prepare(server: TestServer, find: Find) {
  const cast = new Cast(server), [admin, owner] = ['admin@guanxi.example', 'owner@northstar.example']
  await cast.do(owner, 'addCartLines', { lines: [{ sku: 'CH-305', quantity: 2 }, { sku: 'DR-085-5D', quantity: 12 }] })
  const webhook = async (email: string): Promise<string> => (await cast.do(email, 'createWebhook', { name: 'Stock of the web shop', url: 'https://hooks.example.com/guanxi', types: ['order.*'] }, 'webhook { id }')).webhook.id
  const priceList = await find('crm', 'priceLists', '{ search: "Gold USD" }')
  const { priceChange } = await cast.do(admin, 'preparePriceChange', { priceListId: priceList, percent: '3' }, 'priceChange { id }')
  return { crmWebhook: await webhook(admin), partnerWebhook: await webhook(owner), priceList, priceChange: priceChange.id as string }
}
