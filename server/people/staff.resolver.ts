import { ArrayNotEmpty, ArrayUnique, IsEmail, IsIn, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { staffRoles } from '../access/matrix.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { addPerson, flushPeople, invite, knownLocale, refuseTaken } from './add-person.ts'
import { findStaff } from './find-staff.ts'
import { UserPayload, loadPerson, subjectOf } from './user-access.resolver.ts'
import type { User } from './user.ts'

@InputType()
class StaffUserFields extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) title?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(50) phone?: string | null
  @Field(() => ID, { nullable: true, description: 'Whose team the person is in.' }) managerId?: string | null
  @Field(() => String, { nullable: true, description: 'The language of their mail: en, zh-Hant or zh-Hans.' }) locale?: string | null
}
@InputType()
class CreateStaffUserInput extends StaffUserFields {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => String) @IsEmail() @MaxLength(320) email!: string
  @Field(() => [String], { description: `Any of ${staffRoles.join(', ')}.` }) @ArrayNotEmpty() @ArrayUnique() @IsIn(staffRoles, { each: true }) roles!: string[]
}
@InputType()
class UpdateStaffUserInput extends StaffUserFields {
  @Field(() => ID) id!: string
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(200) name?: string | null
  @Field(() => String, { nullable: true, description: 'Links that were sent to the address before lead nowhere from then on.' }) @IsEmail() @MaxLength(320) email?: string | null
  @Field(() => [String], { nullable: true }) @ArrayNotEmpty() @ArrayUnique() @IsIn(staffRoles, { each: true }) roles?: string[] | null
}

@Resolver()
export class StaffResolver {
  @Needs('staff:manage') @Mutation(() => UserPayload, { description: 'A new member of staff, invited by mail. Errors: TAKEN, FORBIDDEN.' })
  createStaffUser(@Arg('input', () => CreateStaffUserInput) input: CreateStaffUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const { name, email, title, phone, locale, roles, managerId } = input
      const manager = managerId ? await findStaff(tx, managerId, 'managerId') : null
      return { user: await addPerson(tx, context, { audience: 'crm', name, email, title: title ?? null, phone: phone ?? null, locale, roles, manager }) }
    })
  }

  @Needs('staff:manage') @Mutation(() => UserPayload, { description: 'Errors: TAKEN, OWN_ACCESS, LAST_ADMINISTRATOR, FORBIDDEN.' })
  updateStaffUser(@Arg('input', () => UpdateStaffUserInput) input: UpdateStaffUserInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const user = await findStaff(tx, (await loadPerson(tx, input.id)).id, 'id')
      const { name, email, title, phone, roles, managerId } = input, locale = knownLocale(input.locale)
      if (name != null) user.name = name.trim()
      if (title !== undefined) user.title = title
      if (phone !== undefined) user.phone = phone
      if (locale) user.locale = locale
      if (roles != null) user.roles = roles
      if (managerId !== undefined) user.manager = managerId === null ? null : await superior(tx, user, managerId)
      const moved = email != null && email.trim().toLowerCase() !== user.email.toLowerCase()
      if (moved) {
        // whoever sits down at an open session must not take the account along with its address
        if (user.id === tx.viewer.userId) throw new UserError('FORBIDDEN', ['email'])
        await refuseTaken(context, email.trim().toLowerCase())
        user.email = email.trim().toLowerCase()
      }
      tx.record('user.updated', subjectOf(user), { name: user.name })
      await flushPeople(tx, 'roles')
      // an invitation follows the person to the right address
      if (moved && user.active && !user.joinedAt) await invite(tx, user)
      return { user }
    })
  }
}

/** A manager above the person: nobody leads themselves, by whatever detour. */
async function superior(tx: Transaction, user: User, managerId: string): Promise<User> {
  const manager = await findStaff(tx, managerId, 'managerId')
  const [row] = await tx.run('with recursive above as (select id, manager_id from app_user where id = $1 union select u.id, u.manager_id from app_user u join above a on u.id = a.manager_id) select exists (select 1 from above where id = $2) as circle', [manager.id, user.id])
  if (row!.circle) throw new UserError('BAD_USER_INPUT', ['managerId'])
  return manager
}
