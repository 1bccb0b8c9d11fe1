import { Agent, request } from 'node:http'
import type { Contender, Request } from './contenders.ts'

const agents = new Map<string, Agent>()
/** As many connections as there are askers, kept open. */
function agentFor(port: number, concurrency: number): Agent {
  const key = `${port} ${concurrency}`
  if (!agents.has(key)) agents.set(key, new Agent({ keepAlive: true, maxSockets: concurrency }))
  return agents.get(key)!
}
export function closeConnections(): void {
  for (const agent of agents.values()) agent.destroy()
  agents.clear()
}

export interface Answered { status: number; text: string; bytes: number; took: number }

/** One request, and how long its answer took in milliseconds. */
export function send({ server }: Contender, { path, headers, body }: Request, concurrency = 1): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const options = { host: '127.0.0.1', port: server.port, path, method: 'POST', agent: agentFor(server.port, concurrency), headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }
    const asked = request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => {
        const whole = Buffer.concat(chunks), took = performance.now() - from
        resolve({ status: response.statusCode!, text: whole.toString(), bytes: whole.length, took })
      })
    })
    asked.on('error', reject).end(body)
  })
}

export const failed = ({ status, text }: Answered): boolean => status !== 200 || text.includes('"errors":[{')

/** Who is told to come again does so, and all of it is what they waited. */
async function answerOf(contender: Contender, asked: Request, concurrency: number): Promise<Answered> {
  const from = performance.now()
  for (;;) {
    const answered = await send(contender, asked, concurrency)
    if (answered.status !== 503 || performance.now() - from > 10_000) return { ...answered, took: performance.now() - from }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

export interface Slice { latencies: number[]; seconds: number; bytes: number; used: number | undefined; memory: number | undefined }

/** Sends one operation from so many askers for a while. Throws when an answer is a failure. */
export async function run(contender: Contender, next: (asker: number) => Request, concurrency: number, milliseconds: number): Promise<Slice> {
  const latencies: number[] = [], from = performance.now(), used = contender.server.used()
  let bytes = 0
  await Promise.all(Array.from({ length: concurrency }, async (_, asker) => {
    while (performance.now() - from < milliseconds) {
      const answered = await answerOf(contender, next(asker), concurrency)
      if (failed(answered)) throw new Error(`${contender.name} failed: ${answered.status} ${answered.text.slice(0, 500)}`)
      latencies.push(answered.took)
      bytes += answered.bytes
    }
  }))
  return { latencies, seconds: (performance.now() - from) / 1000, bytes, used: used === undefined ? undefined : contender.server.used()! - used, memory: contender.server.memory() }
}
