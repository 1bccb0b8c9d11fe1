import { MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import { confirmed } from '../access/confirmed.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { CommandInput } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { ContactPayload, nameOf, subjectOf } from './contact.resolver.ts'
import { Contact, living } from './contact.ts'

@InputType()
class EraseContactInput extends CommandInput {
  @Field(() => ID) id!: string
  @Field(() => String, { description: "The contact's name, typed by whoever erases it." }) @MaxLength(300) confirmation!: string
}

@Resolver()
export class EraseContactResolver {
  @Needs('privacy:erase') @Mutation(() => ContactPayload, { description: "Takes a person's data out of every table and makes what the audit trail holds of it unreadable. Documents stay. Can't be undone." })
  eraseContact(@Arg('input', () => EraseContactInput) input: EraseContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const contact = living(await tx.load(Contact, input.id, 'privacy:erase'))
      confirmed(input.confirmation, nameOf(contact))
      tx.record('contact.erased', subjectOf(contact))
      await tx.em.flush()
      await tx.run('select app.erase_contact($1)', [contact.id])
      return { contact }
    })
  }
}
