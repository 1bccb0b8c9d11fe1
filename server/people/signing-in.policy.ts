import type { TablePolicy } from '../access/policies.ts'

/** What proves who somebody is: for the system's connection alone. Their own part of it people reach through narrow functions. */
export const signingInPolicies: TablePolicy[] = [
  { table: 'second_factor', audit: { record: 'user', id: 'r.user_id', needs: 'user:manage', secret: ['secret'], skip: ['last_step'] } },
  { table: 'recovery_code', audit: { none: 'secrets; the act of signing in says that one was used' } },
  { table: 'sign_in_challenge', audit: { none: 'lives for minutes, and its outcome is an act of the trail' } },
  { table: 'known_device', audit: { none: 'a convenience of signing in, renewed by it' } },
  { table: 'user_identity', audit: { record: 'user', id: 'r.user_id', needs: 'user:manage', secret: ['subject'], key: ['user_id', 'issuer'] } },
  { table: 'rate_limit', audit: { none: 'counters of attempts that run out by themselves' } },
]
