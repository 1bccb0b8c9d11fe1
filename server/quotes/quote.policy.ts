import { type TablePolicy, dealerOwned, ownOrganisation, staffOwned, through } from '../access/policies.ts'

const staffThrough = (parent: string, column: string) => ({ grant: 'select, insert, update, delete', read: through(parent, column) })

/**
 * A dealer sees a quote's header once it was made public, of its versions the request and those that were presented,
 * and of its sub-dealers' quotes the header alone: prices are on the versions.
 */
export const quotePolicies: TablePolicy[] = [
  {
    table: 'quote',
    staff: { grant: 'select, insert, update', read: staffOwned('quote:read') },
    partner: {
      grant: 'select, insert, update (public_state, updated_at)',
      read: `public_state is not null and ${dealerOwned('quote:read')}`,
      write: ownOrganisation('quote:read'),
    },
  },
  {
    table: 'quote_version',
    staff: staffThrough('quote', 'quote_id'),
    partner: {
      grant: 'select, insert, update (state, decided_by_id, decided_at, decline_reason, purchase_order, revision)',
      read: `${ownOrganisation('quote:read')} and (number = 0 or presented_at is not null)`,
    },
  },
  { table: 'quote_version_internal', staff: staffThrough('quote_version', 'version_id') },
  {
    table: 'quote_line',
    staff: staffThrough('quote_version', 'version_id'),
    partner: { grant: 'select, insert', read: through('quote_version', 'version_id') },
  },
  { table: 'quote_line_cost', staff: staffThrough('quote_line', 'line_id') },
  { table: 'quote_approval', staff: staffThrough('quote_version', 'version_id') },
]
