import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'

type Order = { order: { state: string } }
/** As far as it is needed here: the portal is compiled for browsers, under a configuration of its own. */
type MakeClient = (url: string, cache: { keys: Record<string, () => null> }, signInAgain: () => Promise<void>) => {
  query: (document: object, variables: object) => { subscribe: (show: (answer: { data?: Order }) => void) => { unsubscribe: () => void } }
  mutation: (document: object, variables: object) => { toPromise: () => Promise<unknown> }
}
const { makeClient } = (await import(new URL('../../portal/src/shared/client.ts', import.meta.url).href)) as { makeClient: MakeClient }

const document = (hash: string, source: string) => Object.assign(parse(source), { __meta__: { hash } })
const read = document('read', 'query Order { order(id: "1") { __typename id state } }')
const ship = document('ship', 'mutation Ship { shipOrder { __typename order { __typename id state } } }')
const order = (state: string) => ({ __typename: 'Order', id: '1', state })

type Waiting = { hash: string; answer: (data: object) => void }
const waiting: Waiting[] = []
const server = createServer(async (request, response) => {
  const { extensions } = JSON.parse(await text(request)) as { extensions: { persistedQuery: { sha256Hash: string } } }
  waiting.push({ hash: extensions.persistedQuery.sha256Hash, answer: (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })) })
})
beforeAll(() => once(server.listen(0), 'listening'))
afterAll(() => { server.closeAllConnections(); server.close() })
const asked = (hash: string): Promise<Waiting> => vi.waitFor(() => {
  const index = waiting.findIndex((one) => one.hash === hash)
  if (index < 0) throw new Error(`${hash} is not asked`)
  return waiting.splice(index, 1)[0]!
})

it('never writes an answer over that of a command which it does not know of', async () => {
  const client = makeClient(`http://localhost:${(server.address() as AddressInfo).port}`, { keys: { ShipOrderPayload: () => null } }, async () => {})
  const shown: string[] = []
  const { unsubscribe } = client.query(read, {}).subscribe(({ data }) => { if (data) shown.push(data.order.state) })
  const first = await asked('read'), done = client.mutation(ship, {}).toPromise(), command = await asked('ship')
  command.answer({ shipOrder: { __typename: 'ShipOrderPayload', order: order('Shipped') } })
  await done
  first.answer({ order: order('Confirmed') })
  const second = await asked('read')
  second.answer({ order: order('Shipped') })
  await vi.waitFor(() => expect(shown.at(-1)).toBe('Shipped'))
  expect(shown).not.toContain('Confirmed')
  unsubscribe()
})
