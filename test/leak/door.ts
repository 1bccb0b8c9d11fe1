import http from 'node:http'
import type { Asker } from './asker.ts'

/** A question as it goes over the wire. */
export interface Ask { text: string; variables?: Record<string, unknown> }
export interface Answer { status: number; headers: Record<string, string>; body: Buffer }

/** Asks one server over connections that are kept open, and counts what left it. */
export class Wire {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 8 })
  bytes = 0
  asked = 0

  constructor(readonly url: string) {}

  /** Sends again what the server was too busy for, or lost because it closed the connection just then. */
  async send(asker: Pick<Asker, 'headers'>, path: string, request: { method?: string; body?: string; more?: Record<string, string> } = {}): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      const answer = await this.once(asker, path, request).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ECONNRESET' && tries < 3) return null; throw error })
      if (answer && (answer.status !== 503 || tries > 100)) return answer
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  private once({ headers }: Pick<Asker, 'headers'>, path: string, { method = 'GET', body, more = {} }: { method?: string; body?: string; more?: Record<string, string> } = {}): Promise<Answer> {
    this.asked += 1
    return new Promise((resolve, reject) => {
      const request = http.request(this.url + path, { method, agent: this.agent, headers: { ...(body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}), 'x-csrf': '1', ...headers, ...more } }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          const answer = { status: response.statusCode!, headers: said(response.headers), body: Buffer.concat(parts) }
          this.bytes += answer.body.length + JSON.stringify(answer.headers).length
          resolve(answer)
        })
      })
      request.on('error', reject)
      request.end(body)
    })
  }

  ask(asker: Asker, { text, variables }: Ask, more: Record<string, string> = {}): Promise<Answer> {
    return this.send(asker, `/graphql/${asker.app}`, { method: 'POST', body: JSON.stringify({ query: text, variables }), more })
  }

  close(): void {
    this.agent.destroy()
  }
}

/** The time is everybody's. */
const said = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name)).map(([name, value]) => [name, String(value)]))

/** Everything of an answer, as text. */
export const wholeOf = ({ status, headers, body }: Answer): string => `${status}\n${JSON.stringify(headers)}\n${body.toString('utf8')}`
