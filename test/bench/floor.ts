// The floor: what a careful hand writes when nothing but this one answer matters. One statement with JSON aggregation behind bare
// node:http, pipelined with the viewer's settings, under the same row policies and on the same login roles as the product.
import { createServer } from 'node:http'
import pg from 'pg'
import type { Operation, Variables, ViewerName } from './operation.ts'
import { everyOperation } from './operations/index.ts'
import { type Seats, seatOf } from './seat.ts'

const { seats, unguarded } = JSON.parse(process.env.BENCH!) as { seats: Seats; unguarded: boolean }
const poolOf = (name: ViewerName) => new pg.Pool({ connectionString: seatOf(seats, name, 0).url, max: 10, pipeline: true, options: '-c TimeZone=UTC' } as pg.PoolConfig)
const dealers = poolOf('dealer'), pools = { dealer: dealers, dealers, representative: poolOf('representative') }
const byKey = new Map(everyOperation.map((operation) => [operation.key, operation]))

async function answer({ key, viewer, floor, unguarded: open }: Operation, variables: Variables, asker: number): Promise<string> {
  const { opening } = seatOf(seats, viewer, asker), hand = unguarded && open ? open : floor
  const client = await pools[viewer].connect()
  try {
    if ('answer' in hand) return await hand.answer(client, opening, variables)
    const begun = client.query(opening.read), asked = client.query({ name: key, text: hand.sql, values: hand.values(variables) }), ended = client.query('commit')
    const [, { rows }] = await Promise.all([begun, asked, ended])
    return rows[0]!.answer as string
  } finally {
    client.release()
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    const { operation, variables, asker } = JSON.parse(Buffer.concat(chunks).toString()) as { operation: string; variables: Variables; asker: number }
    answer(byKey.get(operation)!, variables, asker).then(
      (data) => response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":${data}}`),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit())
