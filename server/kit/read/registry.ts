import type { EntityClass } from '@mikro-orm/core'

export const audiences = ['crm', 'partner', 'customer'] as const
/** Who a GraphQL schema is for. Staff are the audience `crm`. */
export type Audience = (typeof audiences)[number]

/** What an expression of a field may use: the row's alias, parameters, and the viewer for whom the statement is planned. */
export interface SqlScope {
  param(value: unknown): string
  viewer: PlanViewer
}

/** As much of a viewer as planning needs to know. */
export interface PlanViewer {
  audience: Audience
  userId: string
  partnerId: string | null
  locale: string
  scope(permission: string): string | null
  /** Where all rows of a table are that the viewer may see; null when they may be anywhere. */
  reach(table: string): Reach | null
}

/** Each of the rows has one of the ids – an SQL array – in one of the columns. */
export interface Reach {
  among: readonly { column: string; ids: string }[]
  /** The ids are so few that a list had better walk the rows of each than pass over those of everybody else. */
  few: boolean
}

export type Planned =
  | { kind: 'column'; column: string; decimal?: boolean }
  | { kind: 'one'; target: () => EntityClass<any>; column: string; references: string }
  | { kind: 'list'; target: () => EntityClass<any>; where: (child: string, parent: string) => string; order: (child: string) => string }
  | { kind: 'connection'; target: () => EntityClass<any>; where: (child: string, parent: string) => string }
  | { kind: 'sql'; sql: (row: string, scope: SqlScope, args: Record<string, any>) => string }
  | { kind: 'related'; target: () => EntityClass<any>; where: (child: string, parent: string) => string; order?: (child: string) => string }
  | { kind: 'resolver'; needs: string[] }

export interface ExposedField {
  name: string
  planned: Planned
  audiences: readonly Audience[]
  /** A permission that the viewer needs for this field, beyond being of its audience. */
  permission?: string
}

export interface Filter {
  sql: (row: string, value: any, scope: SqlScope) => string
  /** An SQL array of the ids among which are all rows that it lets pass; null stands for too many to look at one by one. */
  found?: (value: any, scope: SqlScope) => string | null
  /** The ids, as an SQL array, that a row which it lets pass has in a column; an index of that column leads to the rows in their order. Null where they are many. */
  among?: (value: any, scope: SqlScope) => { column: string; ids: string } | null
  audiences: readonly Audience[]
}

export interface Beside {
  table: string
  /** The column there that names the row here. */
  of: string
  column: string
  /** Which of several rows there it is. */
  where?: string
  audience: Audience
}

export interface Sort {
  sql: (row: string, scope: SqlScope, direction: 'ASC' | 'DESC') => string
  /** PostgreSQL type of the sort key, for the cursor. Keys are never null. */
  type: string
  /** Where the key is a column of another table that has one row for each of these: an index of that table gives the order. */
  beside?: Beside
  audiences: readonly Audience[]
}

/** A record as the API shows it: where each field comes from and who may see it. */
export interface ExposedType {
  name: string
  table: string
  entity: EntityClass<any>
  fields: Map<string, ExposedField>
  filters: Map<string, Filter>
  sorts: Map<string, Sort>
  defaultSort: { by: string; direction: 'ASC' | 'DESC' }
}

const byEntity = new Map<EntityClass<any>, ExposedType>()
const byName = new Map<string, ExposedType>()

export function register(type: ExposedType): void {
  byEntity.set(type.entity, type)
  byName.set(type.name, type)
}

export const exposedTypes = (): ExposedType[] => [...byName.values()]
export const exposedNamed = (name: string): ExposedType | undefined => byName.get(name)

export function exposed(entity: EntityClass<any>): ExposedType {
  const type = byEntity.get(entity)
  if (!type) throw new Error(`${entity.name} is not exposed`)
  return type
}
