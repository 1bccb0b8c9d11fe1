import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Logger } from 'pino'
import { sessionToken } from './access/session-cookie.ts'
import { Admission, overloaded } from './kit/admission.ts'
import { addressAsked, bearerOf, readBody } from './kit/http.ts'
import { bodyLimit } from './kit/limits.ts'
import { type Note, type Outcome, RequestCounts, noteOf } from './kit/request-counts.ts'

/** Streams that are open at once: of one person, and altogether. */
const streamsOfOne = 30, streamsOfAll = 2_000
/** Requests whose body is still on its way. */
const mostArriving = 1_000
/** Milliseconds by which the server's turns are late when it has more to do than it can. */
const late = 250
const mostKnown = 10_000

type Audience = 'crm' | 'partner'
/** What costs work: the API and files. Pages and the health check always pass. */
const gated = /^\/(?:graphql\/(crm|partner)|(crm|partner)\/files\/.*)$/

/** Lets in what the server can do, refuses the rest early and cheaply, and counts and logs both. */
export class Gate {
  readonly counts = new RequestCounts()
  readonly delay = monitorEventLoopDelay({ resolution: 20 })
  readonly doors: Record<Audience, Admission>
  private readonly streams = new Map<ServerResponse, string | null>()
  /** People by their credentials. */
  private readonly known = new Map<string, string>()
  private readonly watch: NodeJS.Timeout
  private arriving = 0
  private strained = false

  constructor(private readonly own: { poolSize: number; secure: boolean; log: Logger; addressOf(request: IncomingMessage): string }) {
    const { poolSize } = own
    // while one half waits for the database, the other half is computed; one asker leaves connections to the others
    const open = () => new Admission({ most: poolSize * 2, mostOfOne: Math.max(1, Math.floor(poolSize * 0.7)), usual: 200, waiting: 200, patience: 2_000, patienceInLine: 400 }, () => this.strained)
    this.doors = { crm: open(), partner: open() }
    this.delay.enable()
    this.watch = setInterval(() => {
      // half of all turns, not one long one
      this.strained = this.delay.percentile(50) / 1e6 > late
      this.counts.delay = this.delay.percentile(99) / 1e9
      this.delay.reset()
    }, 500).unref()
  }

  get openStreams(): number { return this.streams.size }

  /** Serves a request when it is its turn; throws `overloaded` when that won't be soon. */
  async pass(request: IncomingMessage, response: ServerResponse, serve: () => Promise<boolean>): Promise<boolean> {
    const path = addressAsked(request)?.pathname ?? ''
    const [, api, files] = gated.exec(path) ?? []
    const audience = (api ?? files) as Audience | undefined
    if (!audience) return serve()
    const streaming = Boolean(api) && String(request.headers.accept).includes('text/event-stream')
    this.observe(request, response, path, streaming ? 'stream' : 'request')
    if (streaming) return this.stream(response, serve)
    const door = this.doors[audience], asker = this.askerOf(request, audience)
    door.refuseHopeless(asker)
    if (api && request.method === 'POST') await this.arrival(request)
    const leave = await door.enter(asker)
    try {
      return response.destroyed ? true : await serve()
    } finally {
      leave()
    }
  }

  /** From now on this request's cookie or key counts as its person's, apart from its address. Call it when the viewer is known. */
  recognise(request: IncomingMessage, audience: Audience, person: string): void {
    const credential = this.credentialOf(request, audience)
    if (!credential || this.known.get(credential) === person) return
    this.known.set(credential, person)
    if (this.known.size > mostKnown) this.known.delete(this.known.keys().next().value!)
  }

  /** Counts an open stream to its listener. */
  listen(userId: string | undefined, response: ServerResponse): void {
    if (!userId || !this.streams.has(response)) return
    if ([...this.streams.values()].filter((one) => one === userId).length >= streamsOfOne) throw overloaded()
    this.streams.set(response, userId)
  }

  /** Ends every stream: they would never end by themselves. */
  close(): void {
    clearInterval(this.watch)
    this.delay.disable()
    for (const response of this.streams.keys()) response.destroy()
  }

  private async stream(response: ServerResponse, serve: () => Promise<boolean>): Promise<boolean> {
    if (this.streams.size >= streamsOfAll) throw overloaded()
    this.streams.set(response, null)
    response.once('close', () => this.streams.delete(response))
    return serve()
  }

  /** Waits for the body, which is kept for whoever reads it: who sends slowly must not hold a place meanwhile. */
  private async arrival(request: IncomingMessage): Promise<void> {
    if (this.arriving >= mostArriving) throw overloaded()
    this.arriving++
    await readBody(request, bodyLimit).catch(() => { /* told to the one who reads it */ })
    this.arriving--
  }

  private credentialOf(request: IncomingMessage, audience: Audience): string | undefined {
    const credential = bearerOf(request) ?? sessionToken(request, audience, this.own.secure)
    return credential && hash('sha256', credential, 'base64')
  }

  /** Whoever has many sessions and keys is still one person, and whoever invents a cookie for every request one address. */
  private askerOf(request: IncomingMessage, audience: Audience): string {
    const credential = this.credentialOf(request, audience)
    return (credential ? this.known.get(credential) : undefined) ?? this.own.addressOf(request)
  }

  private observe(request: IncomingMessage, response: ServerResponse, path: string, what: 'request' | 'stream'): void {
    const started = performance.now()
    // a person at a terminal wants to keep the addresses and keys in sight
    const level = process.stdout.isTTY ? 'debug' : 'info'
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1_000, note = noteOf(request), outcome = outcomeOf(response, note)
      // a stream lasts as long as its listener likes
      if (what === 'request') this.counts.add(outcome, seconds)
      this.own.log[level]({ path, operation: note.operation, user: note.user, status: response.statusCode, code: note.code, outcome, ms: Math.round(seconds * 1_000) }, what)
    })
  }
}

function outcomeOf({ statusCode, writableFinished }: ServerResponse, { code }: Note): Outcome {
  if (code === 'OVERLOADED') return 'shed'
  if (code === 'UNAVAILABLE') return 'unavailable'
  if (!writableFinished) return 'left'
  if (statusCode >= 500 || code === 'INTERNAL') return 'failed'
  return statusCode >= 400 || code ? 'refused' : 'ok'
}
