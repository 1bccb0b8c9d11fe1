import { type RequestListener, type Server, createServer } from 'node:http'
import { type AddressInfo, type ListenOptions, type Server as Listener, createServer as createListener } from 'node:net'

const seconds = 1_000
/** How long requests that are under way may take to end when the server stops. */
const farewell = 10 * seconds

/** Connections that may wait to be taken: with fewer, a crowd is not refused but left to try again in seconds. */
const backlog = 4_096
/** Node takes one new connection from each listener in a turn of its event loop: with a single one, a crowd of a thousand waits for a thousand turns. */
const listeners = process.platform === 'linux' ? 16 : 1
const mostConnections = 5_000

/** An HTTP server that nobody holds up by being slow: each part of a request has its time, and so has a connection on which nothing happens. */
export function sternServer(listener: RequestListener): Server {
  const server = createServer({
    headersTimeout: 10 * seconds, requestTimeout: 30 * seconds, connectionsCheckingInterval: 2 * seconds,
    // longer than the usual proxy keeps its own end open, which would otherwise send into a closing connection
    keepAliveTimeout: 65 * seconds, maxHeaderSize: 16_384,
  }, listener)
  // a stream is pinged every few seconds; who takes no byte for this long is gone
  server.setTimeout(120 * seconds)
  server.maxConnections = mostConnections
  return server
}

export interface Listening { port: number; close(): Promise<void> }

/** Listens, and answers the port; what the other listeners take is served by the same server. */
export async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<Listening> {
  const others = Array.from({ length: listeners - 1 }, () => createListener({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket)))
  const begin = (one: Listener, at: number) => new Promise<void>((resolve, reject) => {
    const options: ListenOptions & { reusePort: boolean } = { port: at, host, backlog, reusePort: listeners > 1 }
    one.once('error', reject).listen(options, () => { one.off('error', reject); resolve() })
  })
  await begin(server, port)
  const { port: taken } = server.address() as AddressInfo
  for (const other of others) {
    other.maxConnections = mostConnections
    await begin(other, taken)
  }
  return { port: taken, close: () => closeGently(server, others) }
}

/** Takes no more connections, lets what is under way come to its end, and resolves when nothing is left. */
async function closeGently(server: Server, others: Listener[]): Promise<void> {
  const closed = Promise.all([server, ...others].map((one) => new Promise<void>((resolve) => one.close(() => resolve()))))
  // a connection that has just answered is idle: its next request would come too late
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const last = setTimeout(() => server.closeAllConnections(), farewell)
  await closed
  clearInterval(idle)
  clearTimeout(last)
}
