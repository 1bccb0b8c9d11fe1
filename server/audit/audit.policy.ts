import { type TablePolicy, holds } from '../access/policies.ts'

/** The trail is written by triggers and narrow functions only, and changed by nothing; dealers have the timeline of public events instead. */
export const auditPolicies: TablePolicy[] = [
  { table: 'audit_entry', system: 'select', staff: { grant: 'select', read: holds('audit:read') } },
  { table: 'audit_block', system: 'select, insert', staff: { grant: 'select', read: `${holds('history:read')} or ${holds('audit:read')}` } },
  { table: 'person_key', system: 'select' },
]
