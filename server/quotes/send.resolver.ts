import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, FieldResolver, ID, Info, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql'
import type { Transaction } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { DocumentMail } from '../documents/document-mail.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { offerLetter } from './offer-letter.ts'
import { linkPath } from './link-token.ts'
import { present } from './present.ts'
import { QuoteLink } from './quote-link.ts'
import { isLocale } from './quote-pdf.ts'
import { type Loaded, loadFor } from './quote-verbs.ts'
import { quoteFlow } from './quote.flow.ts'
import { QuotePayload } from './quote.resolver.ts'
import { Quote } from './quote.ts'
import { type Recipient, chosen, localeFor, suggested } from './recipients.ts'
import { CreateQuoteLinkInput, RevokeQuoteLinkInput, SendQuoteInput } from './send.input.ts'

@ObjectType({ description: 'Somebody whom an offer can be sent to.' })
class QuoteRecipient {
  @Field(() => ID, { nullable: true }) userId!: string | null
  @Field(() => ID, { nullable: true }) contactId!: string | null
  @Field(() => String) name!: string
  @Field(() => String) email!: string
  @Field(() => String) locale!: string
  @Field(() => Boolean, { description: 'To whom it goes when nobody is named.' }) usual!: boolean
}
@ObjectType({ description: 'The letter that an offer would go out with.' })
class QuoteLetter {
  @Field(() => String) locale!: string
  @Field(() => String) subject!: string
  @Field(() => String) text!: string
  @Field(() => [QuoteRecipient]) recipients!: QuoteRecipient[]
}
const LinkPayload = payload('QuoteLinkPayload', { quote: Quote, link: QuoteLink })

/** Sending an offer out of the house, and the links by which it is answered without a sign-in. */
@Resolver()
export class SendQuoteResolver {
  @Needs('quote:send') @Query(() => QuoteLetter, { description: "The letter of an offer in its buyer's language, or in another." })
  async quoteLetter(@Arg('id', () => ID) id: string, @Arg('locale', () => String, { nullable: true }) wanted: string | null, @Ctx() { run }: RequestContext): Promise<QuoteLetter> {
    const own = await localeFor(run, id), locale = isLocale(wanted) ? wanted : own, [quote] = await run('select id, partner_id from quote where id = $1', [id])
    return { locale, ...(await offerLetter(run, id, locale)), recipients: await suggested(run, { id, partner: quote!.partner_id }) }
  }

  @Needs('quote:send') @Mutation(() => QuotePayload, { description: 'Sends the offer by e-mail, with the PDF and a link to answer it; an approved one is presented by it. Errors: EXPIRED, REQUIRED, DO_NOT_CONTACT.' })
  sendQuote(@Arg('input', () => SendQuoteInput) input: SendQuoteInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const loaded = await offered(tx, input.id), { quote, version } = loaded
      if (version.state === 'PendingApproval') return { quote }
      const recipients = await chosen(tx.run, quote, input.recipients), own = await localeFor(tx.run, quote.id)
      for (const one of recipients) {
        const locale = input.locale || one.locale || own, written = await offerLetter(tx.run, quote.id, locale)
        const linkId = await linkFor(tx, loaded, one, locale, input.linkUntil)
        tx.add(DocumentMail, {
          subjectType: 'quote', subjectId: quote.id, partId: version.id, linkId, toName: one.name, toAddress: one.email, locale, subject: input.subject?.trim() || written.subject,
          body: input.text?.trim() || written.text, state: 'queued', createdBy: tx.viewer.userId,
        })
      }
      tx.record('quote.sent', quote.subject(), { number: quote.number, version: version.number, to: recipients.map(({ name, email }) => `${name} <${email}>`).join(', ') })
      return { quote }
    })
  }

  @Needs('quote:send') @Mutation(() => LinkPayload, { description: 'A link to answer the offer, to hand over in another way than by e-mail. Errors: EXPIRED, REQUIRED.' })
  createQuoteLink(@Arg('input', () => CreateQuoteLinkInput) input: CreateQuoteLinkInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const loaded = await offered(tx, input.id), { quote, version } = loaded
      if (version.state === 'PendingApproval') return { quote }
      const [recipient] = await chosen(tx.run, quote, input.recipient ? [input.recipient] : null)
      const id = await linkFor(tx, loaded, recipient!, input.locale || recipient!.locale || await localeFor(tx.run, quote.id), input.linkUntil)
      tx.record('quote.linked', quote.subject(), { number: quote.number, name: recipient!.name })
      return { quote, link: { id } }
    })
  }

  @Needs('quote:send') @Mutation(() => LinkPayload, { description: 'Whoever has the link is told that it was withdrawn. Errors: NOT_FOUND, FORBIDDEN, ILLEGAL_MOVE.' })
  revokeQuoteLink(@Arg('input', () => RevokeQuoteLinkInput) input: RevokeQuoteLinkInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const found = isId(input.id) ? await tx.em.findOne(QuoteLink, { id: input.id }) : null
      if (!found) throw notFound('id')
      const quote = await tx.load(Quote, found.quoteId, 'quote:send')
      // of an answer and a withdrawal at once, one finds what the other did
      const done = await tx.run('update quote_link set revoked_at = now(), revoked_by_id = $2 where id = $1 and answer is null and revoked_at is null returning id', [found.id, tx.viewer.userId])
      if (!done.length) throw new UserError('ILLEGAL_MOVE', ['id'])
      tx.record('quote.linkRevoked', quote.subject(), { number: quote.number, name: found.name })
      return { quote, link: { id: found.id } }
    })
  }
}

@Resolver(() => QuoteLink)
export class QuoteLinkResolver {
  @FieldResolver(() => String, { nullable: true, description: "Where it leads, from the server's own address; for who may send the offer." })
  path(@Root() { $id }: { $id: string }, @Ctx() { me, door }: RequestContext): string | null {
    return me.can('quote:send') ? linkPath(door.vault, $id) : null
  }
}

/** A quote on the table: an approved one is laid there now. */
async function offered(tx: Transaction, id: string): Promise<Loaded> {
  const loaded = await loadFor(tx, id, 'send'), { quote, version, today } = loaded
  if ((version.validUntil ?? '') < today) throw new UserError('EXPIRED', ['id'])
  if (version.state === 'Approved') await present(tx, loaded)
  // stricter rules have sent it back
  if (version.state === 'PendingApproval') return loaded
  version.state = quoteFlow.next(version.state, 'send')
  quote.updatedAt = new Date()
  await tx.em.flush()
  return loaded
}

/** The link of somebody to a version: the one that they have, or a new one. */
async function linkFor(tx: Transaction, { quote, version, today }: Loaded, { userId, contactId, name, email }: Recipient, locale: string, until: string | null | undefined): Promise<string> {
  const last = version.validUntil!
  if (until && (until < today || until > last)) throw new UserError(until < today ? 'PAST' : 'OUT_OF_RANGE', ['linkUntil'])
  const ends = `(($3::date + 1)::timestamp at time zone (select value #>> '{}' from installation where key = 'time_zone'))`
  const [kept] = await tx.run(
    `update quote_link set expires_at = ${ends} where version_id = $1 and lower(email) = lower($2) and revoked_at is null and answer is null returning id`, [version.id, email, until ?? last])
  if (kept) return kept.id as string
  const id = newId()
  await tx.run(`insert into quote_link (id, quote_id, version_id, user_id, contact_id, name, email, locale, expires_at, created_by_id) select $4, $5, $1, $6, $7, $8, $2, $9, ${ends}, $10`,
    [version.id, email, until ?? last, id, quote.id, userId, contactId, name, locale, tx.viewer.userId])
  return id
}
