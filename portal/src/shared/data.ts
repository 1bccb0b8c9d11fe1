import type { Client } from 'urql'
import type { CacheSettings } from './cache'
import { makeClient } from './client'

/** A client, and what it does when its session has ended, which the provider on the page sets. */
export type Data = { client: Client; session: { expired: () => Promise<void> } }

export function openData(url: string, cache: CacheSettings): Data {
  const session: Data['session'] = { expired: async () => {} }
  return { client: makeClient(url, cache, () => session.expired()), session }
}
