import { type Row, type Tables, idOf, partnerId, productId } from './cast.ts'

const at = '2026-01-09T08:00:00Z', day = '2026-01-09'

/** Northstar pays in time, or its orders would be held; what its rival owes is overdue. An invoice of every order of which something was shipped, a draft beside some; a credit note of Northstar's and its rival's; rates, rules, a certificate of each rival and a direct buyer. */
export function billing({ sales_order, order_line, shipment, shipment_line }: Tables): Tables {
  const tables: Tables = { invoice: [], invoice_line: [], invoice_tax: [] }
  let taken = 0
  const write = (order: Row, name: string, more: Row, claims: string | null = null): Row => {
    const id = idOf(name), line = order_line!.find(({ order_id }) => order_id === order.id)!, issued = more.state !== 'Draft'
    const row = {
      id, kind: 'INVOICE', number: issued ? `INV-2026-${String(++taken).padStart(6, '0')}` : null, partner_id: order.partner_id, account_id: order.account_id, owner_id: order.owner_id, seller_id: order.seller_id, order_id: order.id, currency: 'USD',
      issue_date: issued ? day : null, due_date: issued ? (order.partner_id === partnerId('NST') ? '2099-02-08' : '2026-02-08') : null, payment_days: 30, buyer_name: `Buyer of ${name}`, buyer_country: 'US', ship_country: 'US', locale: 'en', net: 180, tax: 9, gross: 189,
      company_currency: issued ? 'USD' : null, rate: issued ? 1 : null, rate_day: issued ? day : null, company_net: issued ? 180 : null, company_tax: issued ? 9 : null, company_gross: issued ? 189 : null, credited_amount: 0, paid_amount: 0,
      created_at: at, updated_at: at, issued_at: issued ? at : null, revision: 1, ...more,
    }
    tables.invoice!.push(row)
    tables.invoice_line!.push({ id: idOf(`${name} line`), invoice_id: id, position: 1, order_id: order.id, order_line_id: line.id, shipment_line_id: claims, product_id: productId('MILL'), sku: 'MILL', description: 'Mill', quantity: 2, unit: 'piece', unit_price: 90,
      subtotal: 180, discount: 0, amount: 180, tax_class: 'STANDARD', tax_category: 'S', tax_rate: 5, claims: claims !== null, correction: false, ...(row.kind === 'CREDIT_NOTE' ? { credited_line_id: idOf(`${name.replace('credit of ', '')} line`) } : {}) })
    tables.invoice_tax!.push({ id: idOf(`${name} tax`), invoice_id: id, category: 'S', rate: 5, net: 180, tax: 9 })
    return row
  }
  // whatever their state: a rival, a sub-dealer and direct business, too
  for (const order of sales_order!.filter(({ state, number }) => ['Placed', 'Shipped', 'PartiallyShipped'].includes(state as string) && !/two roles/.test(number as string))) {
    const sent = shipment!.find(({ order_id }) => order_id === order.id), claims = sent ? (shipment_line!.find(({ shipment_id }) => shipment_id === sent.id)!.id as string) : null
    write(order, `invoice ${order.number}`, { state: order.state === 'Shipped' ? 'Paid' : 'Issued', ...(order.state === 'Shipped' ? { paid_amount: 189 } : {}) }, claims)
    if (order.state === 'Placed') write(order, `draft ${order.number}`, { state: 'Draft' })
  }
  for (const code of ['NST', 'RVL']) {
    const invoice = tables.invoice!.find(({ partner_id, state }) => partner_id === partnerId(code) && state === 'Issued')!, order = sales_order!.find(({ id }) => id === invoice.order_id)!
    Object.assign(invoice, { credited_amount: 189, state: 'Credited' })
    write(order, `credit of invoice ${order.number}`, { kind: 'CREDIT_NOTE', number: `CN-2026-${code === 'NST' ? '000001' : '000002'}`, state: 'Issued', credited_id: invoice.id, reason: 'Agreed' })
  }
  const exemption = (name: string, more: Row): Row => ({ id: idOf(`exemption ${name}`), country: 'US', number: name, valid_from: '2025-01-01', valid_to: '2027-01-01', created_at: at, partner_id: null, account_id: null, ...more })
  return {
    ...tables,
    currency_rate: ['EUR', 'TWD'].map((currency) => ({ id: idOf(`rate ${currency}`), currency, company_currency: 'USD', day, rate: 1.08, source: 'Bank', created_at: at })),
    tax_rule: [{ id: idOf('tax rule'), country: 'CA', tax_class: 'STANDARD', category: 'S', rate: 5, from_abroad: false, revision: 1 }],
    tax_exemption: [...['NST', 'RVL', 'SUB'].map((code) => exemption(code, { partner_id: partnerId(code) })), ...['rep', 'stranger'].map((owner) => exemption(owner, { account_id: idOf(`account direct ${owner}`) })), exemption('held', { account_id: idOf('account NST seller') })],
  }
}
