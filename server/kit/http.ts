import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorCode } from './errors.ts'
import { translate } from './locale.ts'

/** The address that a request asks for, for everybody alike: without the detours, such as /x/../y, by which one could be told something else than the other. */
export const addressAsked = (request: IncomingMessage): URL | null => URL.parse(request.url ?? '/', 'http://localhost')

export class BodyTooLarge extends Error {}

/** So much more is read and thrown away: who is cut off in the middle of sending never reads why. */
const mostDiscarded = 10_000_000

const bodies = new WeakMap<IncomingMessage, Promise<string>>()

/** The body of a request as text, however often it is asked for; throws BodyTooLarge beyond the limit, so that nobody can fill the memory. */
export function readBody(request: IncomingMessage, limit: number): Promise<string> {
  if (!bodies.has(request)) bodies.set(request, receive(request, limit))
  return bodies.get(request)!
}

async function receive(request: IncomingMessage, limit: number): Promise<string> {
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

const here = ['localhost', '127.0.0.1', '[::1]']
/** Asked on this computer, by its own name: not through a proxy that stands on it, and not by a page whose name was turned to point here. */
export const isFromHere = ({ headers }: IncomingMessage): boolean =>
  URL.canParse(`http://${headers.host}`) && here.includes(new URL(`http://${headers.host}`).hostname) && !headers.forwarded && !headers['x-forwarded-for'] && !headers['x-forwarded-host'] && !headers.via

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text), ...headers }).end(text)
}

/** The key of a request that a program makes. A browser sends nothing of this kind by itself, not even for a proxy's password. */
export const bearerOf = (request: IncomingMessage): string | undefined => /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401, KEY_INVALID: 401, FORBIDDEN: 403, READ_ONLY: 403, CSRF: 403, NOT_FOUND: 404, CONFLICT: 409, PAYLOAD_TOO_LARGE: 413, RATE_LIMITED: 429, INTERNAL: 500, UNAVAILABLE: 503, OVERLOADED: 503, TIMEOUT: 503,
}

/** Refuses a whole request with a code of the closed list, its sentence, and the status that says the same. */
export function refuse(response: ServerResponse, locale: string, code: ErrorCode, { status = statuses[code] ?? 400, headers = {} }: { status?: number; headers?: Record<string, string> } = {}): void {
  sendJson(response, status, { errors: [{ message: translate(locale, `errors.${code}`), extensions: { code } }] }, { ...((status === 503 || status === 429) && !response.hasHeader('retry-after') ? { 'retry-after': '5' } : {}), ...headers })
}
