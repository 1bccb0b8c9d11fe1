import type { Currency } from '../catalog/product.ts'
import type { ListTerms } from '../../pricing/terms.ts'
import type { Person } from './person.ts'

/** Days since the suspended partner was suspended. */
export const suspendedFor = 48

export interface DemoPartner {
  id: string
  code: string
  name: string
  state: string
  country: string
  currency: Currency
  level: string | null
  parentId: string | null
  representative: Person
  channelManager: Person
  people: Person[]
  /** The price lists that concern it. */
  lists: ListTerms[]
}
