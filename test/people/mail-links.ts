import { expect } from 'vitest'
import type { TestServer } from '../support/server.ts'

/** What stands behind the # of a mail's link. */
export const tokenIn = (text: string): string => /https?:\/\/\S+#([\w-]+)/.exec(text)![1]!

/** Waits until so many mails have come for an address, and gives the latest one's token. */
export async function tokenFor(server: TestServer, to: string, count = 1): Promise<string> {
  await expect.poll(() => server.mails(to).length, { timeout: 5_000 }).toBe(count)
  return tokenIn(server.mails(to)[0]!.text!)
}

export const goodPassword = 'correct horse battery'
