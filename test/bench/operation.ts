import type pg from 'pg'

/** `dealers`: every asker is another dealer, as those who write at the same moment are; one dealer's writers would wait for its document numbers, whoever serves them. */
export type ViewerName = 'dealer' | 'dealers' | 'representative'
/** What is put into an operation; each request asks for other rows. */
export type Variables = Record<string, any>

/** One hand-written statement that answers with the JSON of the data in its column `answer`. */
export interface Statement { sql: string; values(variables: Variables): unknown[] }
/** What a hand writes that needs more than one statement: from its opening to its commit. */
export interface Statements { answer(client: pg.PoolClient, opening: Openings, variables: Variables): Promise<string> }
/** What begins a viewer's transaction: `begin` and the settings that the row policies read. */
export interface Openings { read: string; write: string }

export interface Operation {
  key: string
  title: string
  viewer: ViewerName
  /** Every request changes something, so no two may be the same. */
  writes?: true
  /** What the variables are made of, read from the company once per run. */
  facts?(client: pg.ClientBase): Promise<unknown>
  variables(n: number, facts: any, asker: number): Variables
  /** What Guanxi is sent: an operation that an app keeps, by its name, or a text where no page asks this. */
  guanxi: { operation: string } | { query: string }
  floor: Statement | Statements
  /** What the same hand writes where no row policies stand: it says itself whose rows these are. The floor's own where nothing needs to be said. */
  unguarded?: Statement
  /** What PostGraphile is sent, and its answer's data in the form of the others. */
  postgraphile?: { /** SQL of what its users write themselves, in the schema `bench`. */ schema?: string; query: string; variables?(variables: Variables): Variables; normalise(data: any): unknown }
  /** p50 at concurrency 16 at most this many times the floor's; throughput at least this many times PostGraphile's. */
  target: { floor: number; postgraphile: number }
  /** Takes back what was written, after each turn: everybody writes into the same company. */
  reset?(client: pg.ClientBase): Promise<void>
  /** Takes away what the operation's facts have put there. */
  after?(client: pg.ClientBase): Promise<void>
}

export const plainRead = { floor: 1.45, postgraphile: 2 }
export const page = { floor: 1.8, postgraphile: 2 }
export const write = { floor: 1.8, postgraphile: 1.2 }

/** An amount as the API writes it. */
export const amount = (expression: string): string => `trim_scale(${expression})::text`
