import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { expose, list } from '../kit/read/expose.ts'

const LetterheadTextSchema = defineEntity({
  name: 'LetterheadText',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    letterheadId: p.uuid(),
    locale: p.text(),
    name: p.text().nullable().comment("The company's name as it is printed."),
    address: p.text().nullable().comment('In as many lines as it is printed.'),
    bank: p.text().nullable().comment('Where to pay.'),
    paymentTerms: p.text().nullable(),
    deliveryTerms: p.text().nullable(),
    closing: p.text().nullable().comment('Said at the end of an offer.'),
  },
})
/** What the letterhead says in one language. */
export class LetterheadText extends LetterheadTextSchema.class {}
LetterheadTextSchema.setClass(LetterheadText)

const LetterheadSchema = defineEntity({
  name: 'Letterhead',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    country: p.string().length(2).nullable(),
    taxId: p.text().nullable(),
    street: p.text().nullable(), city: p.text().nullable(), postalCode: p.text().nullable(),
    registrationId: p.text().nullable().comment('In the commercial register.'),
    iban: p.text().nullable(), bic: p.text().nullable(),
    electronicAddress: p.text().nullable().comment('Where electronic documents are sent to: as Peppol writes it, 0204:991-12345-67, or an e-mail address.'),
    phone: p.text().nullable(),
    email: p.text().nullable(),
    website: p.text().nullable(),
    logo: p.text().nullable().comment('A PNG or JPEG picture as a data address.'),
    updatedAt: p.datetime().onCreate(() => new Date()).onUpdate(() => new Date()),
    revision: p.integer().version(),
  },
})
/** The company as it stands on printed pages; there is one. */
export class Letterhead extends LetterheadSchema.class {}
LetterheadSchema.setClass(Letterhead)
export { LetterheadSchema, LetterheadTextSchema }

expose(LetterheadText, LetterheadTextSchema, { description: 'What the letterhead says in one language.', omit: 'letterheadId' })
expose(Letterhead, LetterheadSchema, {
  description: 'The company as it stands on printed pages.',
  fields: { texts: list(() => LetterheadText, (child, parent) => `${child}.letterhead_id = ${parent}.id`, (child) => `${child}.locale`) },
})
