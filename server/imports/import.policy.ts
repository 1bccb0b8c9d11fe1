import type { TablePolicy } from '../access/policies.ts'

/** An import's book-keeping names rows of every owner, so nobody reads it but the system. */
export const importPolicies: TablePolicy[] = [
  { table: 'import_step', audit: { none: 'how far an import came; what it wrote is told where it wrote' } },
  { table: 'import_reject', audit: { none: 'rows that were not imported' } },
]
