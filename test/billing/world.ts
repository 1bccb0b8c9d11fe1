import pg from 'pg'
import type { TestServer } from '../support/server.ts'
import { Cast } from '../api/acting.ts'

export const finance = 'finance@guanxi.example', desk = 'desk@guanxi.example', rep = 'rep@guanxi.example', owner = 'owner@northstar.example', rival = 'owner@rival.example', sub = 'owner@substar.example'
export const shown = 'invoice { id number state currency net tax gross openAmount creditedAmount companyGross rate lines { id quantity amount taxCategory taxRate } taxes { category rate net tax } }'

/** The demo company's books. */
export class Books extends Cast {
  constructor(server: TestServer) {
    super(server)
  }

  /** Begins with shipped orders that nobody has invoiced. */
  async open(): Promise<void> {
    const client = new pg.Client(this.server.database.adminUrl)
    await client.connect()
    await client.query(`set session_replication_role = replica; delete from dunning_item; delete from dunning_letter; delete from dunning_run; delete from dunning_hold; delete from receivable_entry; delete from payment_allocation; delete from payment; delete from bank_line; delete from bank_statement; delete from invoice_tax; delete from invoice_line; delete from invoice; delete from document_counter where scope like 'legal:%'; update sales_order set billing_state = 'NotInvoiced' where billing_state <> 'NotInvoiced'`)
    await client.end()
  }

  /** Orders of a dealer, or of any, with shipped pieces on no invoice, with that many shipments at least. */
  async shipped(code: string | null, shipments = 1): Promise<string[]> {
    return (await this.rows(
      `select o.id from sales_order o join partner p on p.id = o.partner_id where (?::text is null and p.currency = 'USD' or p.code = ?) and (select count(*) from shipment s where s.order_id = o.id) >= ?::int
         and not exists (select 1 from invoice_line l where l.order_id = o.id and l.claims) order by o.number`, [code, code, shipments])).map(({ id }) => id as string)
  }

  shipmentsOf = async (orderId: string): Promise<string[]> => (await this.rows('select id from shipment where order_id = ? order by number', [orderId])).map(({ id }) => id as string)

  /** Numbers of a series this year that are not where they should be. */
  gaps = async (kind: string) => this.rows(
    `select n.place, n.number from (select number, row_number() over (order by number) as place, right(number, 6)::int as own from invoice where kind = ? and number like '%-' || to_char(app.today(), 'YYYY') || '-%') n where n.place <> n.own`, [kind])
}
