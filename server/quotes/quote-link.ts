import { defineEntity, p } from '@mikro-orm/core'
import { Contact } from '../contacts/contact.ts'
import { enumOf } from '../kit/enums.ts'
import { newId } from '../kit/ids.ts'
import { addField, expose, list, related, resolved, sql } from '../kit/read/expose.ts'
import { DocumentMail, letters } from '../documents/document-mail.ts'
import { User } from '../people/user.ts'
import { Quote } from './quote.ts'
import { QuoteVersion } from './quote-version.ts'

export const QuoteLinkStateEnum = enumOf('QuoteLinkState', ['Open', 'Accepted', 'Declined', 'Revoked', 'Expired', 'Closed'], 'Closed: the version can be answered no more, by whichever way it was.')
export const QuoteAnswerEnum = enumOf('QuoteAnswer', ['Accepted', 'Declined'])

const QuoteLinkSchema = defineEntity({
  name: 'QuoteLink',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    quoteId: p.uuid(),
    versionId: p.uuid(),
    user: () => p.manyToOne(User).nullable().comment("The partner's person whom it is for."),
    contact: () => p.manyToOne(Contact).nullable().comment("The account's person whom it is for."),
    name: p.text().comment('For whom it was made.'),
    email: p.text(),
    locale: p.text(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
    revokedBy: () => p.manyToOne(User).fieldName('revoked_by_id').nullable(),
    createdBy: () => p.manyToOne(User).fieldName('created_by_id').nullable(),
    createdAt: p.datetime().onCreate(() => new Date()),
    openedAt: p.datetime().nullable().comment('For the first time.'),
    lastOpenedAt: p.datetime().nullable(),
    openCount: p.integer(),
    answer: p.text().$type<keyof typeof QuoteAnswerEnum>().nullable(),
    answeredAt: p.datetime().nullable(),
    signer: p.text().nullable().comment('The name that was typed.'),
    position: p.text().nullable(),
    ip: p.text().nullable().comment('Where the answer came from.'),
    agent: p.text().nullable(),
  },
})

/** What somebody without a sign-in answers one version of an offer with. */
export class QuoteLink extends QuoteLinkSchema.class {}
QuoteLinkSchema.setClass(QuoteLink)
export { QuoteLinkSchema }

/** Whether a link still leads to something that can be answered, as SQL over its row. */
export const linkState = (row: string): string => `case when ${row}.answer is not null then ${row}.answer when ${row}.revoked_at is not null then 'Revoked'
  when ${row}.expires_at <= now() then 'Expired' when exists (select 1 from quote_version v where v.id = ${row}.version_id and v.state = 'Presented' and not v.superseded) then 'Open' else 'Closed' end`

expose(QuoteLink, QuoteLinkSchema, {
  description: 'A link by which somebody without a sign-in answers one version of an offer.',
  omit: 'quoteId versionId', enums: { answer: QuoteAnswerEnum },
  fields: {
    state: sql(() => QuoteLinkStateEnum, linkState, { nullable: false }),
    version: related(() => QuoteVersion, (child, parent) => `${child}.id = ${parent}.version_id`),
    sha256: sql(() => String, (row) => `encode(${row}.sha256, 'hex')`, { description: 'Of the very PDF that was answered.' }),
    certificate: sql(() => String, (row) => `case when ${row}.answer = 'Accepted' then '/crm/files/quotes/' || ${row}.quote_id || '/certificate.pdf' end`, { description: 'Where the certificate of the acceptance is.' }),
    accepted: sql(() => String, (row) => `case when ${row}.answer = 'Accepted' then '/crm/files/quotes/' || ${row}.quote_id || '/accepted.pdf' end`, { description: 'Where the very PDF is that was accepted.' }),
    path: resolved(['id']),
  },
})
addField(Quote, 'links', list(() => QuoteLink, (child, parent) => `${child}.quote_id = ${parent}.id`, (child) => `${child}.created_at desc, ${child}.id`, { description: 'By which it can be answered without a sign-in, the latest first.' }))
addField(Quote, 'mails', letters('quote'))
addField(QuoteLink, 'mail', related(() => DocumentMail, (child, parent) => `${child}.link_id = ${parent}.id`, (child) => `${child}.created_at desc`, { description: 'The letter that it went out with last.' }))
