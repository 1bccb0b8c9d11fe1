import { type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, GraphQLError, buildSchema, execute, getNamedType, isObjectType, type DocumentNode } from 'graphql'
import DataLoader from 'dataloader'
import pg from 'pg'
import type { Viewer } from '../../server/access/viewer.ts'
import { opening } from '../../server/kit/session.ts'
import type { PageArgs } from '../../server/kit/read/connection.ts'
import { type ExposedType, type SqlScope, exposed, exposedNamed } from '../../server/kit/read/registry.ts'
import type { RequestContext } from '../../server/context.ts'
import { QuoteVersionResolver } from '../../server/quotes/quote-version.resolver.ts'
import { TimelineResolver } from '../../server/timeline/timeline.resolver.ts'
import { promise, availabilityOf } from '../../server/stock/promise.ts'
import { printedSchemas } from '../../server/schema.ts'

/** A row as the naive executor knows it: what it is and its id. Every field is one more statement. */
interface Row { type: ExposedType; id: string }
interface Page { rows: Row[]; hasNextPage: boolean; hasPreviousPage: boolean; total: number }
type Resolver = GraphQLFieldResolver<any, unknown>

/** The answers in code that it was taught; of others it is not asked. */
const coded = ['Product.promise', 'Event.summary', 'QuoteVersion.approvalReasons']
export const isTaught = (type: string, field: string): boolean => exposedNamed(type)?.fields.get(field)?.planned.kind !== 'resolver' || coded.includes(`${type}.${field}`)

const usualPage = 25, mostCounted = 10_000
/** The id in a cursor is enough here: where its row stands is looked up in the whole order. */
const idIn = (cursor: string): string => (JSON.parse(Buffer.from(cursor, 'base64').toString()) as string[])[1]!
/** What tells a row: parts of a record may have no id of their own. */
const key = (type: ExposedType, row: string) => (type.fields.has('id') ? `${row}.id` : `${row}.ctid`)
/** Its rows have a name that no expression of the product has for its own. */
const asked = 'asked'
const table = ({ table: name }: ExposedType) => `"${name}"`

/** graphql-js with a resolver and a statement per field, and paging in plain JavaScript: slow, and simple enough to believe. */
export class Naive {
  private constructor(private readonly client: pg.Client, private readonly viewer: Viewer, private readonly schema: GraphQLSchema) {}

  static async open(url: string, viewer: Viewer): Promise<Naive> {
    const client = new pg.Client({ connectionString: url, pipeline: true, options: '-c TimeZone=UTC' } as pg.ClientConfig)
    await client.connect()
    await client.query(opening(viewer.settings, 'read only'))
    const naive = new Naive(client, viewer, buildSchema(printedSchemas()[`${viewer.audience}.graphql`]!))
    for (const type of Object.values(naive.schema.getTypeMap())) if (isObjectType(type) && !type.name.startsWith('__')) naive.teach(type)
    return naive
  }

  close = (): Promise<void> => this.client.end()
  execute = async (document: DocumentNode, variableValues: Record<string, unknown>) => execute({ schema: this.schema, document, variableValues })

  private teach(type: GraphQLObjectType): void {
    const record = exposedNamed(type.name)
    for (const [name, field] of Object.entries(type.getFields())) {
      const target = getNamedType(field.type).name
      if (type.name === 'Query') field.resolve = this.root(target.replace(/Connection$/, ''), target.endsWith('Connection'))
      else if (record) field.resolve = this.field(record, name)
      else if (type.name.endsWith('Connection')) field.resolve = (page: Page) => ({ nodes: page.rows, edges: page.rows, pageInfo: page, totalCount: page })[name]
      else if (type.name.endsWith('Edge')) field.resolve = (row: Row) => (name === 'node' ? row : `cursor ${row.id}`)
      else if (type.name === 'TotalCount') field.resolve = ({ total }: Page) => (name === 'exact' ? total <= mostCounted : Math.min(total, mostCounted))
      else if (name === 'startCursor') field.resolve = ({ rows }: Page) => (rows.length ? `cursor ${rows[0]!.id}` : null)
      else if (name === 'endCursor') field.resolve = ({ rows }: Page) => (rows.length ? `cursor ${rows.at(-1)!.id}` : null)
    }
  }

  private root(name: string, isPage: boolean): Resolver {
    const type = exposedNamed(name)!
    const mine = name === 'User' && this.viewer.partnerId ? `partner_id = '${this.viewer.partnerId}'` : 'true'
    return async (_source, args) => {
      if (isPage) return this.page(type, args, await this.ids(`select id from ${table(type)} where ${mine}`))
      const [id] = await this.ids(`select id from ${table(type)} where id = $1`, [args.id])
      return id ? { type, id } : null
    }
  }

  private field(type: ExposedType, name: string): Resolver {
    const { planned, permission } = type.fields.get(name)!
    return async ({ id }: Row, args) => {
      if (permission && !this.viewer.can(permission)) throw new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })
      const below = async (target: ExposedType, where: string, order: string) =>
        (await this.ids(`select ${key(target, 'c')} as id from ${table(target)} c, ${table(type)} p where ${key(type, 'p')} = $1 and (${where})${order && ` order by ${order}`}`, [id])).map((child): Row => ({ type: target, id: child }))
      switch (planned.kind) {
        case 'column': return this.value(type, id, () => (planned.decimal ? `trim_scale(${asked}.${planned.column})::text` : `${asked}."${planned.column}"`))
        case 'sql': return this.value(type, id, (scope) => planned.sql(asked, scope, args))
        case 'one': return (await below(exposed(planned.target()), `c.${planned.references} = p.${planned.column}`, ''))[0] ?? null
        case 'related': return (await below(exposed(planned.target()), planned.where('c', 'p'), planned.order?.('c') ?? ''))[0] ?? null
        case 'list': return below(exposed(planned.target()), planned.where('c', 'p'), planned.order('c'))
        case 'connection': return this.page(exposed(planned.target()), args, (await below(exposed(planned.target()), planned.where('c', 'p'), '')).map((row) => row.id))
        default: return this.coded(`${type.name}.${name}`, id, args)
      }
    }
  }

  /** What the schema answers in code rather than in SQL. */
  private async coded(field: string, id: string, args: Record<string, any>): Promise<unknown> {
    const run = async (text: string, values: unknown[]) => (await this.client.query(text, values)).rows
    if (field === 'Product.promise') {
      const { availability, today } = await availabilityOf(run, [id])
      return promise(args.quantity, availability.get(id)!, today)
    }
    if (field === 'Event.summary') {
      const [event] = await run('select type as "$type", data as "$data" from event where id = $1', [id])
      return new TimelineResolver().summary(event, { locale: this.viewer.locale } as RequestContext)
    }
    if (field !== 'QuoteVersion.approvalReasons') throw new Error(`nobody taught the naive executor ${field}`)
    const alone = { run, me: this.viewer, locale: this.viewer.locale, loader: (_name: string, batch: any) => new DataLoader(batch) }
    return new QuoteVersionResolver().approvalReasons({ $id: id }, alone as unknown as RequestContext)
  }

  private async page(type: ExposedType, args: PageArgs, tied: string[]): Promise<Page> {
    const { by, direction } = args.sort ?? type.defaultSort
    const values: unknown[] = []
    const scope: SqlScope = { viewer: this.viewer, param: (value) => `$${values.push(value)}` }
    const order = await this.ids(`select ${asked}.id from ${table(type)} ${asked} order by ${type.sorts.get(by)!.sql(asked, scope, direction)} ${direction}, ${asked}.id ${direction}`, values)
    let kept = new Set(tied)
    for (const [name, value] of Object.entries(args.filter ?? {})) {
      if (value === null) continue
      const given: unknown[] = []
      const where = type.filters.get(name)!.sql(asked, value, { viewer: this.viewer, param: (one) => `$${given.push(one)}` })
      const matching = new Set(await this.ids(`select ${asked}.id from ${table(type)} ${asked} where ${where}`, given))
      kept = new Set([...kept].filter((id) => matching.has(id)))
    }
    const from = args.after == null ? 0 : order.indexOf(idIn(args.after)) + 1
    const to = args.before == null ? order.length : order.indexOf(idIn(args.before))
    const cut = order.slice(from, Math.max(from, to)).filter((id) => kept.has(id))
    const size = args.last ?? args.first ?? usualPage, more = cut.length > size
    const shown = args.last == null ? cut.slice(0, size) : cut.slice(Math.max(0, cut.length - size))
    return {
      rows: shown.map((id) => ({ type, id })), total: order.filter((id) => kept.has(id)).length,
      hasNextPage: args.last == null ? more : args.before != null, hasPreviousPage: args.last == null ? args.after != null : more,
    }
  }

  private async value(type: ExposedType, id: string, expression: (scope: SqlScope) => string): Promise<unknown> {
    const values: unknown[] = [id]
    const sql = expression({ viewer: this.viewer, param: (value) => `$${values.push(value)}` })
    return (await this.client.query(`select to_json(x.value) as value from (select ${sql} as value from ${table(type)} ${asked} where ${key(type, asked)} = $1) x`, values)).rows[0].value
  }

  private async ids(text: string, values: unknown[] = []): Promise<string[]> {
    return (await this.client.query<{ id: string }>(text, values)).rows.map(({ id }) => id)
  }
}

/** The same value with every cursor told by the row that it points to: how one is written is no client's business. */
export function cursorsAsRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cursorsAsRows)
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cursorsAsRows(one)]))
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/=]{40,}$/.test(value)) return value
  try { return `cursor ${idIn(value)}` } catch { return value }
}
