import { StyleSheet, View } from '@react-pdf/renderer'
import { createElement as h } from 'react'
import { type Made, bound, foot, head, madeOf, onEach, rule, speech, styles, text, view, whole } from '../documents/paper.ts'
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

const own = StyleSheet.create({
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 6, gap: 8 }, header: { color: '#5d6672', borderBottomWidth: 1 },
  position: { width: 20 }, product: { flex: 1 }, quantity: { width: 42, textAlign: 'right' }, day: { width: 92, textAlign: 'right' }, price: { width: 80, textAlign: 'right' },
  totals: { marginTop: 12, marginLeft: 'auto', width: 230 }, total: { flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 2 },
  sum: { borderTopWidth: 1, borderTopColor: rule, marginTop: 4, paddingTop: 6, marginBottom: 4, fontSize: 12, lineHeight: 1.3, fontWeight: 600 },
})

/** What was agreed to: which pieces, at which price, on which day. As the order stands now, so that a change needs no other paper. */
export function renderConfirmation(order: PrintedConfirmation, locale: string): Promise<Buffer> {
  const { number, currency, purchaseOrder, placedOn, promiseDate, deliverComplete, paymentDays, note, subtotal, total, letterhead, owner, buyer, lines } = order
  const say = speech(locale, currency), { t, money, count, day } = say, its = (key: string, values?: Record<string, unknown>) => translate(locale, `confirmation.${key}`, values)
  const { lines: place, country } = placeOf(order), title = its('title')
  const fact = (label: string, value: string | null) => (value ? view({ flex: 1 }, text(styles.muted, label), text(styles.strong, value)) : null)
  const block = (label: string, said: string | null) => (said ? whole(styles.block, text(styles.muted, label), text({}, said)) : null)
  const row = (line: PrintedLine) => h(View, { key: line.position, style: own.row, wrap: false } as any,
    text(own.position, String(line.position)),
    view(own.product, text(styles.strong, line.name), text(styles.muted, line.sku), line.description ? text({}, line.description) : null, ...madeOf(line),
      Number(line.promotionDiscount) > 0 ? text(styles.muted, t('promotionOff', { amount: money(line.promotionDiscount) })) : null,
      ...(line.promiseParts ?? []).map((part) => text(styles.muted, its('part', { quantity: count(part.quantity), day: day(part.date) })))),
    text(own.quantity, count(line.quantity)), text(own.day, line.promiseDate ? day(line.promiseDate) : ''), text(own.price, money(line.unitPrice)), text(own.price, money(line.amount)))
  const sum = (label: string, amount: string, style: object | object[] = own.total) => view(style, text({}, label), text({}, amount))
  const beside = new Decimal(total).minus(subtotal)
  const totals = view(own.totals,
    beside.isZero() ? null : sum(t('subtotal'), money(subtotal)),
    beside.isZero() ? null : sum(beside.isNegative() ? t('less') : its('extra'), money(beside.toFixed())),
    sum(t('total'), money(total), [own.total, own.sum]), text(styles.small, t('plusTax')))
  return bound(`${title} ${number}`, locale,
    head(letterhead, text(styles.title, title), text({}, number), owner && text(styles.small, owner.name), owner && text(styles.small, [owner.email, owner.phone].filter(Boolean).join(' · '))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${title} ${number}` : '')),
    view(styles.parties,
      view(styles.party, text(styles.muted, t('buyer')), text(styles.strong, buyer?.name ?? ''), text({}, [buyer?.city, buyer?.country && say.country(buyer.country)].filter(Boolean).join(', '))),
      view(styles.party, text(styles.muted, its('shipTo')), ...place.map((line) => text({}, line)), country ? text({}, say.country(country)) : null)),
    view(styles.parties, fact(its('promiseDate'), promiseDate && day(promiseDate)), fact(its('placedOn'), day(placedOn)), fact(t('yourReference'), purchaseOrder)),
    view({}, h(View, { style: [own.row, own.header], fixed: true } as any, text(own.position, '#'), text(own.product, t('product')), text(own.quantity, t('quantity')), text(own.day, its('leaves')), text(own.price, t('unitPrice')), text(own.price, t('amount'))),
      ...lines.slice(0, -1).map(row),
      // the totals never stand on a page without a line
      whole({}, ...lines.slice(-1).map(row), totals)),
    ...[block(t('note'), note),
      block(t('deliveryTerms'), [its(deliverComplete ? 'together' : 'inParts'), letterhead.deliveryTerms].filter(Boolean).join('\n')),
      block(t('paymentTerms'), [paymentDays === null ? null : t('payWithin', { days: paymentDays }), letterhead.paymentTerms].filter(Boolean).join('\n'))].filter((one) => one !== null),
    foot(letterhead, number, say))
}
