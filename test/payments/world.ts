import { Books, finance } from '../billing/world.ts'

export { finance, owner, rep, rival, sub } from '../billing/world.ts'
export const paid = 'payment { id number state kind amount rest allocatedAmount refundedAmount allocations { amount invoiceAmount invoice { id state openAmount paidAmount } } actions }'

export interface Issued { id: string; number: string; gross: string; currency: string; partnerId: string }
/** The demo company's books, with what comes in. */
export class Ledger extends Books {
  /** Invoices that are issued now, of what was shipped to a dealer. */
  async issued(code: string, most = 1): Promise<Issued[]> {
    const orders = (await this.shipped(code)).slice(0, most), made: Issued[] = []
    for (const orderId of orders) {
      const { invoice } = await this.do(finance, 'createInvoice', { orderIds: [orderId], issue: true }, 'invoice { id number gross currency partner { id } }')
      made.push({ ...(invoice as Issued), partnerId: invoice.partner.id })
    }
    return made
  }

  today = async (): Promise<string> => (await this.rows('select app.today()::text as day', []))[0].day
  balance = async (invoiceId: string): Promise<string> => (await this.rows(`select trim_scale(sum(amount))::text as sum from receivable_entry where invoice_id = ? and ledger = 'RECEIVABLE'`, [invoiceId]))[0].sum
  book = async (input: Record<string, unknown>, answer = paid) => this.do(finance, 'bookPayment', { day: await this.today(), method: 'BANK_TRANSFER', ...input }, answer)
  tryBook = async (input: Record<string, unknown>, answer = paid) => this.try(finance, 'bookPayment', { day: await this.today(), method: 'BANK_TRANSFER', ...input }, answer)

  async upload(text: string, email = finance): Promise<{ status: number; answer: any }> {
    const response = await fetch(`${this.server.url}/crm/files/bank-statements?name=test.xml`, { method: 'POST', headers: { 'x-csrf': '1', cookie: await this.cookie(email) }, body: text })
    return { status: response.status, answer: await response.json() }
  }
}
