import { type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo, getArgumentValues } from 'graphql'
import { connectionSql } from './connection.ts'
import { objectSql, quote } from './sql.ts'
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

  constructor(readonly document: Document, readonly viewer: PlanViewer) {}

  // bound, so that expressions may take it apart from its scope
  readonly param = (value: unknown): string => `$${this.values.push(value)}`

  alias(): string {
    return `t${++this.aliases}`
  }

  /** An expression for one row of a record as a JSON object. */
  object(type: ExposedType, row: string, selection: Selection): string {
    const columns: [key: string, expression: string][] = []
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
    return columns.length ? objectSql(columns) : `'{}'::json`
  }

  private field(type: ExposedType, name: string, row: string, nodes: FieldNode[]): string {
    const { planned } = type.fields.get(name)!
    const selection = below(nodes, this.document)
    switch (planned.kind) {
      case 'column':
        return planned.decimal ? `trim_scale(${row}.${quote(planned.column)})::text` : `${row}.${quote(planned.column)}`
      case 'one': {
        const child = this.alias(), target = exposed(planned.target())
        return `(select ${this.object(target, child, selection)} from ${quote(target.table)} ${child} where ${child}.${quote(planned.references)} = ${row}.${quote(planned.column)})`
      }
      case 'related': {
        const child = this.alias(), target = exposed(planned.target())
        const order = planned.order ? ` order by ${planned.order(child)} limit 1` : ''
        return `(select ${this.object(target, child, selection)} from ${quote(target.table)} ${child} where ${planned.where(child, row)}${order})`
      }
      case 'list': {
        const child = this.alias(), target = exposed(planned.target()), order = planned.order(child)
        return `(select coalesce(json_agg(${this.object(target, child, selection)} order by ${order}), '[]') from ${quote(target.table)} ${child} where ${planned.where(child, row)})`
      }
      case 'connection':
        return connectionSql(this, exposed(planned.target()), selection, this.args(type, nodes[0]!), (child) => planned.where(child, row))
      case 'sql':
        return planned.sql(row, this, this.args(type, nodes[0]!))
      default:
        throw new Error(`${type.name}.${name} can't be planned`)
    }
  }

  private args(type: ExposedType, node: FieldNode): Record<string, any> {
    const definition = (this.document.schema.getType(type.name) as GraphQLObjectType).getFields()[node.name.value]!
    return getArgumentValues(definition, node, this.document.variableValues)
  }
}
