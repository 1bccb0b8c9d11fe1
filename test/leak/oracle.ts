import type { Row, Tables } from '../support/cast.ts'
import { type Seen, closedToDealers, closedToStaff, seenByDealer, seenByStaff } from '../support/expected.ts'
import { policies } from '../../server/records.ts'
import { type Asker, canAs } from './asker.ts'
import { type Canaries, findIn } from './canaries.ts'
import { type Column, keyOf } from './catalog.ts'
import { isTold } from './told.ts'

/** What somebody may see, worked out in plain TypeScript. */
export interface Oracle {
  rows(table: string): Row[]
  hidden(table: string): Row[]
  /** The values and ids that may be said to them. */
  allowed: Set<string>
  /** The tables of what hangs on a row, and on that, as far as it is seen. */
  below(): (id: string) => Set<string>
  /** As many rows as a table has for them. */
  count(table: string): number
}

/** Rows that no connection of theirs may name, and that the server tells them of all the same, through a door of its own. */
const throughDoors: Record<string, (row: Row, asker: Asker) => boolean> = {
  session: (row, { viewer }) => row.user_id === viewer!.userId,
}

function rules({ viewer, app }: Asker, tables: Tables): Seen {
  if (!viewer) return {}
  const seen = app === 'crm' ? seenByStaff({ viewer, tables }) : seenByDealer({ viewer, tables })
  const known = [...Object.keys(seen), ...(app === 'crm' ? closedToStaff : closedToDealers), 'permission_grant']
  const unknown = policies.map(({ table }) => table).filter((table) => !known.includes(table))
  if (unknown.length) throw new Error(`Nobody said who sees ${unknown.join(', ')}: say it in test/support/expected.ts, and give the cast rows of it.`)
  return { ...seen, ...Object.fromEntries(Object.entries(throughDoors).map(([table, sees]) => [table, (row: Row) => sees(row, { viewer } as Asker)])) }
}

export function oracleFor(asker: Asker, tables: Tables, canaries: Canaries, catalog: Map<string, Column[]>): Oracle {
  const seen = rules(asker, tables), can = canAs(asker)
  const split = new Map(Object.entries(tables).map(([table, rows]) => {
    const visible = new Set(seen[table] ? rows.filter(seen[table]) : [])
    return [table, { seen: [...visible], hidden: rows.filter((row) => !visible.has(row)) }]
  }))
  const rows = (table: string) => split.get(table)?.seen ?? []
  const allowed = new Set<string>()
  if (asker.viewer) {
    for (const table of split.keys()) {
      for (const { name } of catalog.get(table) ?? []) {
        if (!isTold(asker.app, table, name, can)) continue
        for (const row of rows(table)) if (row[name] != null) for (const value of findIn(JSON.stringify(row[name]), canaries).keys()) allowed.add(value)
      }
    }
    for (const id of [asker.viewer.userId, asker.viewer.partnerId]) if (id) allowed.add(id)
  }
  let hanging: Map<unknown, [table: string, id: unknown][]> | undefined
  const below = () => {
    if (!hanging) {
      hanging = new Map()
      for (const table of split.keys()) for (const row of rows(table)) for (const [column, value] of Object.entries(row)) if (column.endsWith('_id') && typeof value === 'string') hanging.set(value, [...(hanging.get(value) ?? []), [table, row.id]])
    }
    return (id: string): Set<string> => {
      const tables = new Set<string>()
      let level: unknown[] = [id]
      for (let depth = 0; depth < 3; depth += 1) level = level.flatMap((one) => (hanging!.get(one) ?? []).slice(0, 20).map(([table, child]) => { tables.add(table); return child })).filter(Boolean).slice(0, 60)
      return tables
    }
  }
  return { below, rows, hidden: (table) => split.get(table)?.hidden ?? [], allowed, count: (table) => rows(table).length, }
}

/** The table's key of a row, in words. */
export const nameOf = (catalog: Map<string, Column[]>, table: string, row: Row): string => keyOf(catalog.get(table)!, row)
