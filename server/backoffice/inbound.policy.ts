import { any } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'
import type { PersonalData } from '../access/personal.ts'

const reports = any(...['backoffice:stock', 'backoffice:supply', 'backoffice:ship', 'backoffice:invoice'].map(holds))

/** Whoever reports for another system knows what was reported last. */
export const backofficePolicies: TablePolicy[] = [
  { table: 'inbound_version', audit: { none: 'keeps what was reported and answered itself' }, staff: { grant: 'select, insert, update', read: reports, write: reports } },
]
export const backofficePersonal: PersonalData[] = [{ table: 'inbound_version', user: [{ rows: 'r.received_by_id = person' }] }]
