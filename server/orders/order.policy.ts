import { only } from '../access/condition.ts'
import { type TablePolicy, dealerOwned, holds, ownOrganisation, staffOwned, through } from '../access/policies.ts'
import { byBuyer } from '../accounts/account.policy.ts'

const staffThrough = (parent: string, column: string) => ({ grant: 'select, insert, update, delete', read: through(parent, column) })
// both tables call it order_id: unless it is said whose, the row would be compared with itself
const ownThrough = (child: string) => through('order_amount', 'order_id', 'order_id', child)

/** A dealer's own customer, or the one that a quote names: a customer may have changed hands since. */
const ownCustomer = `(account_id is null or exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id()))
  or exists (select 1 from quote q where q.id = quote_id and q.account_id = sales_order.account_id))`

/** A dealer sees the headers of its own and its sub-dealers' orders; amounts and lines only of its own. */
export const orderPolicies: TablePolicy[] = [
  {
    table: 'sales_order', search: byBuyer, audit: { record: 'order', person: 'r.id', personal: ['note', 'purchase_order'] },
    staff: { grant: 'select, insert, update', read: staffOwned('order:read') },
    partner: {
      grant: 'select, insert, update (state, cancel_reason, updated_at, revision)', read: dealerOwned('order:read'), write: ownOrganisation('order:read'),
      // what a buyer makes of an order: approved, or called off
      update: `${ownOrganisation('order:read')} and state in ('PendingPartnerApproval', 'Placed', 'Canceled')`,
      insert: `${ownOrganisation('order:read')} and state in ('Placed', 'PendingPartnerApproval') and billing_state = 'NotInvoiced' and ${ownCustomer}`,
    },
  },
  { table: 'order_amount', audit: { record: 'order', id: 'r.order_id', type: 'Order', skip: ['owner_id'] }, staff: { ...staffThrough('sales_order', 'order_id'), read: staffOwned('order:read'), write: through('sales_order', 'order_id') }, partner: { grant: 'select, insert', read: ownOrganisation('order:read'), insert: `${ownOrganisation('order:read')} and ${through('sales_order', 'order_id')}` } },
  { table: 'order_line', audit: { record: 'order', id: 'r.order_id', person: 'r.order_id', personal: ['description'] }, staff: staffThrough('sales_order', 'order_id'), partner: { grant: 'select, insert', read: ownThrough('order_line'), insert: `exists (select 1 from sales_order o where o.id = order_line.order_id and o.partner_id = (select app.partner_id()) and o.created_by_id = (select app.user_id()) and o.created_at > now() - interval '1 minute')` } },
  { table: 'shipment', audit: { record: 'order', id: 'r.order_id' }, staff: staffThrough('sales_order', 'order_id'), partner: { grant: 'select', read: ownThrough('shipment') } },
  { table: 'shipment_line', audit: { record: 'order', id: '(select s.order_id from shipment s where s.id = r.shipment_id)' }, staff: staffThrough('shipment', 'shipment_id'), partner: { grant: 'select', read: through('shipment', 'shipment_id') } },
  {
    table: 'order_hold', audit: { record: 'order', id: 'r.order_id', person: 'r.order_id', personal: ['reason', 'release_reason'] }, staff: staffThrough('sales_order', 'order_id'),
    // that it waits for its credit, not what we say about it
    partner: { grant: 'select (id, order_id, kind, held_at, released_at)', read: ownThrough('order_hold') },
  },
  { table: 'credit_setting', audit: { record: 'credit_setting' }, staff: { grant: 'select, update', read: holds('credit:release'), write: holds('credit:manage') } },
  {
    table: 'order_change', audit: { record: 'order', id: 'r.order_id', person: 'r.order_id', personal: ['reason', 'decision_note'] },
    staff: { grant: 'select, insert, update', read: only('submitted', `state <> 'Draft' or not by_dealer`, staffOwned('order:read')), write: `(state <> 'Draft' or not by_dealer) and ${through('sales_order', 'order_id')}` },
    partner: {
      grant: 'select, insert, update (state, revision, reason, requested_date_after, ship_to_after_id, deliver_complete_after, total_before, total_after, submitted_at, decided_by_id, decided_at, decision_note)',
      read: only('submitted', `state <> 'Draft' or by_dealer`, ownOrganisation('order:read')),
      insert: `${ownOrganisation('order:read')} and by_dealer and state = 'Draft' and ${ownThrough('order_change')}`,
      // applied by nobody but us
      update: `${ownOrganisation('order:read')} and state in ('Draft', 'PendingPartnerApproval', 'Submitted', 'Rejected', 'Withdrawn')`,
    },
  },
  { table: 'order_change_internal', audit: { record: 'order', id: '(select c.order_id from order_change c where c.id = r.change_id)', type: 'Order' }, staff: { grant: 'select, insert, update', read: through('order_change', 'change_id') } },
  {
    table: 'order_change_line', audit: { record: 'order', id: '(select c.order_id from order_change c where c.id = r.change_id)' }, staff: staffThrough('order_change', 'change_id'),
    partner: { grant: 'select, insert, delete', read: through('order_change', 'change_id'), write: `exists (select 1 from order_change c where c.id = change_id and c.state = 'Draft' and c.by_dealer)` },
  },
]
