import { defineEntity, p } from '@mikro-orm/core'

const AccountStandingSchema = defineEntity({
  name: 'AccountStanding',
  properties: {
    accountId: p.uuid().primary(),
    revenuePotential: p.decimal().precision(19).scale(6).nullable(),
    creditStanding: p.text().nullable(),
    internalNote: p.text().nullable(),
  },
})

/** What we think of an account; for staff. */
export class AccountStanding extends AccountStandingSchema.class {}
AccountStandingSchema.setClass(AccountStanding)
export { AccountStandingSchema }
