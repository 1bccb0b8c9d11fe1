import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType, print } from 'graphql'
import { UserError } from '../kit/errors.ts'
import { Compiler } from '../kit/read/compile.ts'
import type { Run } from '../kit/read/reader.ts'
import { exposedNamed } from '../kit/read/registry.ts'
import { Answer } from '../kit/read/resolve.ts'
import { below } from '../kit/read/selection.ts'
import { objectSql, quote } from '../kit/read/sql.ts'
import type { Viewer } from './viewer.ts'

export type Outcome = Record<string, unknown>
/** Values that are shown once and not kept for a retry, such as a new key's secret. */
export class Once { constructor(readonly value: unknown) {} }

/** A receipt keeps hashes of what was asked; the hash is keyed, because a password may be in it. */
export type Hash = (text: string) => string

export const fingerprint = (input: object, hashed: Hash): string => {
  const { clientMutationId: _, ...rest } = input as Record<string, unknown>
  return hashed(JSON.stringify(rest))
}
const printed = new WeakMap<object, string>()
/** The operation as text, whoever asks it: the same document is read once and kept. */
function textOf({ operation, fragments }: GraphQLResolveInfo): string {
  const text = printed.get(operation) ?? [operation, ...Object.values(fragments)].map(print).join('\n')
  printed.set(operation, text)
  return text
}

/** What a document asks to be told, under which rights: a key of the same person may be told less. */
const question = (info: GraphQLResolveInfo, { permissions }: Viewer, hashed: Hash): string =>
  hashed([info.path.key, textOf(info), JSON.stringify(info.variableValues), permissions.join()].join('\n'))

/** What a receipt keeps: the answer as it was told, and what another question can be answered from. */
interface Kept { question: string; planned: Record<string, unknown>; plain: Record<string, unknown>; outcome: Outcome }
export const kept = (info: GraphQLResolveInfo, viewer: Viewer, outcome: Outcome, plain: Outcome, hashed: Hash): Omit<Kept, 'planned'> => {
  const lasting = (values: Outcome) => Object.fromEntries(Object.entries(values).filter(([key]) => !(outcome[key] instanceof Once)))
  const known = Object.entries(lasting(outcome)).map(([key, value]) => [key, value && typeof value === 'object' && 'id' in value ? { id: value.id } : value])
  return { question: question(info, viewer, hashed), plain: lasting(plain), outcome: Object.fromEntries(known) }
}

/** Answers a change that was made already as it was answered then. */
export async function replay(tx: { run: Run; viewer: Viewer }, info: GraphQLResolveInfo, clientMutationId: string, hash: string, hashed: Hash): Promise<Answer> {
  const [receipt] = await tx.run('select operation, input_hash, answer from mutation_receipt where user_id = $1 and client_mutation_id = $2', [tx.viewer.userId, clientMutationId])
  if (receipt?.operation !== info.fieldName || receipt.input_hash !== hash) throw new UserError('MUTATION_ID_REUSED', ['clientMutationId'])
  const earlier = receipt.answer as Kept
  if (earlier.question === question(info, tx.viewer, hashed)) return new Answer(earlier.planned, { ...earlier.plain, clientMutationId, errors: [] })
  // the same change, told in other fields: what was answered then does not hold them
  const { planned, values, plain } = asked(info, tx.viewer, earlier.outcome)
  const [answer] = await tx.run(`select ${planned} as planned`, values)
  return new Answer(answer!.planned as Outcome, { ...plain, clientMutationId, errors: [] })
}

/** The changed records as the document asks for them, as one expression, and what else it asks for. */
export function asked(info: GraphQLResolveInfo, viewer: Viewer, outcome: Outcome, before: unknown[] = []): { planned: string; values: unknown[]; plain: Outcome } {
  const compiler = new Compiler(info, viewer), payload = getNamedType(info.returnType) as GraphQLObjectType
  compiler.values.push(...before)
  const columns: [key: string, expression: string][] = [], plain: Outcome = {}
  for (const [key, nodes] of below(info.fieldNodes, info)) {
    const name = nodes[0]!.name.value
    const definition = payload.getFields()[name]
    const record = definition && exposedNamed(getNamedType(definition.type).name)
    const value = outcome[name]
    if (record && value) {
      const row = compiler.alias()
      columns.push([key, objectSql(compiler.selected(record, row, nodes), ` from ${quote(record.table)} ${row} where ${row}.id = ${compiler.param((value as { id: string }).id)}::uuid`)])
    } else if (record) columns.push([key, 'null'])
    else if (name in outcome) plain[name] = value instanceof Once ? value.value : value
  }
  return { planned: columns.length ? objectSql(columns) : `'{}'::json`, values: compiler.values, plain }
}
