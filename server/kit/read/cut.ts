import type { Beside, ExposedType, Reach } from './registry.ts'
import { quote } from './sql.ts'

/** The rows that a page is cut from. Conditions name them by the alias `row`. */
export interface Cutting {
  type: ExposedType
  row: string
  /** A name that nothing else has. */
  other: string
  key: string
  /** `asc` or `desc`, from where the page begins. */
  walk: string
  /** Rows to take. */
  limit: number
  conditions: string[]
  /** Where the page begins or ends; with a column and its value ahead, as an index that begins with that column has it. */
  cursors: ((column: string, value: string) => string)[]
  beside: Beside | null
  /** Ids to walk the rows of, one after the other; null to walk them all. */
  among: Reach['among'] | null
  reach: Reach | null
  /** An SQL array of the ids among which the rows are; null in it stands for too many. */
  found: string | null
}

const and = (conditions: string[]): string => (conditions.length ? ` where ${conditions.map((one) => `(${one})`).join(' and ')}` : '')

/** The name of the row beside, where the sort key is. */
export const besideRow = (row: string) => `${row}k`

function fromSql({ type, row, beside }: Cutting): string {
  const from = `${quote(type.table)} ${row}`, k = besideRow(row)
  return beside ? `${from} join ${quote(beside.table)} ${k} on ${k}.${beside.of} = ${row}.id${beside.where ? ` and ${beside.where.replaceAll('$', k)}` : ''}` : from
}

/** A select of the page's rows, with `_key` to sort by. */
export function pageSql(cut: Cutting): string {
  const { type, row, other, key, walk, limit, conditions, cursors, among, found } = cut
  const ordered = (of: string) => `order by ${of} ${walk}, ${row}.id ${walk} limit ${limit}`
  const whole = (more: string[]): string => {
    const all = [...more, ...conditions, ...cursors.map((one) => one('', ''))]
    if (!among) return `select ${row}.*, ${key} as _key from ${fromSql(cut)}${and(all)} ${ordered(key)}`
    // the rows of each id come in the index' order: however many there are, a page's worth of each is read
    const each = among.map(({ column, ids }) =>
      `select x.* from unnest(${ids}) as ${other}(id), lateral (select ${row}.*, ${key} as _key from ${quote(type.table)} ${row}${and([`${row}.${column} = ${other}.id`, ...more, ...conditions, ...cursors.map((one) => one(`${row}.${column}, `, `${other}.id, `))])} ${ordered(key)}) x`)
    const distinct = among.length > 1 ? `distinct on (_key, id) ` : ''
    return `select ${distinct}* from (${each.join(' union all ')}) ${row} order by _key ${walk}, id ${walk} limit ${limit}`
  }
  if (!found) return whole([])
  const few = `select ${row}.*, ${key} as _key from unnest((select ids from ${other}f)) as ${other}(id), ${fromSql(cut)}${and([`${row}.id = ${other}.id`, ...conditions, ...cursors.map((one) => one('', ''))])}`
  return `with ${other}f as materialized (select ${found} as ids) select * from ((${few}) union all (${whole([`(select ids from ${other}f) is null`])})) ${row} order by _key ${walk}, id ${walk} limit ${limit}`
}

/** How many rows there are, up to a bound. */
export function countSql({ type, row, other, conditions, reach, found }: Cutting, most: number): string {
  const from = `${quote(type.table)} ${row}`
  // what the policies ask anyhow, without the questions whose answer is known: so the indexes of these columns serve
  const reached = reach && reach.among.length > 1 ? [reach.among.map(({ column, ids }) => `${row}.${column} = any ((select ${ids})::uuid[])`).join(' or ')] : []
  const whole = (more: string[]) => `select 1 from ${from}${and([...more, ...conditions, ...reached])} limit ${most}`
  if (!found) return `select count(*) as n from (${whole([])}) x`
  const few = `select 1 from unnest((select ids from ${other}f)) as ${other}(id) join ${from} on ${row}.id = ${other}.id${and(conditions)}`
  return `with ${other}f as materialized (select ${found} as ids) select count(*) as n from (select 1 from ((${few}) union all (${whole([`(select ids from ${other}f) is null`])})) y limit ${most}) x`
}
