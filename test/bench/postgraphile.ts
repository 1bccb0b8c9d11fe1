// PostGraphile 5 on the same database, on the same login roles and under the same settings as the others, tuned as its documentation
// advises: no development features, introspected once at the start, statements prepared, the answer put together as text.
import { type IncomingHttpHeaders, createServer } from 'node:http'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import type { ViewerName } from './operation.ts'
import { plugins } from './postgraphile/plugins.ts'
import { schemaName } from './postgraphile/schema.ts'
import { type Seats, seatOf } from './seat.ts'

const { seats } = JSON.parse(process.env.BENCH!) as { seats: Seats }

const viewerOf = ({ 'x-viewer': viewer }: IncomingHttpHeaders) => viewer as ViewerName
const settingsOf = (headers: IncomingHttpHeaders) => seatOf(seats, viewerOf(headers), Number(headers['x-asker'])).settings

/** Each login role sees what it has a grant on, as each app of Guanxi has a schema of its own. */
async function handlerOf(name: ViewerName) {
  const { url } = seatOf(seats, name, 0)
  const serving = postgraphile({
    extends: [PostGraphileAmberPreset],
    plugins,
    // nobody is offered to change rows table by table: what writes is a function
    disablePlugins: ['PgMutationCreatePlugin', 'PgMutationUpdateDeletePlugin'],
    pgServices: [makePgService({ connectionString: url, schemas: ['public', schemaName], pubsub: false, poolConfig: { max: 10, options: '-c TimeZone=UTC' } })],
    schema: { defaultBehavior: '+connection +list', pgForbidSetofFunctionsToReturnNull: true },
    grafast: { context: ({ node }) => ({ pgSettings: settingsOf(node!.req.headers) }), explain: false },
    grafserv: { graphiql: false, watch: false, websockets: false, outputDataAsString: true },
  }).createServ(grafserv)
  await serving.ready()
  return serving.createHandler()
}
const dealers = await handlerOf('dealer'), handlers = { dealer: dealers, dealers, representative: await handlerOf('representative') }

const server = createServer((request, response) => {
  handlers[viewerOf(request.headers)](request, response, (error?: unknown) => response.writeHead(error ? 500 : 404).end(String(error ?? '')))
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
process.on('disconnect', () => process.exit())
