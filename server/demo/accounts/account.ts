import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'

/** An end customer as the rest of the demo needs it. */
export interface DemoAccount {
  id: string
  name: string
  country: string
  city: string
  domain: string
  /** The company that it belongs to. */
  parent: DemoAccount | null
  kind: 'ORGANISATION' | 'PERSON'
  status: 'PROSPECT' | 'ACTIVE' | 'INACTIVE'
  partner: DemoPartner | null
  owner: Person
  seller: Person | null
  contacts: { id: string; name: string }[]
  createdAt: Date
  lastActivityAt: Date
}
