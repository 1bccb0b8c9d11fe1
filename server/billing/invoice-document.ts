import { StyleSheet, View } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { type Speech, bound, foot, head, onEach, rule, speech, styles, text, view, whole } from '../documents/paper.ts'
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
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 5, gap: 8 }, header: { color: '#5d6672', borderBottomWidth: 1 },
  position: { width: 20 }, product: { flex: 1 }, quantity: { width: 46, textAlign: 'right' }, price: { width: 84, textAlign: 'right' }, discount: { width: 72, textAlign: 'right' },
  totals: { marginTop: 12, marginLeft: 'auto', width: 260 }, total: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 2 },
  sum: { borderTopWidth: 1, borderTopColor: rule, marginTop: 4, paddingTop: 6, marginBottom: 4, fontSize: 12, lineHeight: 1.3, fontWeight: 600 }, facts: { flex: 1 }, fact: { flexDirection: 'row', gap: 8 }, label: { width: 92, color: '#5d6672' },
})

const fact = (label: string, said: string | null): ReactElement | null => (said ? view(own.fact, text(own.label, label), text({ flex: 1 }, said)) : null)
const total = (label: string, amount: string, style: object | object[] = own.total) => view(style, text({}, label), text({}, amount))

function content(invoice: PrintedInvoice, say: Speech): ReactElement[] {
  const { letterhead, buyer, lines, taxes, locale } = invoice, { t, money, count, day, country } = say, title = t(invoice.kind === 'INVOICE' ? 'invoice' : 'creditNote'), number = invoice.number ?? t('draft')
  const discounted = lines.some(({ discount }) => Number(discount) !== 0)
  const sentences = [...new Set(taxes.map(({ reason }) => taxSentence(reason, locale)).filter((one) => one !== null))]
  const foreign = invoice.companyCurrency && invoice.companyCurrency !== invoice.currency
  const company = foreign ? speech(locale, invoice.companyCurrency!) : null
  const row = (line: (typeof lines)[number]) => h(View, { key: line.position, style: own.row, wrap: false } as any, text(own.position, String(line.position)), view(own.product, text(styles.strong, line.description), line.sku ? text(styles.muted, line.sku) : null),
    text(own.quantity, count(line.quantity)), text(own.price, money(line.unitPrice)), discounted ? text(own.discount, Number(line.discount) === 0 ? '' : `–${money(line.discount)}`) : null, text(own.price, money(line.amount)))
  const totals = view(own.totals, total(t('net'), money(invoice.net)), ...taxes.map(({ rate, net, tax }) => total(t('taxOf', { rate, net: money(net) }), money(tax))), total(t(invoice.kind === 'INVOICE' ? 'toPay' : 'toCredit'), money(invoice.gross), [own.total, own.sum]),
    company && invoice.rate ? text(styles.small, t('inCompany', { gross: company.money(invoice.companyGross!), tax: company.money(invoice.companyTax!), rate: invoice.rate, currency: invoice.currency, day: day(invoice.rateDay!) })) : null)
  return [
    head(letterhead, text(styles.title, title), text(styles.strong, number), invoice.issueDate ? text(styles.muted, day(invoice.issueDate)) : null),
    view(styles.parties,
      view(styles.party, text(styles.muted, t('buyer')), text(styles.strong, buyer.name), ...buyer.lines.map((line) => text({}, line)), buyer.country ? text({}, country(buyer.country)) : null, buyer.taxId ? text(styles.small, t('taxId', { taxId: buyer.taxId })) : null),
      view(own.facts, fact(t('credits'), invoice.credited), fact(t('order'), invoice.orders), fact(t('yourReference'), invoice.buyerReference), fact(t('delivered'), invoice.deliveryDate && day(invoice.deliveryDate)),
        fact(t('payUntil'), invoice.kind === 'INVOICE' && invoice.dueDate ? day(invoice.dueDate) : null), fact(t('reason'), invoice.reason))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${title} ${number}` : '')),
    view({}, h(View, { style: [own.row, own.header], fixed: true } as any, text(own.position, '#'), text(own.product, t('product')), text(own.quantity, t('quantity')), text(own.price, t('unitPrice')),
      discounted ? text(own.discount, t('less')) : null, text(own.price, t('amount'))),
      ...lines.slice(0, -1).map(row),
      // the totals never stand on a page without a line
      whole({}, ...lines.slice(-1).map(row), totals)),
    ...sentences.map((sentence) => whole(styles.block, text({}, sentence))),
    ...(invoice.note ? [whole(styles.block, text(styles.muted, t('note')), text({}, invoice.note))] : []),
    ...(invoice.kind === 'INVOICE' && letterhead.paymentTerms ? [whole(styles.block, text(styles.muted, t('paymentTerms')), text({}, letterhead.paymentTerms))] : []),
    foot(letterhead, number, say),
  ]
}

/** The printed invoice or credit note, A4, in the buyer's language. */
export const renderInvoice = (invoice: PrintedInvoice): Promise<Buffer> => bound(invoice.number ?? invoice.id, invoice.locale, ...content(invoice, speech(invoice.locale, invoice.currency)))
