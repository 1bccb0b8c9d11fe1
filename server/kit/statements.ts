import type { Socket } from 'node:net'
import type pg from 'pg'

/** Texts that are remembered; and how many of them one connection learns before it is replaced, for each costs PostgreSQL memory. */
const mostRemembered = 1_000, mostLearnt = 200

/** The name of each text that was asked more than once; texts heard only once have none yet. */
const names = new Map<string, string | undefined>()
const learnt = new WeakMap<pg.PoolClient, Set<string>>()
let count = 0

function nameOf(text: string): string | undefined {
  const heard = names.has(text), name = names.get(text) ?? (heard ? `guanxi_${++count}` : undefined)
  names.delete(text)
  names.set(text, name)
  if (names.size > mostRemembered) names.delete(names.keys().next().value!)
  return name
}

/** A statement under the name that it has, if it has one by now. */
export const named = (text: string, values: unknown[]): { name: string; text: string; values: unknown[] } | undefined => {
  const name = names.get(text)
  return name ? { name, text, values } : undefined
}

/** Sends a statement, under a name once it comes again: PostgreSQL then plans it once per connection instead of every time. */
export function ask(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
  const name = nameOf(text)
  if (!name) return client.query(text, values)
  if (!learnt.has(client)) learnt.set(client, new Set())
  learnt.get(client)!.add(name)
  return client.query({ name, text, values })
}

/** Whether a connection has learnt so many statements that a new one should take its place. */
export const isFull = (client: pg.PoolClient): boolean => (learnt.get(client)?.size ?? 0) > mostLearnt

/** Whatever is sent meanwhile leaves in one packet instead of one each. */
export function inOnePacket<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/** Whatever is sent in this moment, until the program waits, leaves in one packet instead of one each. */
export function together(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}
