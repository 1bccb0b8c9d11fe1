import {
  type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema, astFromValue, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isObjectType, print,
} from 'graphql'
import { isTaught } from './naive.ts'
import type { Random } from '../../server/demo/kit/random.ts'

/** Values that exist, so that generated documents find something. */
export interface Samples {
  /** By type. */
  ids: Record<string, string[]>
  /** By type and sort field. */
  cursors: Record<string, Record<string, string[]>>
  defaultSort: Record<string, string>
}
export interface Generated { text: string; variables: Record<string, unknown> }

/** A response key that was used on a level: the same key must mean the same field there, and its selections merge. */
interface Used { field: string; args: string; below: Level }
type Level = Map<string, Used>

// names that collide with what a plan might call its own rows and columns, and one longer than PostgreSQL's identifiers
const aliases = ['r', 'c', 'e', 'i', 's', 'n', 'x', 'v', 't1', 't2', '_key', 'id', 'node', 'total', `long_${'x'.repeat(70)}`, `long_${'x'.repeat(71)}`]
const words = ['a', 'o 1', '', '台', '%', '_', "o'", 'x\\', 'NST', 'steel']
const texts = ['US', 'TW', 'DE', 'seller', 'buyer', 'crm', 'Automotive', 'Aerospace']
const moments = ['2026-01-01T00:00:00Z', '2026-06-15T12:00:00Z', '2026-11-01T00:00:00+08:00']
const deepest = 5, mostNodes = 45

/** Writes queries that a schema accepts, with everything that a selection may hold. */
export class Documents {
  private variables: Record<string, unknown> = {}
  private declared: string[] = []
  private fragments: string[] = []
  private nodes = 0

  constructor(private readonly schema: GraphQLSchema, private readonly random: Random, private readonly samples: Samples, private readonly roots: string[]) {}

  next(): Generated {
    this.variables = { yes: true, no: false }
    this.declared = ['$yes: Boolean!', '$no: Boolean!']
    this.fragments = []
    this.nodes = 0
    const selection = this.level(this.schema.getQueryType()!, new Map(), 0)
    return { text: `query (${this.declared.join(', ')}) ${selection}\n${this.fragments.join('\n')}`, variables: this.variables }
  }

  private level(type: GraphQLObjectType, level: Level, depth: number): string {
    const { random } = this
    const all = Object.values(type.getFields()).filter((field) => (depth ? isTaught(type.name, field.name) && !this.isTooDeep(field, depth) : this.roots.includes(field.name)))
    const parts = Array.from({ length: depth ? random.int(1, 5) : random.int(1, 2) }, () => this.selected(type, level, depth, all))
    // unused variables are refused: each document uses both
    return `{ ${parts.join(' ')}${depth ? '' : ' __typename @include(if: $yes) skipped: __typename @skip(if: $yes) left: __typename @include(if: $no) kept: __typename @skip(if: $no)'} }`
  }

  private isTooDeep(field: GraphQLField<unknown, unknown>, depth: number): boolean {
    return isObjectType(getNamedType(field.type)) && (depth >= deepest || this.nodes > mostNodes)
  }

  private selected(type: GraphQLObjectType, level: Level, depth: number, all: GraphQLField<unknown, unknown>[]): string {
    const { random } = this
    if (depth && random.chance(0.12)) return this.fragment(type, level, depth)
    if (depth && (random.chance(0.05) || !all.length)) return '__typename'
    const [key, used] = level.size && random.chance(0.15) ? random.pick([...level]) : this.fresh(type, level, all)
    const target = getNamedType(type.getFields()[used.field]!.type)
    // a key that was used before may come again where it is too deep to go on: then with the least that can be asked
    const below = !isObjectType(target) ? '' : depth < deepest ? this.level(target, used.below, depth + 1) : '{ __typename }'
    return `${key === used.field ? '' : `${key}: `}${used.field}${used.args}${depth && random.chance(0.1) ? random.pick([' @include(if: $yes)', ' @skip(if: $no)', ' @skip(if: $yes)']) : ''} ${below}`
  }

  private fresh(type: GraphQLObjectType, level: Level, all: GraphQLField<unknown, unknown>[]): [string, Used] {
    const field = this.random.pick(all)
    // another field's own name as an alias would clash when that field is asked for later
    const free = [...aliases, `a${level.size}`].filter((name) => !level.has(name) && !type.getFields()[name])
    const key = this.random.chance(0.3) || level.has(field.name) ? this.random.pick(free) : field.name
    const used: Used = { field: field.name, args: this.args(field), below: new Map() }
    level.set(key, used)
    this.nodes += 1
    return [key, used]
  }

  private fragment(type: GraphQLObjectType, level: Level, depth: number): string {
    const body = this.level(type, level, depth)
    if (this.random.chance(0.5)) return `... ${this.random.chance(0.5) ? `on ${type.name} ` : ''}${this.random.chance(0.3) ? '@include(if: $yes) ' : ''}${body}`
    const name = `F${this.fragments.length}`
    this.fragments.push(`fragment ${name} on ${type.name} ${body}`)
    return `...${name}`
  }

  private args(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.some(({ name }) => name === 'first') ? this.pageArgs(field) : Object.fromEntries(field.args.map((arg) => [arg.name, this.single(field, arg)]))
    const written = Object.entries(given).map(([name, value]) => `${name}: ${this.written(value, field.args.find((arg) => arg.name === name)!.type)}`)
    return written.length ? `(${written.join(', ')})` : ''
  }

  private single(field: GraphQLField<unknown, unknown>, arg: GraphQLArgument): unknown {
    if (arg.name === 'quantity') return this.random.int(1, 60)
    if (isEnumType(getNamedType(arg.type))) return this.wanted(arg.name, arg.type)
    return this.random.chance(0.1) ? '00000000-0000-7000-8000-000000000000' : this.random.pick(this.samples.ids[getNamedType(field.type).name]!)
  }

  private pageArgs(field: GraphQLField<unknown, unknown>): Record<string, unknown> {
    const { random } = this, type = getNamedType(field.type).name.replace('Connection', '')
    const of = (name: string) => field.args.find((arg) => arg.name === name)
    const sorts = getNamedType((getNamedType(of('sort')!.type) as any).getFields().by.type) as any
    const sort = random.chance(0.6) ? { by: random.pick(sorts.getValues() as { name: string }[]).name, direction: random.pick(['ASC', 'DESC']) } : undefined
    const cursors = this.samples.cursors[type]?.[sort?.by ?? this.samples.defaultSort[type]!] ?? []
    const filter = of('filter') && random.chance(0.5) ? this.filter(getNamedType(of('filter')!.type)) : undefined
    return {
      [random.chance(0.7) ? 'first' : 'last']: random.int(0, 4),
      ...(cursors.length && random.chance(0.3) ? { after: random.pick(cursors) } : {}), ...(cursors.length && random.chance(0.25) ? { before: random.pick(cursors) } : {}),
      ...(sort ? { sort } : {}), ...(filter ? { filter } : {}),
    }
  }

  private filter(type: any): Record<string, unknown> {
    const fields = this.random.some(Object.values<any>(type.getFields()), this.random.int(0, 2))
    return Object.fromEntries(fields.map((field) => [field.name, this.random.chance(0.1) ? null : this.wanted(field.name, field.type)]))
  }

  private wanted(name: string, type: GraphQLInputType): unknown {
    const { random } = this
    if (isListType(type)) return Array.from({ length: random.int(0, 3) }, () => this.wanted(name, type.ofType))
    if (isNonNullType(type)) return this.wanted(name, type.ofType)
    if (isEnumType(type)) return random.pick(type.getValues()).name
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields())
      if (!fields.some((field) => field.name === 'gte')) return Object.fromEntries(fields.map((field) => [field.name, this.wanted(field.name, field.type)]))
      const value = () => (type.name === 'DecimalRange' ? String(random.int(0, 9) * 10_000) : type.name === 'DayRange' ? random.pick(moments).slice(0, 10) : random.pick(moments))
      return { ...(random.chance(0.7) ? { gte: value() } : {}), ...(random.chance(0.7) ? { lte: value() } : {}) }
    }
    if (type.toString() === 'Boolean') return random.chance(0.5)
    if (type.toString() === 'ID') return random.chance(0.15) ? 'no id at all' : random.pick(this.samples.ids[{ partnerId: 'Partner', accountId: 'Account', categoryId: 'Category' }[name] ?? 'User']!)
    return random.pick(name === 'search' ? words : texts)
  }

  private written(value: unknown, type: GraphQLInputType): string {
    if (this.random.chance(0.5)) return print(astFromValue(value, type)!)
    const name = `v${this.declared.length}`
    this.declared.push(`$${name}: ${type}`)
    this.variables[name] = value
    return `$${name}`
  }
}
