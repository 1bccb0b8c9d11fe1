import { MaxLength } from 'class-validator'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { beginView, endView } from '../access/view-as.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError, notFound, refusalsIn, told } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { CommandInput, NotBlank, checkInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import { Answer } from '../kit/read/resolve.ts'
import { DateTimeScalar } from '../kit/scalars.ts'
import { ViewerType } from './session.resolver.ts'

@everyone @ObjectType({ description: 'That somebody looks at the product as the viewer, and may change nothing.' })
class ViewedBy {
  @Field(() => String, { description: 'Who is looking.' }) name!: string
  @Field(() => DateTimeScalar, { description: 'When the look ends by itself.' }) until!: Date
}

@InputType()
class ViewAsInput extends CommandInput {
  @Field(() => ID) userId!: string
  @Field(() => String, { description: 'Why; it is kept in the audit trail.' }) @NotBlank() @MaxLength(500) reason!: string
}
const ViewAsPayload = payload('ViewAsPayload', {}, { app: { type: () => String, description: 'The app in which the look goes on: crm or partner.' }, until: { type: () => DateTimeScalar } })
const EndViewAsPayload = payload('EndViewAsPayload', {}, { app: { type: () => String, description: "Where the administrator's own session is." } })

@Resolver(() => ViewerType)
export class ViewAsResolver {
  @FieldResolver(() => ViewedBy, { nullable: true, description: 'Set while an administrator looks at the product as this person: nothing can be changed.' })
  viewedBy(@Ctx() { door: { view } }: RequestContext): ViewedBy | null {
    return view && { name: view.by.name, until: view.until }
  }

  @Needs('access:viewas') @Mutation(() => ViewAsPayload, { description: 'Lets an administrator see the product as another person for half an hour, without changing anything. It needs a session of the CRM, which goes on. Errors: NOT_FOUND, REQUIRED.' })
  async viewAs(@Arg('input', () => ViewAsInput) input: ViewAsInput, @Ctx() context: RequestContext): Promise<Answer> {
    const { me, door, locale } = context, { clientMutationId } = input
    try {
      await checkInput(input)
      // a key is nobody at a screen
      if (!door.sessionId) throw new UserError('FORBIDDEN', ['userId'])
      if (!isId(input.userId)) throw notFound('userId')
      if (input.userId === me.userId) throw new UserError('BAD_USER_INPUT', ['userId'])
      const view = await beginView(door.system, { sessionId: door.sessionId, by: me.userId, userId: input.userId, reason: input.reason.trim() })
      if (!view) throw notFound('userId')
      door.setViewCookie(view.audience, view.token)
      return new Answer({}, { clientMutationId, errors: [], app: view.audience, until: view.until })
    } catch (error) {
      return new Answer({}, { clientMutationId, errors: refusalsIn(error).map((refusal) => told(refusal, locale)) })
    }
  }

  @Needs('signed-in') @Mutation(() => EndViewAsPayload, { description: 'Ends looking on as somebody else; does nothing where nobody does.' })
  async endViewAs(@Arg('input', () => CommandInput) { clientMutationId }: CommandInput, @Ctx() { door }: RequestContext): Promise<Answer> {
    await endView(door)
    return new Answer({}, { clientMutationId, errors: [], app: 'crm' })
  }
}
