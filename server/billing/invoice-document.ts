import { StyleSheet } from '@react-pdf/renderer'
import type { ReactElement } from 'react'
import { type Speech, bound, foot, head, header, muted, onEach, row, rows, said, speech, styles, table, text, total, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import { taxSentence } from './tax-sentence.ts'

export interface PrintedInvoice {
  id: string; kind: 'INVOICE' | 'CREDIT_NOTE'; number: string | null; locale: string; currency: string; issueDate: string | null; dueDate: string | null; deliveryDate: string | null; letterhead: PrintedLetterhead
  buyer: { name: string; lines: string[]; country: string | null; taxId: string | null }; buyerReference: string | null; orders: string | null; credited: string | null; reason: string | null; note: string | null
  net: string; tax: string; gross: string; companyCurrency: string | null; companyTax: string | null; companyGross: string | null; rate: string | null; rateDay: string | null
  lines: { position: number; sku: string | null; description: string; quantity: string; unitPrice: string; discount: string; amount: string }[]
  taxes: { category: string; rate: string; reason: string | null; net: string; tax: string }[]
}

const own = StyleSheet.create({
  quantity: { width: 46, textAlign: 'right' }, price: { width: 84, textAlign: 'right' }, discount: { width: 72, textAlign: 'right' },
  facts: { flex: 1 }, fact: { flexDirection: 'row', gap: 8 }, label: { width: 92, color: muted },
})

const fact = (label: string, value: string | null): ReactElement | null => (value ? view(own.fact, text(own.label, label), text({ flex: 1 }, value)) : null)

function content(invoice: PrintedInvoice, say: Speech): (ReactElement | null)[] {
  const { letterhead, buyer, lines, taxes, locale } = invoice, { t, money, count, day, country } = say, title = t(invoice.kind === 'INVOICE' ? 'invoice' : 'creditNote'), number = invoice.number ?? t('draft')
  const discounted = lines.some(({ discount }) => Number(discount) !== 0)
  const sentences = [...new Set(taxes.map(({ reason }) => taxSentence(reason, locale)).filter((one) => one !== null))]
  const foreign = invoice.companyCurrency && invoice.companyCurrency !== invoice.currency
  const company = foreign ? speech(locale, invoice.companyCurrency!) : null
  const line = (line: (typeof lines)[number]) => row(text(table.position, String(line.position)), view(table.product, text(styles.strong, line.description), line.sku ? text(styles.muted, line.sku) : null),
    text(own.quantity, count(line.quantity)), text(own.price, money(line.unitPrice)), discounted ? text(own.discount, Number(line.discount) === 0 ? '' : `–${money(line.discount)}`) : null, text(own.price, money(line.amount)))
  const totals = view(table.totals, total(t('net'), money(invoice.net)), ...taxes.map(({ rate, net, tax }) => total(t('taxOf', { rate, net: money(net) }), money(tax))), total(t(invoice.kind === 'INVOICE' ? 'toPay' : 'toCredit'), money(invoice.gross), table.sum),
    company && invoice.rate ? text(styles.small, t('inCompany', { gross: company.money(invoice.companyGross!), tax: company.money(invoice.companyTax!), rate: invoice.rate, currency: invoice.currency, day: day(invoice.rateDay!) })) : null)
  return [
    head(letterhead, text(styles.title, title), text(styles.strong, number), invoice.issueDate ? text(styles.muted, day(invoice.issueDate)) : null),
    view(styles.parties,
      view(styles.party, text(styles.muted, t('buyer')), text(styles.strong, buyer.name), ...buyer.lines.map((line) => text({}, line)), buyer.country ? text({}, country(buyer.country)) : null, buyer.taxId ? text(styles.small, t('taxId', { taxId: buyer.taxId })) : null),
      view(own.facts, fact(t('credits'), invoice.credited), fact(t('order'), invoice.orders), fact(t('yourReference'), invoice.buyerReference), fact(t('delivered'), invoice.deliveryDate && day(invoice.deliveryDate)),
        fact(t('payUntil'), invoice.kind === 'INVOICE' && invoice.dueDate ? day(invoice.dueDate) : null), fact(t('reason'), invoice.reason))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${title} ${number}` : '')),
    rows(header(text(table.position, '#'), text(table.product, t('product')), text(own.quantity, t('quantity')), text(own.price, t('unitPrice')),
      discounted ? text(own.discount, t('less')) : null, text(own.price, t('amount'))), lines.map(line), totals),
    ...sentences.map((sentence) => whole(styles.block, text({}, sentence))),
    said(t('note'), invoice.note),
    invoice.kind === 'INVOICE' ? said(t('paymentTerms'), letterhead.paymentTerms) : null,
    foot(letterhead, number, say),
  ]
}

/** The printed invoice or credit note, A4, in the buyer's language. */
export const renderInvoice = (invoice: PrintedInvoice): Promise<Buffer> => bound(invoice.number ?? invoice.id, invoice.locale, ...content(invoice, speech(invoice.locale, invoice.currency)))
