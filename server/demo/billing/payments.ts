import { newId } from '../../kit/ids.ts'
import { Decimal, round, sum } from '../../kit/money.ts'
import { matcher } from '../../payments/match.ts'
import type { Row } from '../kit/rows.ts'
import { record } from '../trade/record.ts'
import type { World } from '../world.ts'
import { type Rate, rateOn } from './rates.ts'

const bank = 'DE89370400440532013000'
const dayAfter = (world: World, day: string, days: number) => { const found = world.calendar.plus(day, days); return found > world.calendar.today ? world.calendar.today : found }

/** What has paid the demo's invoices: most alone, some two at once, some a part, some too much; and the last statement of the bank, not all of it dealt with. */
export function buildPayments(world: World, rates: Map<string, Rate[]>): void {
  const { rows, calendar } = world, chance = world.random.fork(), numbers = new Map<string, number>(), finance = world.member('finance')
  const invoices = rows.of('invoice').filter(({ kind, number }) => kind === 'INVOICE' && number), buyerOf = (row: Row) => String(row.partner_id ?? row.account_id)
  // some of what is open long is paid in part
  for (const invoice of invoices.filter(({ state, issue_date: day }) => state === 'Issued' && (day as string) < calendar.plus(calendar.today, -20)))
    if (chance.chance(0.25)) Object.assign(invoice, { state: 'PartiallyPaid', paid_amount: round(new Decimal(open(invoice)).times(0.4), invoice.currency as string).toFixed() })

  const waiting = invoices.filter(({ paid_amount: paid }) => Number(paid) > 0).map((invoice) => ({ invoice, day: dayAfter(world, invoice.issue_date as string, chance.int(12, 45)) })).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const taken = new Set<unknown>(), booked: { payment: Row; paid: Row[] }[] = []
  for (const { invoice, day } of waiting) {
    if (taken.has(invoice.id)) continue
    const beside = chance.chance(0.2) ? waiting.find((other) => other.invoice !== invoice && !taken.has(other.invoice.id) && buyerOf(other.invoice) === buyerOf(invoice) && other.invoice.currency === invoice.currency && (other.invoice.issue_date as string) <= day)?.invoice : undefined
    const paid = [invoice, ...(beside ? [beside] : [])], owed = sum(paid.map((one) => one.paid_amount as string)), currency = invoice.currency as string
    const amount = chance.chance(0.04) ? owed.plus(round(owed.times(0.05), currency)) : owed, at = calendar.at(day, '07:10'), year = day.slice(0, 4), count = (numbers.get(year) ?? 0) + 1
    numbers.set(year, count)
    const { rate } = rateOn(rates, currency, day), direct = !invoice.partner_id
    const payment: Row = {
      id: newId(), number: `P-${year}-${String(count).padStart(6, '0')}`, kind: 'PAYMENT', state: 'Booked', partner_id: invoice.partner_id, account_id: direct ? invoice.account_id : null, owner_id: invoice.owner_id, day, currency, amount: amount.toFixed(),
      company_currency: 'TWD', rate, company_amount: round(amount.times(rate), 'TWD').toFixed(), method: 'BANK_TRANSFER', reference: paid.map((one) => one.number).join(' '), created_by_id: finance.id, created_at: at, updated_at: at, revision: 1,
    }
    for (const one of paid) { taken.add(one.id); rows.add('payment_allocation', { id: newId(), payment_id: payment.id, invoice_id: one.id, amount: one.paid_amount, invoice_amount: one.paid_amount, day, created_by_id: finance.id, created_at: at }) }
    rows.add('payment', payment)
    booked.push({ payment, paid })
    record(world, 'payment.booked', at, finance, { type: 'payment', id: payment.id as string, partnerId: payment.partner_id as string | null, accountId: payment.account_id as string | null, ownerId: payment.owner_id as string | null, sellerId: null }, { number: payment.number, kind: 'PAYMENT', amount: payment.amount, currency }, true)
  }
  for (const [year, value] of numbers) rows.add('document_counter', { scope: `payment:${year}`, kind: 'payment', partner_id: null, value })
  statement(world, invoices, booked.map(({ payment }) => payment))
}

const open = (invoice: Row) => new Decimal(invoice.gross as string).minus(invoice.credited_amount as string).minus(invoice.paid_amount as string).toFixed()

/** A statement in dollars: what was booked of it, and what waits for finance. */
function statement(world: World, invoices: Row[], payments: Row[]): void {
  const { rows, calendar } = world, currency = 'USD', id = newId(), day = calendar.plus(calendar.today, -1), own = (row: Row) => String(row.partner_id ?? row.account_id)
  const alive = invoices.filter((one) => one.currency === currency && ['Issued', 'PartiallyPaid'].includes(one.state as string)), candidates = alive.map((one) => ({ id: one.id as string, number: one.number as string, buyer: own(one), name: one.buyer_name as string, currency, open: open(one), due: one.due_date as string })), match = matcher(candidates)
  const waiting: { amount: string; counterparty: string; remittance: string | null }[] = []
  const [first, second, third, fourth] = alive.slice(-12) as [Row?, Row?, Row?, Row?]
  if (first) waiting.push({ amount: open(first), counterparty: first.buyer_name as string, remittance: `Invoice ${String(first.number)}` })
  if (second) waiting.push({ amount: open(second), counterparty: second.buyer_name as string, remittance: 'Thank you' })
  if (third) waiting.push({ amount: round(new Decimal(open(third)).times(0.5), currency).toFixed(), counterparty: third.buyer_name as string, remittance: `${String(third.number)} first half` })
  if (fourth) waiting.push({ amount: '1250', counterparty: 'Unknown Trading Co.', remittance: 'Order as discussed' })
  waiting.push({ amount: '-18.5', counterparty: 'Bank', remittance: 'Charges of the month' })
  const told = payments.filter((one) => one.currency === currency).slice(-6), lines = [...told.map((one) => ({ amount: one.amount as string, counterparty: invoices.find((invoice) => own(invoice) === own(one))!.buyer_name as string, remittance: one.reference as string, payment: one })), ...waiting.map((one) => ({ ...one, payment: null }))]
  const opening = '48210.35'
  rows.add('bank_statement', { id, account: bank, statement_id: `${day}-001`, format: 'CAMT053', currency, from_day: day, to_day: day, opening, closing: sum([opening, ...lines.map(({ amount }) => amount)]).toFixed(), file_name: `statement-${day}.xml`, created_by_id: world.member('finance').id, created_at: calendar.at(calendar.today, '01:00') })
  for (const [index, { payment, ...line }] of lines.entries()) {
    const lineId = newId(), found = payment ? null : match({ ...line, currency, structured: null, endToEndId: null, payers: [] }), dealer = found && rows.of('partner').some((row) => row.id === found.buyer)
    if (payment) payment.bank_line_id = lineId
    rows.add('bank_line', {
      id: lineId, statement_id: id, account: bank, entry_reference: `${day.replaceAll('-', '')}${String(index + 1).padStart(5, '0')}`, position: index + 1, day, value_day: day, currency, ...line, counterparty_iban: null, structured_reference: null, end_to_end_id: null,
      state: payment ? 'Assigned' : 'Open', assigned_amount: payment ? payment.amount : '0', partner_id: found && dealer ? found.buyer : null, account_id: found && !dealer ? found.buyer : null, confidence: found?.confidence ?? null, matched_by: found?.by ?? null,
      proposal: found?.invoices.map((one) => ({ invoiceId: one.id, number: one.number, amount: one.open })) ?? [], revision: 1,
    })
  }
}
