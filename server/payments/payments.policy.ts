import { type TablePolicy, holds, staffOwned, through } from '../access/policies.ts'
import { any, within, reason } from '../access/condition.ts'

/** A dealer sees what was paid by its own organisation, never a sub-dealer's, nor its parent's; who sees only own records sees no account of the whole. */
const ownAccount = within('partner_id = (select app.partner_id())', reason('organisation', `(select app.scope('payment:read')) = 'org'`, { permission: 'payment:read', scopes: ['org'], partner: 'partner_id' }), 'reach', { column: 'partner_id', ids: 'array[app.partner_id()]' })
/** Of a buyer's account, whoever looks after the buyer now sees all of it, whoever did so when it was booked: what is seen is the balance. */
const looksAfter = any(staffOwned('payment:read', { partner: 'partner_id' }),
  reason('owner', `account_id in (select a.id from account a where a.owner_id = any ((select app.people('payment:read'))::uuid[]))`, { permission: 'payment:read', scopes: ['own', 'team'] }))
const bank = holds('bankLine:read'), dunning = holds('dunning:read')
const finance = (table: string, permission: string, read = dunning, more: Partial<TablePolicy> = {}): TablePolicy => ({ table, audit: { record: table }, staff: { grant: 'select, insert, update', read, write: holds(permission) }, ...more })

/** Entries are written by triggers alone: no role has a grant to write them, the system's own included. */
export const paymentPolicies: TablePolicy[] = [
  { table: 'bank_statement', audit: { record: 'bank_statement' }, staff: { grant: 'select, insert', read: bank, write: holds('bankLine:import') } },
  { table: 'bank_line', search: {}, audit: { record: 'bank_statement', id: 'r.statement_id', skip: ['updated_at', 'proposal', 'confidence', 'matched_by'] }, staff: { grant: 'select, insert, update', read: bank, write: bank } },
  {
    table: 'payment', search: {}, audit: { record: 'payment', skip: ['updated_at'] }, system: 'select, insert, update',
    staff: { grant: 'select, insert, update', read: staffOwned('payment:read'), write: staffOwned('payment:book') }, partner: { grant: 'select', read: ownAccount },
  },
  {
    table: 'payment_allocation', audit: { record: 'payment', id: 'r.payment_id' }, system: 'select, insert',
    staff: { grant: 'select, insert', read: through('payment', 'payment_id'), insert: `(select app.scope('payment:allocate')) = 'all'` }, partner: { grant: 'select', read: through('payment', 'payment_id') },
  },
  { table: 'receivable_entry', audit: { none: 'a ledger itself, never changed' }, system: 'select', staff: { grant: 'select', read: looksAfter }, partner: { grant: 'select', read: ownAccount } },
  finance('dunning_level', 'dunning:manage'), finance('dunning_setting', 'dunning:manage'), finance('dunning_hold', 'dunning:hold'), finance('dunning_run', 'dunning:prepare'),
  finance('dunning_letter', 'dunning:prepare', dunning, { audit: { record: 'dunning_run', id: 'r.run_id' } }), finance('dunning_item', 'dunning:prepare', dunning, { audit: { none: 'a part of its letter, as it was sent' }, staff: { grant: 'select, insert, update, delete', read: dunning, write: holds('dunning:prepare') } }),
]
