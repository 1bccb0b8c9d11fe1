import { auditedOf } from '../access/audited.ts'
import { any, reason } from '../access/condition.ts'
import { type TablePolicy, holds } from '../access/policies.ts'

/** The tables whose rows have a history of their own, by the kind of record. */
export const recordTables = (policies: TablePolicy[]): Map<string, string> =>
  new Map(policies.flatMap((policy) => { const audited = auditedOf(policy); return policy.staff && audited && !audited.id ? [[audited.record, policy.table] as const] : [] }))

/** Who sees the record sees what became of it, as far as the entry asks for no further permission; acts and what is gone are for administrators. */
function seenWithRecord(policies: TablePolicy[]): string {
  const needs = [...new Set(policies.flatMap((policy) => auditedOf(policy)?.needs ?? []))]
  const records = [...recordTables(policies)].map(([record, table]) => `record_type = '${record}' and exists (select 1 from ${table} record where record.id = audit_entry.record_id)`)
  return `${holds('history:read')} and table_name is not null and (${['needs is null', ...needs.map((need) => `needs = '${need}' and ${holds(need)}`)].join(' or ')}) and (${records.join(' or ')})`
}

/** The trail is written by triggers and narrow functions only, and changed by nothing; dealers have the timeline of public events instead. */
export const auditPolicies = (policies: TablePolicy[]): TablePolicy[] => [
  { table: 'audit_entry', audit: { none: 'the trail itself' }, system: 'select', staff: { grant: 'select', read: any(holds('audit:read'), reason('about', seenWithRecord(policies))) } },
  { table: 'audit_block', audit: { none: 'the trail itself' }, system: 'select, insert', staff: { grant: 'select', read: `${holds('history:read')} or ${holds('audit:read')}` } },
  { table: 'person_key', audit: { none: 'keys of the trail; destroying one is an act' }, system: 'select' },
]
