import type { EntityClass } from '@mikro-orm/core'
import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import { isId } from '../ids.ts'
import { Compiler } from './compile.ts'
import { type PageArgs, connectionSql } from './connection.ts'
import { Plan } from './plan.ts'
import { type PlanViewer, type SqlScope, exposed } from './registry.ts'
import { below } from './selection.ts'
import { listSql, objectSql, quote } from './sql.ts'

/** Runs one statement on the request's connection, in the viewer's transaction. */
export type Run = (sql: string, values: unknown[]) => Promise<Record<string, any>[]>
type Document = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues' | 'schema'>
type Field = Document & Pick<GraphQLResolveInfo, 'fieldNodes'>
type Where = (row: string, scope: SqlScope) => string

/** Answers a root field with one SQL statement, planned from what the document selects. Without `run` it answers with the plan. */
export class Reader {
  constructor(private readonly run: Run | null, private readonly viewer: PlanViewer) {}

  /** The record with this id, or null: not there and not the viewer's are the same. */
  async one(entity: EntityClass<any>, id: string, info: Field): Promise<object | null> {
    return isId(id) ? this.first(entity, (row, scope) => `${row}.id = ${scope.param(id)}::uuid`, info) : null
  }

  /** The first record of which a condition holds. */
  async first(entity: EntityClass<any>, where: Where, info: Field, nodes: readonly FieldNode[] = info.fieldNodes): Promise<object | null> {
    const compiler = this.compiler(info), type = exposed(entity), row = compiler.alias()
    return this.answer(objectSql(compiler.selected(type, row, nodes), ` from ${quote(type.table)} ${row} where ${where(row, compiler)} limit 1`), compiler)
  }

  /** All records of which a condition holds, for lists that are short by nature. */
  async list(entity: EntityClass<any>, where: Where, order: (row: string) => string, info: Field): Promise<object[]> {
    const compiler = this.compiler(info), type = exposed(entity), row = compiler.alias()
    const columns = compiler.selected(type, row, info.fieldNodes)
    return (await this.answer(listSql(columns, ` from ${quote(type.table)} ${row} where ${where(row, compiler)} order by ${order(row)}`), compiler)) as object[]
  }

  /** A page of records as a Relay connection. */
  async page(entity: EntityClass<any>, args: PageArgs, info: Field, where?: Where): Promise<object> {
    const compiler = this.compiler(info)
    const connection = connectionSql(compiler, exposed(entity), below(info.fieldNodes, info), args, where && ((row) => where(row, compiler)))
    return (await this.answer(connection, compiler)) as object
  }

  private compiler(info: Field): Compiler {
    return new Compiler(info, this.viewer, this.run === null)
  }

  private async answer(json: string, { values }: Compiler): Promise<object | null> {
    if (!this.run) return new Plan(`select (${json})::text as answer`, values)
    const [row] = await this.run(`select ${json} as answer`, values)
    return (row?.answer ?? null) as object | null
  }
}
