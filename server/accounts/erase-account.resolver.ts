import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import { confirmed } from '../access/confirmed.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { AccountPayload, subjectOf } from './account.resolver.ts'
import { Account } from './account.ts'

@InputType()
class EraseAccountInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String, { description: 'The name, typed by whoever erases it.' }) @MaxLength(300) confirmation!: string
}

@Resolver()
export class EraseAccountResolver {
  @Needs('privacy:erase') @Mutation(() => AccountPayload, { description: "Erases an account that is a person and has no contacts; one with a contact is erased with that. Documents stay. Can't be undone. Errors: ILLEGAL_MOVE." })
  eraseAccount(@Arg('input', () => EraseAccountInput) input: EraseAccountInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const account = await tx.load(Account, input.id, 'privacy:erase')
      const contacts = await tx.run('select 1 from account_contact where account_id = $1 limit 1', [account.id])
      if (account.kind !== 'PERSON' || contacts.length) throw new UserError('ILLEGAL_MOVE', ['id'])
      confirmed(input.confirmation, account.name)
      tx.record('account.erased', subjectOf(account))
      await tx.em.flush()
      await tx.run('select app.erase_account($1)', [account.id])
      return { account }
    })
  }
}
