import { type FieldNode, type GraphQLField, type GraphQLObjectType, type GraphQLResolveInfo, getArgumentValues } from 'graphql'
import { type Columns, recall } from './compiled.ts'
import { connectionSql } from './connection.ts'
import { partsSql } from './parts.ts'
import { listSql, objectSql, quote } from './sql.ts'
import { type ExposedType, type PlanViewer, type SqlScope, exposed } from './registry.ts'
import { type Selection, below } from './selection.ts'

type Document = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues' | 'schema'>

/**
 * Turns a selection into one SQL expression that yields its JSON, keyed as the document names its fields.
 * Rows are never filtered here for the viewer's sake: the row policies of the connection are the only row gate.
 */
export class Compiler implements SqlScope {
  readonly values: unknown[] = []
  private aliases = 0

  /** `final`: nothing comes after the statement that would take the asked parts out of a value. */
  constructor(readonly document: Document, readonly viewer: PlanViewer, private readonly final = false) {}

  // bound, so that expressions may take it apart from its scope
  readonly param = (value: unknown): string => `$${this.values.push(value)}`

  alias(): string {
    return `t${++this.aliases}`
  }

  /** The same for what is selected below fields of one key; the larger part of a statement, which comes again and again. */
  selected(type: ExposedType, row: string, nodes: readonly FieldNode[]): Columns {
    const compile = () => this.columns(type, row, below(nodes, this.document)), [node] = nodes
    if (nodes.length > 1) return compile()
    const { aliases, values: { length: values } } = this
    const { columns, ...grown } = recall(node!, this.document, this.viewer, { row, aliases, values, final: this.final }, () => ({ columns: compile(), values: this.values.slice(values), aliases: this.aliases }))
    if (this.values.length === values) this.values.push(...grown.values)
    this.aliases = grown.aliases
    return columns
  }

  /** What a record's row gives under which key. */
  columns(type: ExposedType, row: string, selection: Selection): Columns {
    const columns: Columns = []
    const needs = new Set<string>()
    for (const [key, nodes] of selection) {
      const name = nodes[0]!.name.value
      if (name === '__typename') { columns.push([key, `'${type.name}'`]); continue }
      const field = type.fields.get(name)
      if (!field) throw new Error(`${type.name}.${name} is not planned`)
      if (field.planned.kind === 'resolver') { field.planned.needs.forEach((need) => needs.add(need)); continue }
      // a field that the viewer's permissions refuse is not read at all; shield answers for it
      const granted = !field.permission || this.viewer.scope(field.permission) !== null
      columns.push([key, granted ? this.field(type, name, row, nodes) : 'null'])
    }
    for (const need of needs) columns.push([`$${need}`, `${row}.${quote(need)}`])
    return columns
  }

  /** A record's row as one JSON object; with `from`, of the first row of that. */
  object(type: ExposedType, row: string, selection: Selection, from = ''): string {
    return objectSql(this.columns(type, row, selection), from)
  }

  private field(type: ExposedType, name: string, row: string, nodes: FieldNode[]): string {
    const { planned } = type.fields.get(name)!
    const selection = below(nodes, this.document)
    switch (planned.kind) {
      case 'column':
        return planned.decimal ? `trim_scale(${row}.${quote(planned.column)})::text` : `${row}.${quote(planned.column)}`
      case 'one': {
        const child = this.alias(), target = exposed(planned.target())
        return this.object(target, child, selection, ` from ${quote(target.table)} ${child} where ${child}.${quote(planned.references)} = ${row}.${quote(planned.column)}`)
      }
      case 'related': {
        const child = this.alias(), target = exposed(planned.target())
        const order = planned.order ? ` order by ${planned.order(child)} limit 1` : ''
        return this.object(target, child, selection, ` from ${quote(target.table)} ${child} where ${planned.where(child, row)}${order}`)
      }
      case 'list': {
        const child = this.alias(), target = exposed(planned.target())
        return listSql(this.columns(target, child, selection), ` from ${quote(target.table)} ${child} where ${planned.where(child, row)} order by ${planned.order(child)}`)
      }
      case 'connection':
        return connectionSql(this, exposed(planned.target()), selection, this.args(type, nodes[0]!), (child) => planned.where(child, row), true)
      case 'sql': {
        const value = planned.sql(row, this, this.args(type, nodes[0]!))
        // an object of which nothing is left to ask is an empty one
        return this.final && nodes[0]!.selectionSet ? partsSql(value, this.definition(type, name), selection) : value
      }
      default:
        throw new Error(`${type.name}.${name} can't be planned`)
    }
  }

  private definition(type: ExposedType, name: string): GraphQLField<unknown, unknown> {
    return (this.document.schema.getType(type.name) as GraphQLObjectType).getFields()[name]!
  }

  private args(type: ExposedType, node: FieldNode): Record<string, any> {
    const definition = this.definition(type, node.name.value)
    // most have none, and are read as often as any
    return definition.args.length ? getArgumentValues(definition, node, this.document.variableValues) : {}
  }
}
