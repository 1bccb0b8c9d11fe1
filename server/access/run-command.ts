import type { GraphQLResolveInfo } from 'graphql'
import { UserError, refusalsIn, told } from '../kit/errors.ts'
import { type CommandInput, checkInput } from '../kit/input.ts'
import { Answer } from '../kit/read/resolve.ts'
import { type Source, Transaction } from './command.ts'
import { type Hash, type Outcome, asked, fingerprint, kept, replay } from './receipt.ts'
import type { Viewer } from './viewer.ts'

/** A change that was made already. */
class Repeated extends Error {}

/**
 * Runs a verb: validates its input, takes the retry-safe receipt, acts, and reads the answer, all in one transaction.
 * Refusals roll everything back and come as `errors` in the payload. A verb that does nothing but ask the database may begin `ahead`:
 * what it asks first travels with the receipt, and comes to nothing when that was given before.
 */
export async function runCommand(source: Source, viewer: Viewer, info: GraphQLResolveInfo, input: CommandInput, act: (tx: Transaction) => Promise<Outcome>, hashed: Hash, ahead = false): Promise<Answer> {
  const { clientMutationId } = input, hash = fingerprint(input, hashed)
  try {
    if (viewer.data.viewedBy) throw new UserError('READ_ONLY')
    await checkInput(input)
    return await Transaction.of(source, viewer, async (tx) => {
      const taken = tx.demand(
        // the operation's name is for the trail of what this transaction changes
        `insert into mutation_receipt (user_id, client_mutation_id, operation, input_hash) values ($1, $2, set_config('app.operation', $3, true), $4) on conflict do nothing returning 1 as taken`,
        [viewer.userId, clientMutationId, info.fieldName, hash], new Repeated())
      if (!ahead) await taken
      // whatever the verb says to a change that was made already, its answer is the first one
      const outcome = await act(tx).catch(async (error: unknown) => { await taken; throw error })
      await tx.flush()
      const { planned, values, plain } = asked(info, viewer, outcome, [viewer.userId, clientMutationId])
      // read and kept at once, and the end travels along
      const read = tx.run(
        `update mutation_receipt set answer = $${values.length + 1}::jsonb || jsonb_build_object('planned', a.planned) from (select ${planned} as planned) a where user_id = $1 and client_mutation_id = $2 returning a.planned`,
        [...values, JSON.stringify(kept(info, viewer, outcome, plain, hashed))])
      const [[answer]] = await Promise.all([read, tx.commit()])
      return new Answer(answer!.planned as Outcome, { ...plain, clientMutationId, errors: [] })
    }).catch((error: unknown) => {
      if (error instanceof Repeated) return Transaction.of(source, viewer, (tx) => replay(tx, info, clientMutationId, hash, hashed))
      throw error
    })
  } catch (error) {
    return new Answer({}, { clientMutationId, errors: refusalsIn(error).map((refusal) => told(refusal, viewer.locale)) })
  }
}
