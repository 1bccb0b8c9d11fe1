import { once } from 'node:events'
import { type IncomingHttpHeaders, type Server, type ServerResponse, createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'

export interface Received { id: string; headers: IncomingHttpHeaders; text: string; body: { type: string; timestamp: string; data: Record<string, any> } }
export type Answer = (received: Received, response: ServerResponse) => void

/** A receiver as an integrator would write one: it keeps what it gets, and answers as it is told to. */
export class Receiver {
  readonly got: Received[] = []
  answer: Answer = (_received, response) => void response.writeHead(204).end()
  private server: Server | undefined

  async open(port = 0): Promise<this> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const text = Buffer.concat(chunks).toString(), received = { id: String(request.headers['webhook-id']), headers: request.headers, text, body: JSON.parse(text) }
        this.got.push(received)
        this.answer(received, response)
      })
    }).listen(port, '127.0.0.1')
    await once(this.server, 'listening')
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server!.address() as { port: number }).port}/hook`
  }

  get types(): string[] {
    return this.got.map(({ body }) => body.type)
  }

  /** Waits until there is so much. */
  async until(count: number): Promise<Received[]> {
    for (const end = Date.now() + 15_000; this.got.length < count; await sleep(20)) if (Date.now() > end) throw new Error(`got ${this.got.length} of ${count}`)
    return this.got
  }

  async close(): Promise<void> {
    this.server!.closeAllConnections()
    await new Promise((resolve) => this.server!.close(resolve))
  }
}

/** Whether the library that receivers use takes it for ours. */
export function isSigned(secret: string, { headers, text }: Received): boolean {
  try {
    new Webhook(secret).verify(text, headers as Record<string, string>)
    return true
  } catch {
    return false
  }
}
