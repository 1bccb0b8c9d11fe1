import type { IncomingMessage, ServerResponse } from 'node:http'

export class BodyTooLarge extends Error {}

/** So much more is read and thrown away: who is cut off in the middle of sending never reads why. */
const mostDiscarded = 10_000_000

/** The body of a request as text; throws BodyTooLarge beyond the limit, so that nobody can fill the memory. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else if (size > mostDiscarded) break
  }
  if (size > limit) throw new BodyTooLarge()
  return Buffer.concat(chunks).toString('utf8')
}

export const cookieOf = (request: IncomingMessage, name: string): string | undefined =>
  request.headers.cookie?.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers }).end(text)
}
