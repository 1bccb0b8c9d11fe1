import { useTranslation } from 'react-i18next'
import c from './StateBadge.module.css'

type Tone = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'violet' | 'teal'

// grey: not begun or over; blue: ours to do; amber: waits for someone; violet: checks; teal: on its way; green: good end; red: bad end.
const tones: Record<string, Tone> = {
  Requested: 'blue', Draft: 'grey', Submitted: 'violet', PendingApproval: 'amber', Approved: 'teal', Rejected: 'red', Presented: 'blue', Accepted: 'green', Declined: 'red', Expired: 'grey', Canceled: 'grey', Superseded: 'grey',
  Announced: 'blue', Received: 'green',
  PendingPartnerApproval: 'amber', Placed: 'blue', OnHold: 'red', Confirmed: 'teal', PartiallyShipped: 'teal', Shipped: 'teal', Delivered: 'green', Closed: 'grey',
  ReturnRequested: 'blue',
  NotInvoiced: 'grey', PartiallyInvoiced: 'amber', Invoiced: 'blue', Paid: 'green', Issued: 'blue', PartiallyPaid: 'amber', Credited: 'grey', Discarded: 'grey',
  Applied: 'green', PartnerApplied: 'blue', UnderReview: 'violet', Onboarding: 'teal', Active: 'green', Suspended: 'red', Terminated: 'grey', Pending: 'amber', Returned: 'amber',
  Prepared: 'blue', Applying: 'violet', Undoing: 'violet', Undone: 'grey',
  Booked: 'green', Reversed: 'grey', Assigned: 'green', Ignored: 'grey', Released: 'green',
  Scheduled: 'violet', Paused: 'amber', Ended: 'grey', UsedUp: 'red',
  Published: 'green', Retired: 'grey', NotInvited: 'grey', Invited: 'blue', Undelivered: 'red', InvitationExpired: 'amber', Inactive: 'grey',
  Upcoming: 'grey', Withdrawn: 'grey',
  Open: 'blue', Revoked: 'red', Sent: 'amber', mail_queued: 'blue', mail_sent: 'green', mail_failed: 'red', mail_dropped: 'grey',
  Waiting: 'blue', Failed: 'red', Dropped: 'grey', Disabled: 'grey',
  PROSPECT: 'blue', ACTIVE: 'green', INACTIVE: 'grey', PLANNED: 'violet', PHASING_OUT: 'amber', DISCONTINUED: 'grey',
}

/** A state's name in the reader's language; colour only repeats what the word says. */
export function StateBadge({ state, of = '', size = 'sm' }: { state: string; /** Whose state it is, where another's has the same name. */ of?: string; size?: 'sm' | 'md' }) {
  const { t } = useTranslation()
  return <span className={c.badge} data-tone={tones[of + state] ?? tones[state] ?? 'grey'} data-size={size}>{t([`states.${of}${state}`, `states.${state}`])}</span>
}
