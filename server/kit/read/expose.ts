import type { EntityClass } from '@mikro-orm/core'
import { Args, Extensions, Field, ID, Int, ObjectType } from 'type-graphql'
import { DateScalar, DateTimeScalar, DecimalScalar, JsonScalar } from '../scalars.ts'
import { type Audience, type ExposedType, type Filter, type Planned, type Sort, type SqlScope, exposed, register } from './registry.ts'

type TypeThunk = () => any
type Entity = EntityClass<any>
interface ColumnProperty {
  kind?: string; type: unknown; runtimeType?: string; primary?: boolean; nullable?: boolean; comment?: string
  fieldName?: string; joinColumn?: string; entity?: () => any
}

/** A field of a record in the API: its GraphQL type and where its value comes from. */
export interface FieldDefinition {
  type: TypeThunk
  planned: Planned
  nullable?: boolean
  description?: string
  /** An ArgsType class. */
  args?: TypeThunk
  /** Dealers see it too. */
  partner?: boolean
  /** What a viewer needs to read it, beyond being of its audience. */
  permission?: string
  /** Declared elsewhere, by a field resolver. */
  resolved?: boolean
}
export interface FilterDefinition { type: TypeThunk; sql: Filter['sql']; found?: Filter['found']; among?: Filter['among']; staffOnly?: boolean; description?: string }
export interface SortDefinition { sql: Sort['sql']; type: string; beside?: Sort['beside']; staffOnly?: boolean }

export interface Exposure {
  name?: string
  description: string
  /** Fields that dealers see too. Everything else is for staff. */
  partner?: string
  /** Columns that no API shows. */
  omit?: string
  enums?: Record<string, object>
  /** Permissions that single columns ask for. */
  needs?: Record<string, string>
  fields?: Record<string, FieldDefinition>
  filters?: Record<string, FilterDefinition>
  sorts?: Record<string, SortDefinition>
  defaultSort?: { by: string; direction: 'ASC' | 'DESC' }
}

const words = (list: string | undefined): string[] => (list ?? '').split(/\s+/).filter(Boolean)
const seenBy = (partner: boolean | undefined): readonly Audience[] => (partner ? ['crm', 'partner'] : ['crm'])
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const scalars: Record<string, any> = {
  UuidType: ID, IntegerType: Int, SmallIntType: Int, BooleanType: Boolean, DecimalType: DecimalScalar, DateTimeType: DateTimeScalar,
  DateType: DateScalar, JsonType: JsonScalar, ArrayType: [String],
  uuid: ID, integer: Int, boolean: Boolean, decimal: DecimalScalar, datetime: DateTimeScalar, date: DateScalar, json: JsonScalar, array: [String],
}
const scalarOf = ({ type, primary }: ColumnProperty): any => {
  if (primary) return ID
  const name = typeof type === 'string' ? type : typeof type === 'function' ? type.name : type?.constructor?.name ?? ''
  return scalars[name] ?? String
}

/** What was said at `expose`, for the argument classes that are made from it. */
export const exposures = new Map<Entity, Exposure>()

/**
 * Makes a record's GraphQL type from its table: every column and relation is a field, and `partner` names those that dealers see.
 * Filters and sorts follow the same rule, so that nothing can be inferred by ordering what can't be read.
 */
export function expose(entity: Entity, schema: { meta: any }, exposure: Exposure): void {
  const { meta } = schema
  const name = exposure.name ?? (meta.className as string)
  const partner = new Set(words(exposure.partner)), omitted = new Set(words(exposure.omit))
  const entries = <T extends { staffOnly?: boolean }>(record: Record<string, T> | undefined) =>
    Object.entries(record ?? {}).map(([key, value]) => [key, { ...value, audiences: seenBy(!value.staffOnly) }] as const)
  ObjectType(name, { description: exposure.description })(entity as any)
  register({
    name, entity, table: meta.tableName ?? snake(meta.className).slice(1), fields: new Map(),
    filters: new Map(entries(exposure.filters)),
    sorts: new Map(exposure.sorts ? entries(exposure.sorts) : [['ID', { sql: (row) => `${row}.id`, type: 'uuid', audiences: seenBy(true) }]]),
    defaultSort: exposure.defaultSort ?? { by: Object.keys(exposure.sorts ?? { ID: 0 })[0]!, direction: 'ASC' },
  } satisfies ExposedType)
  exposures.set(entity, exposure)
  for (const [field, property] of Object.entries<ColumnProperty>(meta.properties)) {
    if (omitted.has(field) || property.kind === '1:m' || property.kind === 'm:n') continue
    addField(entity, field, { ...column(field, property, exposure.enums?.[field]), partner: partner.has(field),
      ...(property.comment ? { description: property.comment } : {}), ...(exposure.needs?.[field] ? { permission: exposure.needs[field] } : {}) })
  }
  for (const [field, definition] of Object.entries(exposure.fields ?? {})) addField(entity, field, { partner: partner.has(field), ...definition })
  const unknown = [...partner].filter((field) => !exposed(entity).fields.has(field))
  if (unknown.length) throw new Error(`${name}: no such fields for partners: ${unknown.join(', ')}`)
}

function column(field: string, property: ColumnProperty, enumeration: object | undefined): FieldDefinition {
  if (property.kind && property.kind !== 'scalar') {
    const target = () => { const found = property.entity!(); return (found.meta?.class ?? found) as Entity }
    // a row policy may hide the other row: every relation is nullable
    return { type: target, nullable: true, planned: { kind: 'one', target, column: property.joinColumn ?? `${snake(field)}_id`, references: 'id' } }
  }
  const type = enumeration ?? scalarOf(property)
  return { type: () => type, nullable: Boolean(property.nullable), planned: { kind: 'column', column: property.fieldName ?? snake(field), decimal: type === DecimalScalar } }
}

/** Adds a field to a record; a room to the right adds its inverse fields to types on its left this way. */
export function addField(entity: Entity, field: string, definition: FieldDefinition): void {
  const { planned, permission, description, args } = definition
  const audiences = seenBy(definition.partner)
  exposed(entity).fields.set(field, { name: field, planned, audiences, ...(permission ? { permission } : {}) })
  if (definition.resolved) return
  const prototype = entity.prototype as object
  let method: PropertyDescriptor | undefined
  if (args) {
    // TypeGraphQL takes arguments from methods only; the value itself is planned
    method = { value: () => undefined, writable: true, configurable: true }
    Object.defineProperty(prototype, field, method)
    Args(args)(prototype, field, 0)
  }
  Field(definition.type, { nullable: permission ? true : definition.nullable ?? false, ...(description ? { description } : {}) })(prototype, field, method as any)
  Extensions({ audiences, ...(permission ? { permission } : {}) })(prototype, field, method as any)
}

type Expression = (row: string, scope: SqlScope, args: Record<string, any>) => string
type Tie = (child: string, parent: string) => string
type Order = (child: string) => string
type Options = Partial<Omit<FieldDefinition, 'planned'>>

/** A field whose value is an SQL expression over the row; nullable unless it says otherwise. */
export const sql = (type: TypeThunk, expression: Expression, options: Options = {}): FieldDefinition =>
  ({ type, planned: { kind: 'sql', sql: expression }, nullable: true, ...options })

/** Child rows in a stated order. */
export const list = (target: () => Entity, where: Tie, order: Order, options: Options = {}): FieldDefinition =>
  ({ type: () => [target()], planned: { kind: 'list', target, where, order }, ...options })

/** One row of another table that belongs to this one: the first in order. */
export const related = (target: () => Entity, where: Tie, order?: Order, options: Options = {}): FieldDefinition =>
  ({ type: target, planned: { kind: 'related', target, where, ...(order ? { order } : {}) }, nullable: true, ...options })

/** A field that code answers, batched by a DataLoader, from columns of the row that it needs; they arrive as `$column`. */
export const resolved = (needs: string[], options: Options = {}): FieldDefinition =>
  ({ type: () => null, planned: { kind: 'resolver', needs }, resolved: true, ...options })

/** Adds a filter to a record of a room further left. */
export function addFilter(entity: Entity, name: string, filter: FilterDefinition): void {
  exposures.get(entity)!.filters![name] = filter
  exposed(entity).filters.set(name, { ...filter, audiences: seenBy(!filter.staffOnly) })
}

/** Adds a sort to a record of a room further left. */
export function addSort(entity: Entity, name: string, sort: SortDefinition): void {
  exposures.get(entity)!.sorts![name] = sort
  exposed(entity).sorts.set(name, { ...sort, audiences: seenBy(!sort.staffOnly) })
}
