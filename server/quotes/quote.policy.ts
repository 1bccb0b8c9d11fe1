import { any, only, reason } from '../access/condition.ts'
import { type TablePolicy, dealerOwned, ownOrganisation, staffOwned, through } from '../access/policies.ts'
import { byBuyer } from '../accounts/account.policy.ts'

const ofVersion = '(select v.quote_id from quote_version v where v.id = r.version_id)'
const ofLine = '(select v.quote_id from quote_line l join quote_version v on v.id = l.version_id where l.id = r.line_id)'
const staffThrough = (parent: string, column: string) => ({ grant: 'select, insert, update, delete', read: through(parent, column) })

/** A quote that somebody is asked to decide on, in person or for who is away, is theirs to see meanwhile. */
const asked = (column: string) => any(staffOwned('quote:read'), reason('approver', `${column} = any ((select app.deciding())::uuid[])`, { permission: 'quote:approve', among: { column, ids: 'app.deciding()' } }))

/**
 * A dealer sees a quote's header once it was made public, of its versions the request and those that were presented,
 * and of its sub-dealers' quotes the header alone: prices are on the versions. What it writes anew is a request.
 */
export const quotePolicies: TablePolicy[] = [
  {
    table: 'quote', search: byBuyer, audit: { record: 'quote', skip: ['public_at'] },
    staff: { grant: 'select, insert, update', read: asked('id') },
    partner: {
      grant: 'select, insert, update (public_state, updated_at)',
      read: only('public', 'public_state is not null', dealerOwned('quote:read')),
      write: ownOrganisation('quote:read'),
      insert: `${ownOrganisation('quote:read')} and public_state = 'Requested' and contact_id is null and (account_id is null or exists (select 1 from account a where a.id = account_id and a.partner_id = (select app.partner_id())))`,
    },
  },
  {
    table: 'quote_version', audit: { record: 'quote', id: 'r.quote_id', person: 'r.quote_id', personal: ['note', 'request_note', 'decline_reason', 'purchase_order'], skip: ['owner_id'] },
    staff: { ...staffThrough('quote', 'quote_id'), read: asked('quote_id'), write: through('quote', 'quote_id') },
    partner: {
      grant: 'select, insert, update (state, decided_by_id, decided_at, decline_reason, purchase_order, revision)',
      read: only('presented', 'number = 0 or presented_at is not null', ownOrganisation('quote:read')),
      insert: `${ownOrganisation('quote:read')} and number = 0 and state = 'Requested' and exists (select 1 from quote q where q.id = quote_id and q.partner_id = (select app.partner_id()))`,
    },
  },
  { table: 'quote_version_internal', audit: { record: 'quote', id: ofVersion, type: 'QuoteVersion', person: 'r.version_id', personal: ['internal_note'], skip: ['approval_figures', 'other_offers'] }, staff: staffThrough('quote_version', 'version_id') },
  {
    table: 'quote_line', audit: { record: 'quote', id: ofVersion, person: 'r.version_id', personal: ['description'] },
    staff: staffThrough('quote_version', 'version_id'),
    partner: { grant: 'select, insert', read: through('quote_version', 'version_id'), insert: `exists (select 1 from quote_version v where v.id = version_id and v.state = 'Requested')` },
  },
  {
    table: 'quote_link', audit: { record: 'quote', id: 'r.quote_id', person: 'r.quote_id', personal: ['name', 'email', 'signer', 'position', 'ip', 'agent'], skip: ['last_opened_at', 'open_count'] },
    // what came of it is written by the server alone
    staff: { grant: 'select, insert, update (expires_at, revoked_at, revoked_by_id)', read: through('quote', 'quote_id'), insert: `created_by_id = (select app.user_id()) and answer is null and ${through('quote', 'quote_id')}` },
  },
  { table: 'quote_line_cost', audit: { record: 'quote', id: ofLine, needs: 'margin:read', type: 'QuoteLine' }, staff: staffThrough('quote_line', 'line_id') },
  { table: 'quote_approval', audit: { record: 'quote', id: ofVersion, person: 'r.version_id', personal: ['comment'], skip: ['reminded_at', 'waiting_since'] }, staff: staffThrough('quote_version', 'version_id') },
]
