import { defineEntity, p } from '@mikro-orm/core'
import { newId } from '../kit/ids.ts'
import { addField, expose, list } from '../kit/read/expose.ts'
import { Partner } from '../partners/partner.ts'

const AddressSchema = defineEntity({
  name: 'Address',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    accountId: p.uuid().nullable(),
    partnerId: p.uuid().nullable(),
    kind: p.text().comment('main, billing, shipping or site.'),
    street: p.text().nullable(),
    city: p.text().nullable(),
    region: p.text().nullable(),
    postalCode: p.text().nullable(),
    country: p.string().length(2).nullable(),
    latitude: p.double().nullable(),
    longitude: p.double().nullable(),
  },
})

/** Where an account or a partner is. */
export class Address extends AddressSchema.class {}
AddressSchema.setClass(Address)
export { AddressSchema }

expose(Address, AddressSchema, {
  description: 'Where an account or a partner is.', partner: 'id kind street city region postalCode country', omit: 'accountId partnerId latitude longitude',
})
addField(Partner, 'addresses', list(() => Address, (child, parent) => `${child}.partner_id = ${parent}.id`, (child) => `${child}.kind, ${child}.id`, { partner: true }))
