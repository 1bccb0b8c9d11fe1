import type { Cast } from '../api/acting.ts'

export const dealer = 'owner@northstar.example', rep = 'rep@guanxi.example'

/** A link as staff see it. */
export interface Link { id: string; path: string; state: string; openCount: number; sha256: string | null; signer: string | null; ip: string | null; certificate: string | null }
const fields = 'id path state openCount sha256 signer ip certificate accepted position agent answeredAt expiresAt'

/** Offers that are sent, and what their links show. */
export class Offering {
  constructor(readonly cast: Cast) {}

  /** A quote of a dealer's on the table, with a link for its owner. */
  async sent(input: Record<string, unknown> = {}, lines?: { productId: string; quantity: number }[]): Promise<{ id: string; link: Link }> {
    const id = await this.cast.quote('Approved', '0', lines)
    await this.cast.do(rep, 'sendQuote', { id, ...input })
    return { id, link: (await this.links(id))[0]! }
  }

  /** An offer of ours to an account that buys directly, sent to somebody there. */
  async direct(): Promise<{ id: string; link: Link }> {
    const [account] = await this.cast.rows(`select a.id from account a join app_user u on u.id = a.owner_id where a.partner_id is null and u.email = ? order by a.number limit 1`, [rep])
    const [product] = await this.cast.rows(`select p.id from product p where p.orderable and p.lifecycle = 'ACTIVE' and exists (select 1 from list_price l where l.product_id = p.id and l.currency = 'TWD' and l.valid_to is null) order by p.sku limit 1`)
    const { quote: { id } } = await this.cast.do(rep, 'createQuote', { accountId: account.id, lines: [{ productId: product.id, quantity: 1 }] }, 'quote { id }')
    await this.cast.do(rep, 'submitQuote', { id })
    await this.cast.do(rep, 'sendQuote', { id, recipients: [{ name: 'Ada Buyer', email: 'ada@customer.example' }] })
    return { id, link: (await this.links(id))[0]! }
  }

  async links(id: string, email = rep): Promise<Link[]> {
    return (await this.cast.read(email, `{ quote(id: "${id}") { links { ${fields} } } }`)).quote.links
  }

  /** What stands behind a link. */
  async open(path: string, headers: Record<string, string> = {}): Promise<{ status: number; html: string; headers: Headers }> {
    const response = await fetch(this.cast.server.url + path, { headers, redirect: 'manual' })
    return { status: response.status, html: await response.text(), headers: response.headers }
  }

  /** Answers as its form does. */
  async answer(path: string, values: Record<string, string>): Promise<{ status: number; html: string }> {
    const { html } = await this.open(path), sha256 = /name="sha256" value="(\w+)"/.exec(html)?.[1] ?? ''
    const response = await fetch(this.cast.server.url + path, { method: 'POST', body: new URLSearchParams({ answer: 'yes', sha256, signer: 'Ada Buyer', agreed: '1', ...values }), redirect: 'manual' })
    return { status: response.status, html: await response.text() }
  }

  orders = (id: string) => this.cast.rows(`select o.id, o.number, o.channel, o.state, o.partner_id, o.account_id, o.purchase_order, a.total::text from sales_order o join order_amount a on a.order_id = o.id where o.quote_id = ?`, [id])
}
