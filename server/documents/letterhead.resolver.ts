import { ArrayMaxSize, IsIn, MaxLength, ValidateNested } from 'class-validator'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, Info, InputType, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { CommandInput } from '../kit/input.ts'
import { locales } from '../kit/locale.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { wellFormed } from '../partners/electronic-address.ts'
import { isIban } from './iban.ts'
import { Letterhead, LetterheadText } from './letterhead.ts'

const line = 200, page = 2_000
/** Characters of a picture as a data address; so much is read for every page that is printed. */
const largestLogo = 60_000
const picture = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/

@InputType()
class LetterheadTextInput {
  @Field(() => String) @IsIn(locales) locale!: string
  @Field(() => String, { nullable: true }) @MaxLength(line) name?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(page) address?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(page) bank?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(page) paymentTerms?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(page) deliveryTerms?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(page) closing?: string | null
}
@InputType()
class UpdateLetterheadInput extends CommandInput {
  @Field(() => Int, { description: 'The revision that the change was made from; 0 for the first.' }) revision!: number
  @Field(() => String, { nullable: true }) @MaxLength(2) country?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) taxId?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) street?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) city?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) postalCode?: string | null
  @Field(() => String, { nullable: true, description: 'In the commercial register.' }) @MaxLength(line) registrationId?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) iban?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) bic?: string | null
  @Field(() => String, { nullable: true, description: 'As Peppol writes it, 0204:991-12345-67, or an e-mail address.' }) @MaxLength(line) electronicAddress?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) phone?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) email?: string | null
  @Field(() => String, { nullable: true }) @MaxLength(line) website?: string | null
  @Field(() => String, { nullable: true, description: 'A PNG or JPEG picture as a data address of at most 60,000 characters; empty for none.' }) logo?: string | null
  @Field(() => [LetterheadTextInput], { nullable: true }) @ArrayMaxSize(locales.length) @ValidateNested({ each: true }) texts?: LetterheadTextInput[] | null
}
const LetterheadPayload = payload('LetterheadPayload', { letterhead: Letterhead })
const plain = ['country', 'taxId', 'street', 'city', 'postalCode', 'registrationId', 'iban', 'bic', 'electronicAddress', 'phone', 'email', 'website', 'logo'] as const
const said = ['name', 'address', 'bank', 'paymentTerms', 'deliveryTerms', 'closing'] as const
const kept = (text: string | null) => text?.trim() || null

@Resolver()
export class LetterheadResolver {
  @Needs('letterhead:manage') @Query(() => Letterhead, { nullable: true })
  letterhead(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.first(Letterhead, () => 'true', info)
  }

  @Needs('letterhead:manage') @Mutation(() => LetterheadPayload, { description: 'What was left out stays; what is sent empty is printed no more. Errors: STALE, TOO_LONG, BAD_USER_INPUT.' })
  updateLetterhead(@Arg('input', () => UpdateLetterheadInput) input: UpdateLetterheadInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      // of two who begin it together, the second finds what the first wrote
      await tx.run(`select pg_advisory_xact_lock(hashtextextended('letterhead', 0))`, [])
      const [found] = await tx.em.find(Letterhead, {}, { limit: 1 }), letterhead = found ?? tx.em.create(Letterhead, {})
      tx.em.persist(letterhead)
      if ((found?.revision ?? 0) !== input.revision) throw new UserError('STALE', ['revision'])
      if (input.logo && (input.logo.length > largestLogo || !picture.test(input.logo))) throw new UserError(input.logo.length > largestLogo ? 'TOO_LONG' : 'BAD_USER_INPUT', ['logo'], { max: largestLogo })
      wellFormed(input.electronicAddress ?? null)
      if (input.iban && !isIban(input.iban)) throw new UserError('BAD_USER_INPUT', ['iban'])
      if (input.country && !/^[A-Z]{2}$/.test(input.country)) throw new UserError('BAD_USER_INPUT', ['country'])
      for (const field of plain) if (input[field] !== undefined) letterhead[field] = kept(input[field]!)
      for (const { locale, ...texts } of input.texts ?? []) {
        const text = await tx.em.findOne(LetterheadText, { locale }) ?? tx.em.create(LetterheadText, { letterheadId: letterhead.id, locale })
        for (const field of said) if (texts[field] !== undefined) text[field] = kept(texts[field]!)
        tx.em.persist(text)
      }
      // the texts lie in another table, and a change of them is one of the letterhead, too
      letterhead.updatedAt = new Date()
      await tx.em.flush()
      tx.record('letterhead.updated', { type: 'letterhead', id: letterhead.id })
      return { letterhead }
    })
  }
}
