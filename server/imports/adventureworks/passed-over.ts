import type { ClientBase } from 'pg'
import { quote } from '../../kit/read/sql.ts'

/** Rows that can be read but become nothing here. `rows` gives their line and the value that decides. */
interface PassedOver { file: string; code: string; column: string; sentence: string; rows: string }

const passedOver: PassedOver[] = [
  { file: 'Employee.csv', code: 'NO_EMAIL', column: 'BusinessEntityID', sentence: 'A user needs an e-mail address, and this person has none.',
    rows: 'select e.line, e.id::text as value from aw_employee e where not exists (select from aw_staff s where s.id = e.id)' },
  { file: 'Store.csv', code: 'NO_ADDRESS', column: 'BusinessEntityID', sentence: 'A partner needs a country, and this store has no address.',
    rows: 'select s.line, s.id::text as value from aw_store s where not exists (select from aw_place p where p.entity_id = s.id)' },
  { file: 'BusinessEntityContact.csv', code: 'NOT_A_STORE', column: 'BusinessEntityID', sentence: 'Contact of a vendor: the sample has no vendors.',
    rows: 'select c.line, c.store_id::text as value from aw_contact c where not exists (select from aw_store s where s.id = c.store_id)' },
  { file: 'BusinessEntityContact.csv', code: 'NO_EMAIL', column: 'PersonID', sentence: 'A user needs an e-mail address, and this person has none.',
    rows: 'select c.line, c.person_id::text as value from aw_contact c join aw_store s on s.id = c.store_id where not exists (select from aw_email m where m.id = c.person_id)' },
  { file: 'BusinessEntityAddress.csv', code: 'NOT_IMPORTED', column: 'BusinessEntityID', sentence: 'Private address of an employee, or of someone who is neither a store nor a web customer.',
    rows: `select e.line, e.entity_id::text as value from aw_entity_address e where not exists (select from aw_store s where s.id = e.entity_id)
      and not exists (select from aw_customer c where c.person_id = e.entity_id and c.store_id is null)` },
  { file: 'SpecialOffer.csv', code: 'NO_DISCOUNT', column: 'DiscountPct', sentence: 'An offer of 0 % is no promotion.', rows: 'select o.line, o.discount::text as value from aw_offer o where o.discount = 0' },
  { file: 'SpecialOfferProduct.csv', code: 'NO_DISCOUNT', column: 'SpecialOfferID', sentence: 'The product is in an offer of 0 %, which is no promotion.',
    rows: 'select p.line, p.offer_id::text as value from aw_offer_product p join aw_offer o on o.id = p.offer_id where o.discount = 0' },
  { file: 'SalesOrderHeader.csv', code: 'NO_BUYER', column: 'CustomerID', sentence: 'The customer is neither an imported store nor an imported web customer.',
    rows: 'select o.line, o.customer_id::text as value from aw_order o where not exists (select from aw_ready r where r.id = o.id)' },
  { file: 'SalesOrderDetail.csv', code: 'NO_ORDER', column: 'SalesOrderID', sentence: 'Its order is not imported.',
    rows: 'select l.line, l.order_id::text as value from aw_line l where not exists (select from aw_ready r where r.id = l.order_id)' },
]

/** Notes every row that is left out, with its reason, beside those that could not be read. */
export async function notePassedOver(client: ClientBase, table: string, name: string): Promise<void> {
  for (const { file, code, column, sentence, rows } of passedOver) {
    await client.query(`insert into ${quote(table)} (import, step, file, line, column_name, value, code, sentence) select $1, $2, $2, line, $3, value, $4, $5 from (${rows}) r`, [name, file, column, code, sentence])
  }
}
