import type { ParsedLocation } from '@tanstack/react-router'
import type { AnyVariables, Client, CombinedError, TypedDocumentNode } from 'urql'
import { ahead, type PageContext } from '../ahead'
import { entryOf, visitedAt } from './visited'

export type Total = { value: number; exact: boolean }
export type PageOf<Row> = { nodes: Row[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null }; totalCount?: Total | null }
/** A list's operation: `$counted` adds the total, which is asked for beside the rows, so that they never wait for it. */
export type ListDocument<Row> = TypedDocumentNode<{ page: PageOf<Row> }, any>
/** Filter, order and whatever else decides what a list shows. */
export type Asked = Record<string, unknown>

/** The first page comes fast; the later ones are as large as the server gives them. */
const pageOf = (asked: Asked, after: string | null) => ({ ...asked, first: after ? 100 : 60, after, counted: false }) as AnyVariables
export const countOf = (asked: Asked) => ({ ...asked, sort: undefined, first: 0, after: null, counted: true }) as AnyVariables

/** Asks for a list before its page is there, unless one goes back to it. */
export function listAhead<Row>({ context, location }: { context: PageContext; location: ParsedLocation }, document: ListDocument<Row>, asked: Asked): void {
  if (visitedAt(entryOf(location))) return
  ahead(context, document, pageOf(asked, null))
  ahead(context, document, countOf(asked))
}

type Chunk<Row> = { after: string | null; ids: string[]; rows?: Row[]; next: string | null; source?: { unsubscribe: () => void } }

/** Rows on either side of those in view that stay with the cache, and those that are held at all. */
const NEAR = 100, HELD = 400
/** Milliseconds until a page that did not come is asked for again. */
const AGAIN = 5000

/**
 * A connection as far as one has scrolled. Pages near the view are subscribed to the cache, so an edit, an undo or a live change shows in
 * any of them; of those far away only the ids and the cursor remain, and their rows come back when one does.
 */
export class PageList<Row extends { id: string }> {
  /** Where one was: put down by whoever shows the list, found again after going back. */
  place = { offset: 0, row: 0, column: 0 }
  error?: CombinedError
  version = 0
  #chunks: Chunk<Row>[] = [{ after: null, ids: [], next: null }]
  #starts = [0]
  #listeners = new Set<() => void>()
  #view = [0, 0] as [from: number, to: number]
  #awake = false

  constructor(readonly client: Client, readonly document: ListDocument<Row>, readonly asked: Asked) {
    const known = client.readQuery(document, pageOf(asked, null), { requestPolicy: 'cache-only' })?.data?.page
    if (known) this.#take(this.#chunks[0]!, known)
  }

  subscribe = (listener: () => void) => { this.#listeners.add(listener); return () => void this.#listeners.delete(listener) }
  getVersion = () => this.version

  get ready() { return !!this.#chunks[0]!.rows || this.length > 0 || !!this.error }
  get length() { return this.#starts.at(-1)! + this.#chunks.at(-1)!.ids.length }
  get more() { return this.#chunks.at(-1)!.next !== null || (this.#chunks.length > 1 && !this.#chunks.at(-1)!.rows && this.#chunks.at(-1)!.ids.length === 0) }
  ids = () => this.#chunks.flatMap(({ ids }) => ids)

  /** Undefined while it is on its way. */
  row(index: number): Row | undefined {
    const at = this.#chunkAt(index)
    return this.#chunks[at]?.rows?.[index - this.#starts[at]!]
  }

  /** The rows that are in view, so that those around them are there and the next page is on its way before one needs it. */
  show(from: number, to: number): void {
    this.#view = [from, to]
    if (!this.#awake) return
    const overlaps = (index: number, by: number) => this.#starts[index]! <= to + by && this.#starts[index]! + this.#chunks[index]!.ids.length >= from - by
    this.#chunks.forEach((chunk, index) => {
      if (chunk.source ? !overlaps(index, HELD) : !overlaps(index, NEAR)) this.#release(chunk)
      else if (!chunk.source) this.#open(chunk, 'cache-first')
    })
    const last = this.#chunks.at(-1)!
    if (last.next === null || to < this.length - Math.min(NEAR, this.length / 3)) return
    this.#chunks.push({ after: last.next, ids: [], next: null })
    this.#settle()
    this.#open(this.#chunks.at(-1)!, 'cache-first')
  }

  /** On the page again, or for the first time: then what the cache knows is checked with the server. */
  open(first: boolean): void {
    this.#awake = true
    if (first) this.#open(this.#chunks[0]!, 'cache-and-network')
    this.show(...this.#view)
  }

  /** Off the page: nothing is subscribed, the rows in view stay for a return. */
  rest(): void {
    this.#awake = false
    for (const chunk of this.#chunks) { chunk.source?.unsubscribe(); chunk.source = undefined }
  }

  again(): void {
    this.error = undefined
    this.#awake = true
    this.#open(this.#chunks[0]!, 'network-only')
  }

  #chunkAt(index: number): number {
    let low = 0, high = this.#starts.length - 1
    while (low < high) { const middle = (low + high + 1) >> 1; if (this.#starts[middle]! <= index) low = middle; else high = middle - 1 }
    return low
  }

  #open(chunk: Chunk<Row>, requestPolicy: 'cache-first' | 'cache-and-network' | 'network-only'): void {
    chunk.source?.unsubscribe()
    chunk.source = this.client.query(this.document, pageOf(this.asked, chunk.after), { requestPolicy }).subscribe(({ data, error }) => {
      if (data?.page) this.#take(chunk, data.page)
      else if (error) this.#fail(chunk, error)
    })
  }

  #release(chunk: Chunk<Row>): void {
    chunk.source?.unsubscribe()
    chunk.source = chunk.rows = undefined
  }

  #take(chunk: Chunk<Row>, { nodes, pageInfo }: PageOf<Row>): void {
    chunk.rows = nodes
    chunk.ids = nodes.map(({ id }) => id)
    chunk.next = pageInfo.hasNextPage ? pageInfo.endCursor ?? null : null
    this.error = undefined
    const index = this.#chunks.indexOf(chunk), following = this.#chunks[index + 1]
    if (chunk.next === null) this.#chunks.splice(index + 1).forEach((gone) => this.#release(gone))
    // Its rows have moved: the next page begins where this one ends now.
    else if (following && following.after !== chunk.next) {
      following.after = chunk.next
      if (following.source) this.#open(following, 'cache-first')
    }
    this.#settle()
  }

  /** A later page that did not come is asked for again when one scrolls on, or waits. */
  #fail(chunk: Chunk<Row>, error: CombinedError): void {
    const index = this.#chunks.indexOf(chunk)
    if (index > 0 && chunk.ids.length === 0) {
      this.#chunks.splice(index).forEach((gone) => this.#release(gone))
      setTimeout(() => this.show(...this.#view), AGAIN)
    } else if (index === 0 && chunk.ids.length === 0) this.error = error
    this.#settle()
  }

  #settle(): void {
    this.#starts = [0]
    for (const { ids } of this.#chunks.slice(0, -1)) this.#starts.push(this.#starts.at(-1)! + ids.length)
    this.version++
    for (const listener of this.#listeners) listener()
  }
}
