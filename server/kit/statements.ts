import type { Socket } from 'node:net'
import type pg from 'pg'
import { Lately } from './lately.ts'

/** Characters of text that are remembered; and of how many one connection learns before it is replaced, for each costs PostgreSQL a hundred bytes of memory, and a short text as much as one of `least`. */
const mostRemembered = 10_000_000, mostLearnt = 1_000_000, least = 5_000

/** The name of each text that was asked more than once; texts heard only once have none yet. */
const names = new Lately<{ name?: string }>(mostRemembered, (text) => text.length)
const learnt = new WeakMap<pg.PoolClient, { names: Set<string>; characters: number }>()
let count = 0

function nameOf(text: string): string | undefined {
  const heard = names.get(text)
  if (heard) return (heard.name ??= `guanxi_${++count}`)
  names.add(text, {})
  return undefined
}

function learn(client: pg.PoolClient, name: string, text: string): void {
  const known = learnt.get(client) ?? { names: new Set(), characters: 0 }
  learnt.set(client, known)
  if (known.names.has(name)) return
  known.names.add(name)
  known.characters += Math.max(text.length, least)
}

/** A statement under the name that it has, if it has one by now. */
export const named = (text: string, values: unknown[]): { name: string; text: string; values: unknown[] } | undefined => {
  const name = names.get(text)?.name
  return name ? { name, text, values } : undefined
}

/** Sends a statement, under a name once it comes again: PostgreSQL then plans it once per connection instead of every time. */
export function ask(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
  const name = nameOf(text)
  if (!name) return client.query(text, values)
  learn(client, name, text)
  return client.query({ name, text, values })
}

/** Whether a connection has learnt so much that a new one should take its place. */
export const isFull = (client: pg.PoolClient): boolean => (learnt.get(client)?.characters ?? 0) > mostLearnt

/** Whatever is sent in this moment, until the program waits, leaves in one packet instead of one each. */
export function inOnePacket(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}
