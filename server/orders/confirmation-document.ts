import { StyleSheet } from '@react-pdf/renderer'
import { type Made, beside, bound, foot, head, header, madeOf, onEach, row, rows, said, speech, styles, table, text, total, view } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import { translate } from '../kit/locale.ts'
import { Decimal } from '../kit/money.ts'
import { type PrintedParties, placeOf } from './printed-parties.ts'

interface PrintedLine extends Made {
  position: number; sku: string; name: string; description: string | null; quantity: number; unitPrice: string; promotionDiscount: string; amount: string
  promiseDate: string | null; promiseParts: { date: string; quantity: number }[] | null
}
export interface PrintedConfirmation extends PrintedParties {
  number: string; currency: string; purchaseOrder: string | null; placedOn: string; promiseDate: string | null; deliverComplete: boolean; paymentDays: number | null; note: string | null
  subtotal: string; total: string; letterhead: PrintedLetterhead; owner: { name: string; email: string; phone: string | null } | null; lines: PrintedLine[]
}

const own = StyleSheet.create({ quantity: { width: 42, textAlign: 'right' }, day: { width: 92, textAlign: 'right' }, price: { width: 80, textAlign: 'right' } })

/** What was agreed to: which pieces, at which price, on which day. As the order stands now, so that a change needs no other paper. */
export function renderConfirmation(order: PrintedConfirmation, locale: string): Promise<Buffer> {
  const { number, currency, purchaseOrder, placedOn, promiseDate, deliverComplete, paymentDays, note, subtotal, letterhead, owner, buyer, lines } = order
  const say = speech(locale, currency), { t, money, count, day } = say, its = (key: string, values?: Record<string, unknown>) => translate(locale, `confirmation.${key}`, values)
  const { lines: place, country } = placeOf(order), title = its('title')
  const fact = (label: string, value: string | null) => (value ? view({ flex: 1 }, text(styles.muted, label), text(styles.strong, value)) : null)
  const line = (line: PrintedLine) => row(
    text(table.position, String(line.position)),
    view(table.product, text(styles.strong, line.name), text(styles.muted, line.sku), line.description ? text({}, line.description) : null, ...madeOf(line),
      Number(line.promotionDiscount) > 0 ? text(styles.muted, t('promotionOff', { amount: money(line.promotionDiscount) })) : null,
      ...(line.promiseParts ?? []).map((part) => text(styles.muted, its('part', { quantity: count(part.quantity), day: day(part.date) })))),
    text(own.quantity, count(line.quantity)), text(own.day, line.promiseDate ? day(line.promiseDate) : ''), text(own.price, money(line.unitPrice)), text(own.price, money(line.amount)))
  const difference = new Decimal(order.total).minus(subtotal)
  const totals = view(table.totals,
    difference.isZero() ? null : total(t('subtotal'), money(subtotal)),
    difference.isZero() ? null : total(difference.isNegative() ? t('less') : its('extra'), money(difference.toFixed())),
    total(t('total'), money(order.total), table.sum), text(styles.small, t('plusTax')))
  return bound(`${title} ${number}`, locale,
    head(letterhead, text(styles.title, title), text({}, number), owner && text(styles.small, owner.name), owner && text(styles.small, [owner.email, owner.phone].filter(Boolean).join(' · '))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${title} ${number}` : '')),
    view(styles.parties,
      view(styles.party, text(styles.muted, t('buyer')), text(styles.strong, buyer?.name ?? ''), text({}, [buyer?.city, buyer?.country && say.country(buyer.country)].filter(Boolean).join(', '))),
      view(styles.party, text(styles.muted, its('shipTo')), ...place.map((line) => text({}, line)), country ? text({}, say.country(country)) : null)),
    view(styles.parties, fact(its('promiseDate'), promiseDate && day(promiseDate)), fact(its('placedOn'), day(placedOn)), fact(t('yourReference'), purchaseOrder)),
    rows(header(text(table.position, '#'), text(table.product, t('product')), text(own.quantity, t('quantity')), text(own.day, its('leaves')), text(own.price, t('unitPrice')), text(own.price, t('amount'))), lines.map(line), totals),
    said(t('note'), note),
    beside(
      said(t('deliveryTerms'), [its(deliverComplete ? 'together' : 'inParts'), letterhead.deliveryTerms].filter(Boolean).join('\n')),
      said(t('paymentTerms'), [paymentDays === null ? null : t('payWithin', { days: paymentDays }), letterhead.paymentTerms].filter(Boolean).join('\n'))),
    foot(letterhead, number, say))
}
