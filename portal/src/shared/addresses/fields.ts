import type { AddressEntryFragment } from '../gql/graphql'

/** In the order in which they are shown. */
export const KINDS = ['main', 'billing', 'shipping', 'site']

/** What is sent of an address: every field, so that writing them back undoes a change. */
export const fieldsOf = ({ kind, street, postalCode, city, region, country }: AddressEntryFragment) =>
  ({ kind, street: street ?? null, postalCode: postalCode ?? null, city: city ?? null, region: region ?? null, country: country ?? null })
