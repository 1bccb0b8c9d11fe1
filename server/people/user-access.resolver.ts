import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { flushPeople, invite } from './add-person.ts'
import { User } from './user.ts'

@everyone @InputType()
class UserAccessInput extends CommandInput {
  @Field(() => ID) id!: string
}
export const UserPayload = payload('UserPayload', { user: User })

/** A person whom the viewer manages, locked. Nothing more is written on somebody whose data was erased: ILLEGAL_MOVE. */
export async function loadPerson(tx: Transaction, id: string): Promise<User> {
  const user = await tx.load(User, id, 'user:manage', 'id', { partner: 'partner_id' })
  if (user.erasedAt) throw new UserError('ILLEGAL_MOVE', ['id'])
  return user
}

export const subjectOf = ({ id, partnerId }: User) => ({ type: 'user', id, partnerId: partnerId ?? null })

/** Whether a person may come in: invitations, and the door itself. */
@Resolver()
export class UserAccessResolver {
  @Needs('user:manage') @Mutation(() => UserPayload, { description: 'Sends an invitation, again or for the first time; an earlier one is void. Errors: ILLEGAL_MOVE for who has come in already, RATE_LIMITED.' })
  inviteUser(@Arg('input', () => UserAccessInput) input: UserAccessInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await loadPerson(tx, input.id)
      await invite(tx, user, 'id')
      tx.record('user.invited', subjectOf(user), { name: user.name }, user.partnerId != null)
      return { user }
    })
  }

  @Needs('user:manage') @Mutation(() => UserPayload, { description: 'Withdraws an open invitation: its link leads nowhere. Errors: ILLEGAL_MOVE.' })
  revokeInvitation(@Arg('input', () => UserAccessInput) input: UserAccessInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await loadPerson(tx, input.id)
      const [row] = await tx.run('select app.revoke_invitation($1) as revoked', [user.id])
      if (!row!.revoked) throw new UserError('ILLEGAL_MOVE', ['id'])
      tx.record('user.revoked', subjectOf(user), { name: user.name }, user.partnerId != null)
      return { user }
    })
  }

  @Needs('user:manage') @Mutation(() => UserPayload, { description: 'Keeps a person out: sessions, keys and open streams end at once. Errors: OWN_ACCESS, LAST_ADMINISTRATOR, ILLEGAL_MOVE.' })
  deactivateUser(@Arg('input', () => UserAccessInput) input: UserAccessInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await loadPerson(tx, input.id)
      if (!user.active) throw new UserError('ILLEGAL_MOVE', ['id'])
      user.active = false
      tx.record('user.deactivated', subjectOf(user), { name: user.name }, user.partnerId != null)
      await flushPeople(tx)
      return { user }
    })
  }

  @Needs('user:manage') @Mutation(() => UserPayload, { description: 'Lets a person in again. Errors: ILLEGAL_MOVE.' })
  activateUser(@Arg('input', () => UserAccessInput) input: UserAccessInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await loadPerson(tx, input.id)
      if (user.active) throw new UserError('ILLEGAL_MOVE', ['id'])
      user.active = true
      tx.record('user.activated', subjectOf(user), { name: user.name }, user.partnerId != null)
      return { user }
    })
  }
}
