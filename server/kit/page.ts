import type { EntityClass } from '@mikro-orm/core'
import { ArgsType, Extensions, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql'
import { type FieldDefinition, exposures } from './read/expose.ts'
import { exposed } from './read/registry.ts'
import { DateScalar, DateTimeScalar, DecimalScalar } from './scalars.ts'
import { everyone } from './audience.ts'

export enum SortDirection { ASC = 'ASC', DESC = 'DESC' }
registerEnumType(SortDirection, { name: 'SortDirection' })

@everyone @ObjectType({ description: 'Where a page lies in its list.' })
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean
  @Field(() => Boolean) hasPreviousPage!: boolean
  @Field(() => String, { nullable: true }) startCursor!: string | null
  @Field(() => String, { nullable: true }) endCursor!: string | null
}

@everyone @ObjectType({ description: 'How many rows a list has, exact up to 10,000.' })
export class TotalCount {
  @Field(() => Int) value!: number
  @Field(() => Boolean, { description: 'False when there are more than `value`.' }) exact!: boolean
}

@everyone @InputType({ description: 'A span of days or moments, both ends included.' })
export class DateRange {
  @Field(() => DateTimeScalar, { nullable: true }) gte?: string
  @Field(() => DateTimeScalar, { nullable: true }) lte?: string
}

@everyone @InputType({ description: 'A span of whole days, both ends included.' })
export class DayRange {
  @Field(() => DateScalar, { nullable: true }) gte?: string
  @Field(() => DateScalar, { nullable: true }) lte?: string
}

@everyone @InputType({ description: 'A span of amounts, both ends included.' })
export class DecimalRange {
  @Field(() => DecimalScalar, { nullable: true }) gte?: string
  @Field(() => DecimalScalar, { nullable: true }) lte?: string
}

const connections = new Map<EntityClass<any>, { connection: any; args: any }>()
type Class = new () => any
const named = (name: string): Class => ({ [name]: class {} })[name]!

function make(entity: EntityClass<any>): { connection: Class; args: Class } {
  const { name, filters, sorts } = exposed(entity)
  const exposure = exposures.get(entity)!
  const Edge = named(`${name}Edge`), Connection = named(`${name}Connection`), Args = named(`${name}PageArgs`)
  const Filter = named(`${name}Filter`), Sort = named(`${name}Sort`)
  const field = (target: Class, key: string, type: () => any, options: object = {}) => Field(type, options)(target.prototype as object, key)

  field(Edge, 'cursor', () => String); field(Edge, 'node', () => entity)
  field(Connection, 'edges', () => [Edge]); field(Connection, 'nodes', () => [entity])
  field(Connection, 'pageInfo', () => PageInfo)
  field(Connection, 'totalCount', () => TotalCount, { description: 'Counted only when asked for.' })
  for (const type of [Edge, Connection]) { ObjectType(type.name)(type); everyone(type) }

  for (const [key, { audiences }] of filters) {
    const { type, description } = exposure.filters![key]!
    field(Filter, key, type, { nullable: true, ...(description ? { description } : {}) })
    Extensions({ audiences })(Filter.prototype as object, key)
  }
  if (filters.size) InputType(Filter.name, { description: 'All that are given must hold; a list means any of.' })(Filter)

  const keys = Object.fromEntries([...sorts.keys()].map((key) => [key, key]))
  registerEnumType(keys, { name: `${name}SortField` })
  sortFields.set(`${name}SortField`, sorts)
  field(Sort, 'by', () => keys); field(Sort, 'direction', () => SortDirection, { defaultValue: SortDirection.ASC })
  InputType(Sort.name)(Sort); everyone(Sort)

  field(Args, 'first', () => Int, { nullable: true, description: 'At most 100; 25 when neither first nor last is given.' })
  field(Args, 'after', () => String, { nullable: true }); field(Args, 'last', () => Int, { nullable: true }); field(Args, 'before', () => String, { nullable: true })
  if (filters.size) field(Args, 'filter', () => Filter, { nullable: true })
  field(Args, 'sort', () => Sort, { nullable: true })
  ArgsType()(Args)
  return { connection: Connection, args: Args }
}

/** The sorts behind each sort enum, so that a schema can drop those that its audience may not see. */
export const sortFields = new Map<string, ReturnType<typeof exposed>['sorts']>()

const made = (entity: EntityClass<any>) => {
  if (!connections.has(entity)) connections.set(entity, make(entity))
  return connections.get(entity)!
}
/** The Relay connection type of a record. */
export const connectionOf = (entity: EntityClass<any>): Class => made(entity).connection
/** Paging, filter and sort arguments of a record's lists. */
export const pageArgsOf = (entity: EntityClass<any>): Class => made(entity).args

/** A paged list of children on a record. */
export const connection = (target: () => EntityClass<any>, where: (child: string, parent: string) => string, options: Partial<FieldDefinition> = {}): FieldDefinition =>
  ({ type: () => connectionOf(target()), planned: { kind: 'connection', target, where }, args: () => pageArgsOf(target()), ...options })
