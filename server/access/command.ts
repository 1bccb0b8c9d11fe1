import { type EntityClass, type EntityManager, LockMode } from '@mikro-orm/core'
import type { SqlEntityManager } from '@mikro-orm/postgresql'
import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType, print } from 'graphql'
import { CompiledQuery } from 'kysely'
import { type Subject, Event } from '../kit/event.ts'
import { UserError, notFound, refusalsIn, told } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { type CommandInput, checkInput } from '../kit/input.ts'
import { Reader, type Run } from '../kit/read/reader.ts'
import { exposed, exposedNamed } from '../kit/read/registry.ts'
import { Answer } from '../kit/read/resolve.ts'
import { below } from '../kit/read/selection.ts'
import { quote } from '../kit/read/sql.ts'
import { type Belonging, covers } from './scope.ts'
import type { Viewer } from './viewer.ts'

/** What a verb works with: the viewer's rows in one transaction. */
export class Transaction {
  constructor(readonly em: SqlEntityManager, readonly viewer: Viewer) {}

  /** One statement with `$1` parameters on the transaction's connection. */
  readonly run: Run = async (sql, values) => {
    const transaction = this.em.getTransactionContext<any>()
    return (await transaction.executeQuery(CompiledQuery.raw(sql, values))).rows as Record<string, any>[]
  }

  /**
   * Locks and loads a record for a verb. The look-up is the check: what the viewer can't see is not found, and what they see
   * but may not touch in this way is forbidden.
   */
  async load<T extends object>(entity: EntityClass<T>, id: string, permission: string, path = 'id', belonging?: Belonging): Promise<T> {
    if (!isId(id)) throw notFound(path)
    const values: unknown[] = [id]
    const allowed = covers(permission, 'r', this.viewer, { param: (value) => `$${values.push(value)}` }, belonging)
    if (allowed === null) throw new UserError('FORBIDDEN', [path])
    const [row] = await this.run(`select (${allowed}) as allowed from ${quote(exposed(entity).table)} r where r.id = $1 for update`, values)
    if (!row) throw notFound(path)
    if (!row.allowed) throw new UserError('FORBIDDEN', [path])
    return (await this.em.findOneOrFail(entity, id as any, { lockMode: LockMode.NONE })) as T
  }

  /** A record that a verb points to without changing it. */
  async find<T extends object>(entity: EntityClass<T>, id: string, path: string): Promise<T> {
    const found = isId(id) ? await this.em.findOne(entity, id as any) : null
    if (!found) throw notFound(path)
    return found as T
  }

  /** Writes what happened; dealers see it only when it is `public`. */
  record(type: string, subject: Subject, data: Record<string, unknown> = {}, isPublic = false): Event {
    const { data: viewer } = this.viewer
    const event = this.em.create(Event, {
      type, actorId: viewer.id, actorName: viewer.name, channel: viewer.channel, subjectType: subject.type, subjectId: subject.id,
      accountId: subject.accountId ?? null, partnerId: subject.partnerId ?? null, ownerId: subject.ownerId ?? null, sellerId: subject.sellerId ?? null,
      public: isPublic, data,
    })
    this.em.persist(event)
    return event
  }
}

/** Refuses a day that is over where the company is. */
export async function refusePast(tx: Transaction, day: string, path: string): Promise<void> {
  const [row] = await tx.run('select $1::date < app.today() as past', [day])
  if (row!.past) throw new UserError('PAST', [path])
}

type Outcome = Record<string, unknown>
/** Values that are shown once and not kept for a retry, such as a new key's secret. */
export class Once { constructor(readonly value: unknown) {} }

/** A receipt keeps hashes of what was asked; the hash is keyed, because a password may be in it. */
type Hash = (text: string) => string

const fingerprint = (input: object, hashed: Hash): string => {
  const { clientMutationId: _, ...rest } = input as Record<string, unknown>
  return hashed(JSON.stringify(rest))
}
/** What a document asks to be told, under which rights: a key of the same person may be told less. */
const question = ({ operation, fragments, path, variableValues }: GraphQLResolveInfo, { permissions }: Viewer, hashed: Hash): string =>
  hashed([path.key, print(operation), ...Object.values(fragments).map(print), JSON.stringify(variableValues), permissions.join()].join('\n'))

/** What a receipt keeps: the answer as it was told, and what another question can be answered from. */
interface Kept { question: string; planned: Record<string, unknown>; plain: Record<string, unknown>; outcome: Outcome }
const kept = (info: GraphQLResolveInfo, viewer: Viewer, outcome: Outcome, { planned, plain }: Told, hashed: Hash): Kept => {
  const lasting = (values: Outcome) => Object.fromEntries(Object.entries(values).filter(([key]) => !(outcome[key] instanceof Once)))
  const known = Object.entries(lasting(outcome)).map(([key, value]) => [key, value && typeof value === 'object' && 'id' in value ? { id: value.id } : value])
  return { question: question(info, viewer, hashed), planned, plain: lasting(plain), outcome: Object.fromEntries(known) }
}

/**
 * Runs a verb: validates its input, takes the retry-safe receipt, acts, and reads the answer, all in one transaction.
 * Refusals roll everything back and come as `errors` in the payload.
 */
export async function runCommand(em: EntityManager, viewer: Viewer, info: GraphQLResolveInfo, input: CommandInput, act: (tx: Transaction) => Promise<Outcome>, hashed: Hash): Promise<Answer> {
  const { clientMutationId } = input
  try {
    if (viewer.data.viewedBy) throw new UserError('READ_ONLY')
    await checkInput(input)
    return await em.transactional(async (inner) => {
      const tx = new Transaction(inner as SqlEntityManager, viewer)
      const hash = fingerprint(input, hashed)
      const taken = await tx.run(
        // the operation's name is for the trail of what this transaction changes
        `insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash) values ($1, $2, set_config('app.operation', $3, true), $4) on conflict do nothing returning 1 as taken`,
        [viewer.userId, clientMutationId, info.fieldName, hash])
      if (!taken.length) return replay(tx, info, clientMutationId, hash, hashed)
      const outcome = await act(tx)
      await tx.em.flush()
      const answer = await read(tx, info, outcome)
      await tx.run('update mutation_receipt set answer = $3 where user_id = $1 and client_mutation_id = $2', [viewer.userId, clientMutationId,
        JSON.stringify(kept(info, viewer, outcome, answer, hashed))])
      return new Answer(answer.planned, { ...answer.plain, clientMutationId, errors: [] })
    })
  } catch (error) {
    return new Answer({}, { clientMutationId, errors: refusalsIn(error).map((refusal) => told(refusal, viewer.locale)) })
  }
}

async function replay(tx: Transaction, info: GraphQLResolveInfo, clientMutationId: string, hash: string, hashed: Hash): Promise<Answer> {
  const [receipt] = await tx.run('select operation, input_hash, answer from mutation_receipt where user_id = $1 and client_mutation_id = $2', [tx.viewer.userId, clientMutationId])
  if (receipt?.operation !== info.fieldName || receipt.input_hash !== hash) throw new UserError('MUTATION_ID_REUSED', ['clientMutationId'])
  const earlier = receipt.answer as Kept
  // the same change, told in other fields: what was answered then does not hold them
  const { planned, plain } = earlier.question === question(info, tx.viewer, hashed) ? earlier : await read(tx, info, earlier.outcome)
  return new Answer(planned, { ...plain, clientMutationId, errors: [] })
}

interface Told { planned: Record<string, unknown>; plain: Record<string, unknown> }

/** Reads the changed records as the document asks for them, on the same transaction. */
async function read(tx: Transaction, info: GraphQLResolveInfo, outcome: Outcome): Promise<Told> {
  const reader = new Reader(tx.run, tx.viewer)
  const payload = getNamedType(info.returnType) as GraphQLObjectType
  const planned: Record<string, unknown> = {}, plain: Record<string, unknown> = {}
  for (const [key, nodes] of below(info.fieldNodes, info)) {
    const name = nodes[0]!.name.value
    const definition = payload.getFields()[name]
    const record = definition && exposedNamed(getNamedType(definition.type).name)
    const value = outcome[name]
    if (record) planned[key] = value ? await reader.first(record.entity, (row, scope) => `${row}.id = ${scope.param((value as { id: string }).id)}::uuid`, info, nodes) : null
    else if (name in outcome) plain[name] = value instanceof Once ? value.value : value
  }
  return { planned, plain }
}
