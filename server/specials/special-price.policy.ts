import { any, only, reason } from '../access/condition.ts'
import { type TablePolicy, ownOrganisation, staffOwned, through } from '../access/policies.ts'

const reads = 'specialPrice:read'
const mine = ownOrganisation(reads)
const open = `('Draft', 'Returned', 'Withdrawn')`
const ofOpen = `exists (select 1 from special_price s where s.id = special_price_id and s.state in ${open})`

/** A request that somebody is asked to decide on, in person or for who is away, is theirs to see meanwhile. */
const asked = any(staffOwned(reads), reason('approver', 'id = any ((select app.deciding_on_special_prices())::uuid[])', { permission: 'specialPrice:approve', among: { column: 'id', ids: 'app.deciding_on_special_prices()' } }))

/** A dealer sees what it asks for, and what was asked for it; what one side still drafts, the other does not see. Parents see nothing of it: it is all prices. */
export const specialPricePolicies: TablePolicy[] = [
  {
    table: 'special_price', audit: { record: 'special_price', type: 'SpecialPrice', skip: ['updated_at', 'revision'], person: 'r.id', personal: ['reason', 'competitor', 'decision_note'] },
    staff: { grant: 'select, insert, update', read: only('sent', `state <> 'Draft' or origin = 'STAFF'`, asked), write: asked },
    partner: {
      grant: 'select, insert, update (state, account_id, currency, valid_from, valid_to, competitor, reason, submitted_by_id, submitted_at, updated_at, revision)',
      read: only('sent', `state <> 'Draft' or origin = 'PARTNER'`, mine), insert: `${mine} and state = 'Draft' and origin = 'PARTNER'`, update: `${mine} and state in ('Draft', 'Submitted', 'Withdrawn', 'Returned')`,
    },
  },
  {
    table: 'special_price_line', audit: { record: 'special_price', id: 'r.special_price_id', type: 'SpecialPrice', skip: ['used_quantity'] },
    staff: { grant: 'select, insert, update, delete', read: through('special_price', 'special_price_id') },
    partner: { grant: 'select, insert, delete', read: through('special_price', 'special_price_id'), write: `${ofOpen} and used_quantity = 0 and approved_quantity is null`, insert: `${ofOpen} and used_quantity = 0 and approved_quantity is null and approved_price is null and entry_id is null` },
  },
  // written by the database alone, with the order that it belongs to
  {
    table: 'special_price_use', audit: { none: 'follows from orders, which the trail keeps' },
    staff: { grant: 'select', read: `${through('special_price', 'special_price_id')} and ${through('sales_order', 'order_id')}` },
    partner: { grant: 'select', read: `${through('special_price', 'special_price_id')} and ${through('order_amount', 'order_id', 'order_id', 'special_price_use')}` },
  },
]
