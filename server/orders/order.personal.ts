import type { About, PersonalData } from '../access/personal.ts'

const both = (about: (accounts: string) => About) => ({ contact: [about('in (select l.account_id from account_contact l where l.contact_id = person)')], account: [about('= person')] })

/** An order stays, its amounts with it; what was written on it loses the name. */
export const orderPersonal: PersonalData[] = [
  { table: 'sales_order', ...both((accounts) => ({ rows: `r.account_id ${accounts}`, texts: ['note', 'purchase_order'], keys: 'r.id' })) },
  { table: 'order_line', ...both((accounts) => ({ rows: `r.order_id in (select o.id from sales_order o where o.account_id ${accounts})`, texts: ['description'], keys: 'r.order_id' })) },
  ...([['order_hold', ['reason', 'release_reason']], ['order_change', ['reason', 'decision_note']], ['return_authorization', ['note', 'decision_note']]] as const)
    .map(([table, texts]) => ({ table, ...both((accounts) => ({ rows: `r.order_id in (select o.id from sales_order o where o.account_id ${accounts})`, texts, keys: 'r.order_id' })) })),
]
