import http from 'node:http'
import https from 'node:https'
import { AddressRefused, type Reach, guardedLookup, isSendable } from './address.ts'

/** What came of one attempt. */
export interface Outcome { status: number | null; error: string | null; durationMs: number; response: string | null; retryAfter: number | null }

/** Milliseconds that a receiver has to answer. */
export const answerWithin = 15_000
const mostBytes = 1024

/** Posts once: no redirect is followed, nothing is reused, and of the answer only its beginning is read. */
export function post(address: string, headers: Record<string, string>, body: string, reach: Reach, stopping: AbortSignal): Promise<Outcome> {
  const begun = performance.now(), patience = AbortSignal.timeout(answerWithin)
  const outcome = (rest: Partial<Outcome>): Outcome => ({ status: null, error: null, response: null, retryAfter: null, durationMs: Math.round(performance.now() - begun), ...rest })
  // what was allowed when it was written down may not be any more
  if (!isSendable(address, reach)) return Promise.resolve(outcome({ error: new AddressRefused().code }))
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(outcome({ error: patience.aborted ? 'TIMEOUT' : error.code ?? error.name }))
    const request = (address.startsWith('https:') ? https : http).request(address, {
      method: 'POST', agent: false, lookup: guardedLookup(reach), signal: AbortSignal.any([patience, stopping]), headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    }, (answer) => {
      const chunks: Buffer[] = []
      const told = () => {
        const text = Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8').replaceAll('\0', '')
        resolve(outcome({ status: answer.statusCode!, response: text || null, retryAfter: Number(answer.headers['retry-after']) || null }))
        request.destroy()
      }
      answer.on('data', (chunk: Buffer) => { chunks.push(chunk); if (chunks.reduce((sum, { length }) => sum + length, 0) >= mostBytes) told() })
      answer.on('end', told)
      answer.on('error', failed)
    })
    request.on('error', failed)
    request.end(body)
  })
}
