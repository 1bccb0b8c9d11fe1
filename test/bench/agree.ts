import { isDeepStrictEqual } from 'node:util'
import type { Contender } from './contenders.ts'
import { failed, send } from './load.ts'
import type { Operation, Variables } from './operation.ts'

/** A cursor is the business of whoever made it; that there is one is not. */
const opaque = new Set(['startCursor', 'endCursor', 'cursor'])
const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data, (key, value: unknown) => (opaque.has(key) ? value !== null : value)))

const short = (value: unknown) => String(JSON.stringify(value)).slice(0, 200)

/** The first place where two answers differ. */
export function difference(one: any, other: any, path = 'data'): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object' || Array.isArray(one) !== Array.isArray(other)) return `${path}: ${short(one)} and ${short(other)}`
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const found = difference(one[key], other[key], `${path}.${key}`)
    if (found) return found
  }
  return `${path} differs`
}

/** Every contender's answer to the same request; throws unless they hold the same data, and data at all. */
export async function sameData(operation: Operation, contenders: Contender[], next: () => Variables): Promise<unknown> {
  const shared = next()
  const taking = contenders.filter((contender) => contender.request(operation, shared))
  const answers: [name: string, data: unknown][] = []
  for (const contender of taking) {
    const answered = await send(contender, contender.request(operation, shared)!)
    if (failed(answered)) throw new Error(`${contender.name} failed at ${operation.key}: ${answered.status} ${answered.text.slice(0, 1_000)}`)
    answers.push([contender.name, plain(contender.dataOf(operation, JSON.parse(answered.text)))])
  }
  const [[first, data] = ['', undefined], ...others] = answers
  if (Object.values(data ?? {}).every((part) => part === null || (Array.isArray(part) && !part.length))) throw new Error(`${operation.key}: ${first} answers nothing to ${JSON.stringify(shared)}`)
  for (const [name, other] of others) {
    const found = difference(data, other)
    if (found) throw new Error(`${operation.key}: ${first} and ${name} differ for ${JSON.stringify(shared)} at ${found}`)
  }
  return data
}
