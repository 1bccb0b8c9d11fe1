import type { TablePolicy } from '../access/policies.ts'

/** An import's book-keeping names rows of every owner, so nobody reads it but the system. */
export const importPolicies: TablePolicy[] = [{ table: 'import_step' }, { table: 'import_reject' }]
