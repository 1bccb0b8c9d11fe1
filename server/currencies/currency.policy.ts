import { type TablePolicy, holds } from '../access/policies.ts'

export const currencyPolicies: TablePolicy[] = [
  { table: 'currency_rate', audit: { record: 'currency_rate' }, staff: { grant: 'select, insert, update, delete', read: holds('rate:read'), write: holds('rate:manage') } },
]
