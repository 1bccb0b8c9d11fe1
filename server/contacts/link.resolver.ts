import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { subjectOf } from '../accounts/account.resolver.ts'
import { Account } from '../accounts/account.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { CommandInput } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { ContactPayload } from './contact.resolver.ts'
import { Contact, living } from './contact.ts'

@everyone @InputType()
class ContactLinkInput extends CommandInput {
  @Field(() => ID) contactId!: string
  @Field(() => ID) accountId!: string
}

/** A person may belong to several accounts. */
@Resolver()
export class ContactLinkResolver {
  @Needs('contact:write') @Mutation(() => ContactPayload)
  linkContact(@Arg('input', () => ContactLinkInput) input: ContactLinkInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = living(await tx.load(Contact, input.contactId, 'contact:write', 'contactId'), 'contactId')
      const account = await tx.load(Account, input.accountId, 'contact:write', 'accountId')
      await tx.run('insert into account_contact (account_id, contact_id) values ($1, $2) on conflict do nothing', [account.id, contact.id])
      tx.record('contact.updated', { ...subjectOf(account), type: 'contact', id: contact.id }, { name: contact.lastName }, true)
      return { contact }
    })
  }

  @Needs('contact:write') @Mutation(() => ContactPayload)
  unlinkContact(@Arg('input', () => ContactLinkInput) input: ContactLinkInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = await tx.load(Contact, input.contactId, 'contact:write', 'contactId')
      const account = await tx.load(Account, input.accountId, 'contact:write', 'accountId')
      await tx.run('delete from account_contact where account_id = $1 and contact_id = $2', [account.id, contact.id])
      tx.record('contact.updated', { ...subjectOf(account), type: 'contact', id: contact.id }, { name: contact.lastName }, true)
      return { contact }
    })
  }
}
