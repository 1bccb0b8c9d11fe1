import type { PageList } from './pages'

type Entry = { state: { __TSR_key?: string } }

// The lists one has been on, by their place in the browser's history: going back finds the list as it was, without asking.
const visited = new Map<string, { question: string; list: PageList<any> }>()
const REMEMBERED = 12

export const entryOf = ({ state }: Entry) => state.__TSR_key ?? ''

/** The list that was shown at this place. */
export const visitedAt = (entry: string) => visited.get(entry)

export function rememberAt(entry: string, question: string, list: PageList<any>): void {
  if (!entry) return
  visited.delete(entry)
  visited.set(entry, { question, list })
  if (visited.size > REMEMBERED) visited.delete(visited.keys().next().value!)
}
