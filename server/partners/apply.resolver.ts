import { Matches, MaxLength } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { CommandInput, NotBlank } from '../kit/input.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { findStaff } from '../people/find-staff.ts'
import { User } from '../people/user.ts'
import { PartnerTypeEnum, partnerFlow } from './partner.flow.ts'
import { PartnerPayload, subjectOf } from './partner.resolver.ts'
import { Partner } from './partner.ts'
import { ProgramLevel } from './program-level.ts'

@InputType()
class ApplyPartnerInput extends CommandInput {
  @Field(() => String) @NotBlank() @MaxLength(200) name!: string
  @Field(() => PartnerTypeEnum) type!: keyof typeof PartnerTypeEnum
  @Field(() => String, { description: 'Two letters, ISO 3166.' }) @Matches(/^[A-Za-z]{2}$/) country!: string
  @Field(() => String, { description: 'In which it will buy; three letters, ISO 4217.' }) @Matches(/^[A-Za-z]{3}$/) currency!: string
  @Field(() => String, { nullable: true }) @MaxLength(100) city?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(320) email?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(60) phone?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(300) website?: string | null
  @Field(() => ID, { nullable: true, description: 'The partner through which it will buy.' }) parentId?: string | null
  @Field(() => ID, { nullable: true }) levelId?: string | null
  @Field(() => ID, { nullable: true }) representativeId?: string | null
}

const codeLength = 3
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A short name for its documents: letters of the name, and where another partner has that already, letters by chance. */
async function freeCode(tx: Transaction, name: string): Promise<string> {
  const letters = name.toUpperCase().replace(/[^A-Z]/g, '').replace(/(?!^)[AEIOU]/g, '')
  const chance = (length: number) => Array.from({ length }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('')
  for (let extra = 0; ; extra++) {
    const code = extra === 0 ? letters.padEnd(codeLength, 'X').slice(0, codeLength) : `${letters.slice(0, codeLength)}${chance(Math.max(extra, codeLength - letters.length))}`
    const [row] = await tx.run('select app.partner_code_free($1) as free', [code])
    if (row!.free) return code
  }
}

@Resolver()
export class ApplyResolver {
  @Needs('partner:apply') @Mutation(() => PartnerPayload, { description: 'Notes the application of somebody who wants to sell for us.' })
  applyPartner(@Arg('input', () => ApplyPartnerInput) input: ApplyPartnerInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const manager = tx.viewer.data.roles.includes('channel_manager') ? tx.em.getReference(User, tx.viewer.userId) : null
      const partner = tx.em.create(Partner, {
        code: await freeCode(tx, input.name), name: input.name.trim(), type: input.type, state: partnerFlow.next(null, 'apply'), country: input.country.toUpperCase(), currency: input.currency.toUpperCase(),
        city: input.city?.trim() || null, email: input.email?.trim() || null, phone: input.phone?.trim() || null, website: input.website?.trim() || null, revision: 1, channelManager: manager,
        parent: input.parentId ? await tx.find(Partner, input.parentId, 'parentId') : null, level: input.levelId ? await tx.find(ProgramLevel, input.levelId, 'levelId') : null,
        representative: input.representativeId ? await findStaff(tx, input.representativeId, 'representativeId') : null,
      })
      tx.em.persist(partner)
      await tx.em.flush()
      tx.record('partner.applied', subjectOf(partner), { name: partner.name })
      return { partner }
    })
  }
}
