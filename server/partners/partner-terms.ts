import { defineEntity, p } from '@mikro-orm/core'

const PartnerTermsSchema = defineEntity({
  name: 'PartnerTerms',
  properties: {
    partnerId: p.uuid().primary(),
    creditLimit: p.decimal().precision(19).scale(6).nullable(),
    creditRating: p.text().nullable(),
    paymentDays: p.integer().nullable(),
    invoicing: p.text().nullable(),
    internalNote: p.text().nullable(),
  },
})

/** What we agreed with a partner and think of it; for staff. */
export class PartnerTerms extends PartnerTermsSchema.class {}
PartnerTermsSchema.setClass(PartnerTerms)
export { PartnerTermsSchema }
