import type { FieldNode } from 'graphql'
import type { Compiler } from './compile.ts'
import { decodeCursor, cursorSql } from './cursor.ts'
import { type Cutting, besideRow, countSql, pageSql } from './cut.ts'
import type { ExposedType, Reach, Sort } from './registry.ts'
import { listSql, objectSql } from './sql.ts'
import { type Selection, below } from './selection.ts'
import { UserError } from '../errors.ts'

export interface PageArgs {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
  filter?: Record<string, any> | null
  sort?: { by: string; direction: 'ASC' | 'DESC' } | null
}

export const maxPage = 100
const defaultPage = 25
/** Further than this nobody counts: a list shows "10,000+". */
const maxCount = 10_000

interface Filtering { conditions: string[]; found: string | null; among: Reach['among'][number] | null }
function filtering(compiler: Compiler, type: ExposedType, args: PageArgs, row: string, nested: boolean): Filtering {
  const conditions: string[] = []
  let found: Filtering['found'] = null, among: Filtering['among'] = null
  for (const [name, value] of Object.entries(args.filter ?? {})) {
    if (value === null || value === undefined) continue
    const filter = type.filters.get(name)
    if (!filter) throw new UserError('BAD_USER_INPUT', ['filter', name])
    conditions.push(filter.sql(row, value, compiler))
    found ??= filter.found?.(value, compiler) ?? null
    // asked only where it is used: a parameter that nothing refers to has no type
    if (!nested) among ??= filter.among?.(value, compiler) ?? null
  }
  return { conditions, found, among }
}

function size(args: PageArgs): number {
  const asked = args.last ?? args.first ?? defaultPage
  if (asked < 0 || asked > maxPage) throw new UserError('OUT_OF_RANGE', [args.last == null ? 'first' : 'last'], { max: maxPage })
  return asked
}

/**
 * One page of records as a JSON connection. The page is cut first, its rows are projected after; cursors compare row values
 * `(key, id)` so that an index of the same order serves any depth. `where` narrows the list; `nested` says that it ties it to a
 * parent row, which leads to its rows better than anything else.
 */
export function connectionSql(compiler: Compiler, type: ExposedType, selection: Selection, args: PageArgs, where?: (row: string) => string, nested = false): string {
  const sort = args.sort ?? type.defaultSort
  const sorting = type.sorts.get(sort.by)
  if (!sorting) throw new UserError('BAD_USER_INPUT', ['sort', 'by'])
  const backward = args.last != null
  const direction = sort.direction
  const walk = (direction === 'ASC') === backward ? 'desc' : 'asc'
  const limit = size(args)
  const row = compiler.alias()
  const { conditions, found, among: asked } = filtering(compiler, type, args, row, nested)
  const reach = nested ? null : compiler.viewer.reach(type.table)
  const among = asked ? [asked] : reach?.few ? reach.among : null
  const beside = nested || among || sorting.beside?.audience !== compiler.viewer.audience ? null : sorting.beside
  const key = beside ? `${besideRow(row)}.${beside.column}` : sorting.sql(row, compiler, direction)
  const cut: Cutting = {
    type, row, other: compiler.alias(), key, walk, limit: limit + 1, conditions: [...(where ? [where(row)] : []), ...conditions], beside, among, reach, found,
    cursors: cursors(compiler, sorting, key, beside ? `${besideRow(row)}.${beside.of}` : `${row}.id`, args, direction),
  }
  const page = compiler.alias(), shown = compiler.alias()
  const parts: [key: string, expression: string][] = []
  for (const [name, nodes] of selection) {
    parts.push([name, connectionField(compiler, type, nodes, { page, shown, order: direction.toLowerCase(), limit, backward, args, count: () => countSql(cut, maxCount + 1) })])
  }
  return `(with ${page} as materialized (${pageSql(cut)}), ` +
    `${shown} as (select * from ${page} order by _key ${walk}, id ${walk} limit ${limit}) select ${objectSql(parts)})`
}

function cursors(compiler: Compiler, sorting: Sort, key: string, id: string, args: PageArgs, direction: string): Cutting['cursors'] {
  const bound = (cursor: string | null | undefined, field: string, operator: string): Cutting['cursors'] => {
    if (cursor == null) return []
    const [value, last] = decodeCursor(cursor, field)
    const bounds = `${compiler.param(value)}::${sorting.type}, ${compiler.param(last)}::uuid`
    return [(column, of) => `(${column}${key}, ${id}) ${operator} (${of}${bounds})`]
  }
  const forward = direction === 'ASC'
  return [...bound(args.after, 'after', forward ? '>' : '<'), ...bound(args.before, 'before', forward ? '<' : '>')]
}

interface PageParts { page: string; shown: string; order: string; limit: number; backward: boolean; args: PageArgs; count: () => string }

function connectionField(compiler: Compiler, type: ExposedType, nodes: FieldNode[], parts: PageParts): string {
  const { page, shown, order } = parts, field = nodes[0]!.name.value
  const shownRows = (alias: string) => ` from ${shown} ${alias} order by ${alias}._key ${order}, ${alias}.id ${order}`
  const more = `((select count(*) from ${page}) > ${parts.limit})`
  if (field === '__typename') return `'${type.name}Connection'`
  if (field === 'nodes') { const row = compiler.alias(); return listSql(compiler.selected(type, row, nodes), shownRows(row)) }
  const inner = below(nodes, compiler.document)
  if (field === 'edges') { const row = compiler.alias(); return listSql(edge(compiler, type, row, inner), shownRows(row)) }
  const fields: Record<string, string> = field === 'pageInfo'
    ? {
        hasNextPage: parts.backward ? String(parts.args.before != null) : more,
        hasPreviousPage: parts.backward ? more : String(parts.args.after != null),
        startCursor: `(select ${cursorSql('s')} from ${shown} s order by s._key ${order}, s.id ${order} limit 1)`,
        endCursor: `(select ${cursorSql('s')} from ${shown} s order by s._key ${flip(order)}, s.id ${flip(order)} limit 1)`,
        __typename: `'PageInfo'`,
      }
    : { value: `least(n.n, ${maxCount})`, exact: `n.n <= ${maxCount}`, __typename: `'TotalCount'` }
  const columns = [...inner].map(([key, nodes]) => [key, fields[nodes[0]!.name.value]!] as const)
  return objectSql(columns, field === 'totalCount' ? ` from (${parts.count()}) n` : '')
}

const flip = (order: string) => (order === 'asc' ? 'desc' : 'asc')

const edge = (compiler: Compiler, type: ExposedType, row: string, inner: Selection): [key: string, expression: string][] => [...inner].map(([key, nodes]) => {
  const name = nodes[0]!.name.value
  return [key, name === 'node' ? compiler.object(type, row, below(nodes, compiler.document)) : name === 'cursor' ? cursorSql(row) : `'${type.name}Edge'`]
})
