import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import { confirmed } from '../access/confirmed.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { User } from './user.ts'

@InputType()
class EraseUserInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String, { description: "The person's name, typed by whoever erases it." }) @MaxLength(300) confirmation!: string
}
const ErasedUserPayload = payload('ErasedUserPayload', { user: User })

@Resolver()
export class EraseUserResolver {
  @Needs('privacy:erase') @Mutation(() => ErasedUserPayload, { description: "Takes the data of somebody who signed in out of every table; what they did stays, without their name. Only for who is inactive. Can't be undone. Errors: ILLEGAL_MOVE." })
  eraseUser(@Arg('input', () => EraseUserInput) input: EraseUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await tx.load(User, input.id, 'privacy:erase')
      if (user.active || user.erasedAt) throw new UserError('ILLEGAL_MOVE', ['id'])
      confirmed(input.confirmation, user.name)
      tx.record('user.erased', { type: 'user', id: user.id, partnerId: user.partnerId })
      await tx.em.flush()
      await tx.run('select app.erase_user($1)', [user.id])
      return { user }
    })
  }
}
