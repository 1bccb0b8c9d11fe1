import { type RequestListener, type Server, createServer } from 'node:http'

const seconds = 1_000
/** How long requests that are under way may take to end when the server stops. */
const farewell = 10 * seconds

/** Connections that may wait to be taken: with fewer, a crowd is not refused but left to try again in seconds. */
export const backlog = 4_096

/** An HTTP server that nobody holds up by being slow: each part of a request has its time, and so has a connection on which nothing happens. */
export function sternServer(listener: RequestListener): Server {
  const server = createServer({
    headersTimeout: 10 * seconds, requestTimeout: 30 * seconds, connectionsCheckingInterval: 2 * seconds,
    // longer than the usual proxy keeps its own end open, which would otherwise send into a closing connection
    keepAliveTimeout: 65 * seconds, maxHeaderSize: 16_384,
  }, listener)
  // a stream is pinged every few seconds; who takes no byte for this long is gone
  server.setTimeout(120 * seconds)
  server.maxConnections = 5_000
  return server
}

/** Takes no more connections, lets what is under way come to its end, and resolves when nothing is left. */
export async function closeGently(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // a connection that has just answered is idle: its next request would come too late
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const last = setTimeout(() => server.closeAllConnections(), farewell)
  await closed
  clearInterval(idle)
  clearTimeout(last)
}
