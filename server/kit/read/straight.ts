import { type DocumentNode, type GraphQLError, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, type OperationDefinitionNode, getArgumentValues, getNamedType, getVariableValues, isNonNullType, locatedError } from 'graphql'
import { complete } from './coded.ts'
import { Plan } from './plan.ts'
import { below, select } from './selection.ts'
import type { Shape } from './shape.ts'

/** JSON text that goes to the client as the database wrote it. */
export class Straight {
  constructor(readonly text: string) {}
}

/** What a straight answer needs to know about the request. */
export interface Asker {
  viewer: { scope(permission: string): unknown } | null
  planning<T>(work: () => Promise<T>): Promise<T>
  carryOut(plans: Plan[]): Promise<PromiseSettledResult<string | null>[] | undefined>
}
interface Question { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Record<string, unknown>; shape: Shape }
export interface Answered { data?: Straight | Record<string, unknown> | null; errors?: readonly GraphQLError[] }

/**
 * Answers a query whose fields are all planned: the root fields' resolvers, permissions included, say what they would read, all of it
 * is read in one round trip, and the database's JSON is the answer; single values that code makes of a row are put in afterwards.
 * Undefined where it takes more than that – a permission that the viewer lacks, a record that is not there, arguments that don't
 * fit – and the query is to be executed as any other.
 */
export async function answerStraight<Context extends Asker>(question: Question, context: Context): Promise<Answered | undefined> {
  const { viewer } = context
  if (!viewer || question.shape.permissions.some((permission) => viewer.scope(permission) === null)) return undefined
  const roots = await context.planning(() => planRoots(question, context)).catch(() => undefined)
  if (!roots) return undefined
  const plans = roots.flatMap(({ plan }) => (plan instanceof Plan ? [plan] : []))
  const answers = await context.carryOut(plans).catch((reason: unknown) => plans.map(() => ({ status: 'rejected' as const, reason })))
  const answered = answers && compose(roots, answers)
  if (!answered?.data || !question.shape.coded.size) return answered
  // whatever goes wrong in code is told by the execution, field by field
  return finish(answered, roots, question.shape, context).catch(() => undefined)
}

/** Has code make what SQL can't say of what SQL brought. */
async function finish({ data, errors }: Answered, roots: Root[], { coded }: Shape, context: unknown): Promise<Answered> {
  const values = (data instanceof Straight ? JSON.parse(data.text) : data) as Record<string, unknown>
  await Promise.all(roots.map(async ({ key, info }) => {
    if (info.fieldNodes?.some((node) => coded.has(node))) await complete(values[key], getNamedType(info.returnType) as GraphQLObjectType, below(info.fieldNodes, info), coded, info, context)
  }))
  return { data: values, ...(errors && { errors }) }
}

interface Root { key: string; info: GraphQLResolveInfo; plan: Plan | string }

/** What the root fields would read; undefined when one of them has no plan. */
async function planRoots({ schema, operation, variables, shape: { fragments } }: Question, context: unknown): Promise<Root[] | undefined> {
  const query = schema.getQueryType()!, { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  if (!coerced) return undefined
  const roots = [...select([operation.selectionSet], { fragments, variableValues: coerced })].map(async ([key, nodes]): Promise<Root | undefined> => {
    const fieldName = nodes[0]!.name.value
    const path = { prev: undefined, key, typename: query.name }
    if (fieldName === '__typename') return { key, info: { path } as GraphQLResolveInfo, plan: JSON.stringify(query.name) }
    const field = query.getFields()[fieldName]!
    const info: GraphQLResolveInfo = {
      fieldName, fieldNodes: nodes, returnType: field.type, parentType: query, path, schema, fragments, rootValue: undefined, operation, variableValues: coerced,
    }
    const plan: unknown = await field.resolve!(undefined, getArgumentValues(field, nodes[0]!, coerced), context, info)
    return plan instanceof Plan ? { key, info, plan } : undefined
  })
  const all = await Promise.all(roots)
  return all.every((root) => root !== undefined) ? all : undefined
}

/** The answers under their keys: as text when all is well, else with what went wrong. */
function compose(roots: Root[], answers: PromiseSettledResult<string | null>[]): Answered | undefined {
  const errors: GraphQLError[] = []
  let index = 0
  const parts = roots.map(({ key, info, plan }) => {
    const answer = plan instanceof Plan ? answers[index++]! : { status: 'fulfilled' as const, value: plan }
    if (answer.status === 'rejected') errors.push(locatedError(answer.reason, info.fieldNodes, [info.path.key]))
    return { key, text: answer.status === 'fulfilled' ? answer.value : 'null', needed: answer.status === 'rejected' && isNonNullType(info.returnType) }
  })
  // not there: what a field makes of that is its own matter
  if (parts.some(({ text }) => text === null)) return undefined
  const data = new Straight(`{${parts.map(({ key, text }) => `"${key}":${text}`).join(',')}}`)
  if (!errors.length) return { data }
  return { data: parts.some(({ needed }) => needed) ? null : (JSON.parse(data.text) as Record<string, unknown>), errors }
}
