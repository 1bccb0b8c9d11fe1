import type { PersonalData } from '../access/personal.ts'

const ours = 'r.account_id in (select l.account_id from account_contact l where l.contact_id = person)'

/** An order stays, its amounts with it; what was written on it loses the name. */
export const orderPersonal: PersonalData[] = [
  { table: 'sales_order', contact: [{ rows: ours, texts: ['note', 'purchase_order'], keys: 'r.id' }] },
  { table: 'order_line', contact: [{ rows: `r.order_id in (select o.id from sales_order o where ${ours.replaceAll('r.', 'o.')})`, texts: ['description'], keys: 'r.order_id' }] },
]
