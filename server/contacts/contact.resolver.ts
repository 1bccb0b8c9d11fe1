import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, Field, ID, Info, InputType, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Account } from '../accounts/account.ts'
import { subjectOf as accountSubject } from '../accounts/account.resolver.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { Subject } from '../kit/event.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { Contact, living } from './contact.ts'

@everyone @InputType()
class ContactFields extends CommandInput {
  @Field(() => String, { nullable: true }) @MaxLength(100) title?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(320) email?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(60) phone?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(20) preferredLanguage?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(20) preferredChannel?: string | null
  @Field(() => ID, { nullable: true }) reportsToId?: string | null
}
@everyone @InputType()
class CreateContactInput extends ContactFields {
  @Field(() => ID) accountId!: string
  @Field(() => String) @MaxLength(100) firstName!: string
  @Field(() => String) @NotBlank() @MaxLength(100) lastName!: string
}
@everyone @InputType()
class UpdateContactInput extends ContactFields {
  @Field(() => ID) id!: string
  @Field(() => Int, { nullable: true }) revision?: number
  @Field(() => String, { nullable: true }) @MaxLength(100) firstName?: string
  @Field(() => String, { nullable: true }) @NotBlank() @MaxLength(100) lastName?: string
}
export const ContactPayload = payload('ContactPayload', { contact: Contact })
const texts = ['title', 'email', 'phone', 'preferredLanguage', 'preferredChannel'] as const

@Resolver()
export class ContactResolver {
  @Needs('contact:read') @Query(() => connectionOf(Contact))
  contacts(@Args(() => pageArgsOf(Contact)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Contact, args, info, args.filter?.erased == null ? (row) => `${row}.erased_at is null` : undefined)
  }

  @Needs('contact:read') @Query(() => Contact, { nullable: true })
  contact(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Contact, id, info)
  }

  @Needs('contact:write') @Mutation(() => ContactPayload)
  createContact(@Arg('input', () => CreateContactInput) input: CreateContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const account = await tx.load(Account, input.accountId, 'contact:write', 'accountId')
      const contact = tx.em.create(Contact, {
        firstName: input.firstName.trim(), lastName: input.lastName.trim(), revision: 1,
        partnerId: account.partner?.id ?? null, ownerId: account.owner?.id ?? null, sellerId: account.seller?.id ?? null,
      })
      await fill(tx, contact, input)
      await tx.em.flush()
      await tx.run('insert into account_contact (account_id, contact_id, main) select $1, $2, not exists (select 1 from account_contact where account_id = $1)', [account.id, contact.id])
      tx.record('contact.created', accountSubject(account), { name: nameOf(contact), contactId: contact.id }, true)
      return { contact }
    })
  }

  @Needs('contact:write') @Mutation(() => ContactPayload)
  updateContact(@Arg('input', () => UpdateContactInput) input: UpdateContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = living(await tx.load(Contact, input.id, 'contact:write'))
      if (input.revision != null && input.revision !== contact.revision) throw new UserError('STALE', ['revision'])
      if (input.firstName != null) contact.firstName = input.firstName.trim()
      if (input.lastName != null) contact.lastName = input.lastName.trim()
      await fill(tx, contact, input)
      tx.record('contact.updated', subjectOf(contact), { name: nameOf(contact) }, true)
      return { contact }
    })
  }
}

export const nameOf = ({ firstName, lastName }: Contact): string => (/^[\u4e00-\u9fff]/.test(lastName) ? lastName + firstName : `${firstName} ${lastName}`.trim())
export const subjectOf = ({ id, partnerId, ownerId, sellerId }: Contact): Subject => ({ type: 'contact', id, partnerId, ownerId, sellerId })

async function fill(tx: Transaction, contact: Contact, input: ContactFields): Promise<void> {
  for (const key of texts) if (input[key] !== undefined) contact[key] = input[key]?.trim() || null
  if (input.reportsToId !== undefined) contact.reportsTo = input.reportsToId ? await tx.find(Contact, input.reportsToId, 'reportsToId') : null
  tx.em.persist(contact)
}
