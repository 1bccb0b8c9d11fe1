import { type TablePolicy, holds } from '../access/policies.ts'

/** The trail is written by triggers and narrow functions only, and changed by nothing; dealers have the timeline of public events instead. */
export const auditPolicies: TablePolicy[] = [
  { table: 'audit_entry', audit: { none: 'the trail itself' }, system: 'select', staff: { grant: 'select', read: holds('audit:read') } },
  { table: 'audit_block', audit: { none: 'the trail itself' }, system: 'select, insert', staff: { grant: 'select', read: `${holds('history:read')} or ${holds('audit:read')}` } },
  { table: 'person_key', audit: { none: 'keys of the trail; destroying one is an act' }, system: 'select' },
]
