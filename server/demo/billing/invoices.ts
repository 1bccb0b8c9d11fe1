import { newId } from '../../kit/ids.ts'
import { Decimal, round, sum } from '../../kit/money.ts'
import { type Part, partOf } from '../../billing/shares.ts'
import { type Rule, type Taxed, taxOf, totalsOf } from '../../tax/tax.ts'
import type { Row } from '../kit/rows.ts'
import { record } from '../trade/record.ts'
import type { World } from '../world.ts'
import { type Rate, rateOn } from './rates.ts'

const paymentDays = 30
/** What is invoiced by hand one of these days: what left the house of late. */
const waitsFor = 6

/** The demo sells from Taiwan: five per cent at home, nothing on what leaves the country. */
const rules: Rule[] = [{ country: 'TW', region: null, taxClass: 'STANDARD', category: 'S', rate: '5', fromAbroad: false, validFrom: null, validTo: null }]

/** Rows of one table by what they belong to. */
const grouped = (rows: Row[], by: string) => { const found = new Map<unknown, Row[]>(); for (const row of rows) found.set(row[by], [...(found.get(row[by]) ?? []), row]); return found }

/** One invoice for each shipment of a year, a day or two later, in the order of their days so that the legal series has none out of turn. */
export class Ledger {
  private readonly numbers = new Map<string, number>()
  private readonly taken = new Map<unknown, Part>()
  private readonly shares = new Map<unknown, string>()
  private readonly today: string

  constructor(private readonly world: World, private readonly rates: Map<string, Rate[]>) {
    this.today = world.calendar.today
  }

  write(): void {
    const { rows, calendar } = this.world, chance = this.world.random.fork()
    const lines = grouped(rows.of('shipment_line'), 'shipment_id'), orders = new Map(rows.of('sales_order').map((row) => [row.id, row])), orderLines = new Map(rows.of('order_line').map((row) => [row.id, row]))
    for (const [orderId, of] of grouped(rows.of('order_line'), 'order_id')) this.share(of, rows.of('order_amount').find((row) => row.order_id === orderId)!)
    const due = rows.of('shipment').map((shipment) => ({ shipment, day: calendar.plus(calendar.dayOf(shipment.shipped_at as Date), chance.int(0, 2)), fate: chance.next(), spared: chance.chance(0.7) }))
      .filter(({ shipment, day, spared }) => day <= this.today && !(spared && calendar.dayOf(shipment.shipped_at as Date) > calendar.plus(this.today, -waitsFor))).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    for (const { shipment, day, fate } of due) {
      const order = orders.get(shipment.order_id)!
      const invoice = this.invoice(order, shipment, day, lines.get(shipment.id)!.map((line) => ({ line, of: orderLines.get(line.order_line_id)! })))
      if (fate < 0.03) this.credit(invoice, calendar.plus(day, 5), fate < 0.008)
    }
    this.settle(orders, orderLines)
    for (const [key, value] of this.numbers) { const [kind, year] = key.split(' '); rows.add('document_counter', { scope: `legal:${year}`, kind, partner_id: null, value }) }
  }

  /** As the server does: each line's share of the discount is rounded on the sum so far. */
  private share(lines: Row[], { subtotal, total }: Row): void {
    const discount = new Decimal(subtotal as string).minus(total as string), currency = this.currencyOf(lines[0]!)
    let soFar = new Decimal(0), given = new Decimal(0)
    for (const line of lines) {
      soFar = soFar.plus(line.amount as string)
      const share = discount.isZero() ? given : round(discount.times(soFar).div(subtotal as string), currency)
      this.shares.set(line.id, new Decimal(line.amount as string).minus(share.minus(given)).toFixed())
      given = share
    }
  }

  private currencyOf({ order_id: id }: Row): string {
    return (this.currencies ??= new Map(this.world.rows.of('sales_order').map((row) => [row.id, row.currency as string]))).get(id)!
  }
  private currencies: Map<unknown, string> | undefined

  private number(kind: 'INVOICE' | 'CREDIT_NOTE', day: string): string {
    const key = `${kind} ${day.slice(0, 4)}`, next = (this.numbers.get(key) ?? 0) + 1
    this.numbers.set(key, next)
    return `${kind === 'INVOICE' ? 'INV' : 'CN'}-${day.slice(0, 4)}-${String(next).padStart(6, '0')}`
  }

  private invoice(order: Row, shipment: Row, day: string, shipped: { line: Row; of: Row }[]): Row {
    const { rows, calendar } = this.world, currency = order.currency as string, id = newId()
    const partner = rows.of('partner').find((row) => row.id === order.partner_id), account = rows.of('account').find((row) => row.id === order.account_id), buyer = (partner ?? account)!
    const locale = buyer.country === 'TW' ? 'zh-Hant' : 'en'
    const tax = taxOf({ country: 'TW' }, { taxId: buyer.tax_id as string | null, exemptions: [] }, { country: buyer.country as string, region: null }, 'STANDARD', day, rules)!
    const lines = shipped.map(({ line, of }, index) => {
      const before = this.taken.get(of.id) ?? { quantity: 0, subtotal: '0', amount: '0' }, product = this.world.products.find((one) => one.id === of.product_id)!
      const part = partOf({ quantity: of.quantity as number, subtotal: of.amount as string, amount: this.shares.get(of.id)! }, before, line.quantity as number, currency)
      this.taken.set(of.id, { quantity: before.quantity + part.quantity, subtotal: add(before.subtotal, part.subtotal), amount: add(before.amount, part.amount) })
      return {
        id: newId(), invoice_id: id, position: index + 1, order_id: order.id, order_line_id: of.id, shipment_line_id: line.id, product_id: of.product_id, sku: product.sku, description: nameOf(this.world, of.product_id, locale), quantity: line.quantity,
        unit: 'piece', unit_price: of.unit_price, subtotal: part.subtotal, discount: new Decimal(part.subtotal).minus(part.amount).toFixed(), amount: part.amount, ...taxOn(tax), claims: true, correction: false,
      }
    })
    return this.add(order, { id, kind: 'INVOICE', payment_days: paymentDays, delivery_date: calendar.dayOf(shipment.shipped_at as Date), locale, ship_country: buyer.country, ...this.buyer(buyer) }, lines, day)
  }

  private buyer(buyer: Row): Row {
    const address = this.world.rows.of('address').find((row) => (row.partner_id ?? row.account_id) === buyer.id && row.kind === 'main')
    return { buyer_name: buyer.name, buyer_tax_id: buyer.tax_id, buyer_country: buyer.country, buyer_street: address?.street ?? null, buyer_city: buyer.city, buyer_region: address?.region ?? null, buyer_postal_code: address?.postal_code ?? null }
  }

  /** A whole invoice, or a part of the price of its first line. */
  private credit(invoice: Row, day: string, whole: boolean): void {
    if (day > this.today) return
    const { rows } = this.world, order = rows.of('sales_order').find(({ id }) => id === invoice.order_id)!, lines = rows.of('invoice_line').filter((line) => line.invoice_id === invoice.id), id = newId()
    const taken = (whole ? lines : lines.slice(0, 1)).map((line) => {
      const amount = whole ? line.amount as string : round(new Decimal(line.amount as string).times(0.05), invoice.currency as string).toFixed()
      return { ...line, id: newId(), invoice_id: id, shipment_line_id: null, credited_line_id: line.id, claims: false, correction: !whole, ...(whole ? {} : { quantity: 1, unit_price: amount, subtotal: amount, discount: '0', amount }) }
    }).filter(({ amount }) => Number(amount) > 0)
    if (!taken.length) return
    const { buyer_name, buyer_tax_id, buyer_country, buyer_street, buyer_city, buyer_region, buyer_postal_code, locale, ship_country } = invoice
    const note = this.add(order, { id, kind: 'CREDIT_NOTE', credited_id: invoice.id, payment_days: 0, locale, ship_country, buyer_name, buyer_tax_id, buyer_country, buyer_street, buyer_city, buyer_region, buyer_postal_code,
      reason: whole ? 'Delivered to the wrong address' : 'Price as agreed by phone' }, taken.map((line, index) => ({ ...line, position: index + 1 })), day)
    invoice.credited_amount = note.gross
    record(this.world, 'invoice.credited', note.issued_at as Date, this.world.member('finance'), subjectOf(invoice), { number: invoice.number, note: note.number }, true)
  }

  private add(order: Row, head: Row, lines: Row[], day: string): Row {
    const { rows } = this.world, currency = order.currency as string
    const { net, tax, gross, groups } = totalsOf(lines.map((line) => ({ amount: line.amount as string, category: line.tax_category as 'S', rate: String(line.tax_rate), reason: line.tax_reason as null })), currency)
    const { rate, day: rateDay } = rateOn(this.rates, currency, day), inCompany = (amount: string) => round(new Decimal(amount).times(rate), 'TWD'), at = this.world.calendar.at(day, '06:30')
    const row: Row = {
      ...head, number: this.number(head.kind as 'INVOICE', day), state: 'Issued', partner_id: order.partner_id, account_id: order.account_id, owner_id: order.owner_id, seller_id: order.seller_id, order_id: order.id, currency, issue_date: day,
      due_date: this.world.calendar.plus(day, head.payment_days as number), buyer_reference: order.purchase_order, net, tax, gross, company: {}, company_currency: 'TWD', rate, rate_day: rateDay, company_gross: inCompany(gross).toFixed(),
      company_tax: inCompany(tax).toFixed(), company_net: inCompany(gross).minus(inCompany(tax)).toFixed(), credited_amount: '0', paid_amount: '0', created_at: at, updated_at: at, issued_at: at, sent_at: at, issued_by_id: this.world.member('finance').id, revision: 1,
    }
    rows.add('invoice', row)
    for (const line of lines) rows.add('invoice_line', line)
    for (const group of groups) rows.add('invoice_tax', { id: newId(), invoice_id: row.id, ...group })
    record(this.world, 'invoice.issued', at, this.world.member('finance'), subjectOf(row), { number: row.number, kind: row.kind }, true)
    return row
  }

  /** What the story says was paid is paid; what nobody has invoiced yet is not. */
  private settle(orders: Map<unknown, Row>, orderLines: Map<unknown, Row>): void {
    const { rows } = this.world, invoices = grouped(rows.of('invoice').filter(({ kind }) => kind === 'INVOICE'), 'order_id'), claimed = new Map<unknown, number>()
    for (const line of rows.of('invoice_line')) if (line.claims) claimed.set(line.order_line_id, (claimed.get(line.order_line_id) ?? 0) + (line.quantity as number))
    const open = new Set([...orderLines.values()].filter((line) => (claimed.get(line.id) ?? 0) < (line.quantity as number) - ((line.canceled_quantity as number | undefined) ?? 0)).map((line) => line.order_id))
    for (const order of orders.values()) {
      const own = invoices.get(order.id) ?? [], paid = order.billing_state === 'Paid'
      for (const invoice of own) {
        const left = new Decimal(invoice.gross as string).minus(invoice.credited_amount as string)
        if (left.isZero()) invoice.state = 'Credited'
        else if (paid) Object.assign(invoice, { state: 'Paid', paid_amount: left.toFixed() })
      }
      order.billing_state = !own.length ? 'NotInvoiced' : open.has(order.id) ? 'PartiallyInvoiced' : own.some(({ state }) => state === 'Issued') ? 'Invoiced' : 'Paid'
    }
  }
}

const add = (one: string, other: string) => sum([one, other]).toFixed()
const subjectOf = ({ id, partner_id, account_id, owner_id, seller_id }: Row) => ({ type: 'invoice', id: id as string, partnerId: partner_id as string | null, accountId: account_id as string | null, ownerId: owner_id as string | null, sellerId: seller_id as string | null })
const taxOn = ({ category, rate, reason }: Taxed) => ({ tax_class: 'STANDARD', tax_category: category, tax_rate: rate, tax_reason: reason })
const nameOf = ({ rows }: World, id: unknown, locale: string): string => { const product = rows.of('product').find((row) => row.id === id)!; return (product.name_i18n as Record<string, string>)[locale] ?? product.name as string }
