import { StyleSheet, Text } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { type Made, type Speech, beside, bound, foot, head, header, madeOf, onEach, row, rows, said, signatures, speech, styles, table, text, total, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import { sum } from '../kit/money.ts'
import type { TaxPreview } from '../tax/tax-preview.ts'

interface Party { name: string; city: string | null; country: string | null }
export interface PrintedQuote {
  number: string; version: number; currency: string; date: string; validUntil: string | null; note: string | null; letterhead: PrintedLetterhead
  subtotal: string; discountPercent: string; discountAmount: string; total: string; paymentDays: number | null
  partner: Party | null; account: Party | null; contact: string | null; owner: { name: string; email: string; phone: string | null } | null
  lines: (Made & { position: number; sku: string; name: string; description: string | null; quantity: number; unitPrice: string; promotionDiscount?: string; amount: string })[] | null
  /** As it is charged on the offer's day, where that can be said. */
  taxes?: TaxPreview | null
}

const own = StyleSheet.create({ quantity: { width: 46, textAlign: 'right' }, price: { width: 88, textAlign: 'right' }, nothing: { position: 'absolute', fontSize: 1 } })

/** On which page each line came to stand: known once pages are set, and the same when they are set again. */
type Pages = Map<number, number>
/** The sum of the lines up to the end of a page, where others follow; null where none do. */
const carried = (lines: { position: number; amount: string }[], pages: Pages, upTo: number): string | null => {
  const onPage = ({ position }: { position: number }) => pages.get(position) ?? 1
  return lines.some((line) => onPage(line) > upTo) && lines.some((line) => onPage(line) <= upTo) ? sum(lines.filter((line) => onPage(line) <= upTo).map(({ amount }) => amount)).toFixed() : null
}

const party = ({ country }: Speech, label: string, of: Party | null, contact: string | null = null) =>
  of && view(styles.party, text(styles.muted, label), text(styles.strong, of.name), contact ? text({}, contact) : null, text({}, [of.city, of.country && country(of.country)].filter(Boolean).join(', ')))

function content(quote: PrintedQuote, say: Speech, found: Pages, known: Pages): (ReactElement | null)[] {
  const { letterhead, owner, partner, account, contact } = quote, { t, money, count, day } = say, lines = quote.lines ?? [], buyer = (partner ?? account)?.name ?? ''
  const titled = `${quote.number} · ${t('version', { number: quote.version })}`
  const moved = (label: string, page: number) => { const amount = carried(lines, known, page); return amount === null ? '' : `${t(label)} ${money(amount)}` }
  const line = (item: (typeof lines)[number]) => row(
    h(Text, { style: own.nothing, render: ({ pageNumber }: { pageNumber: number }) => { found.set(item.position, pageNumber); return '' } }),
    text(table.position, String(item.position)),
    view(table.product, text(styles.strong, item.name), text(styles.muted, item.sku), item.description ? text({}, item.description) : null,
      ...madeOf(item),
      Number(item.promotionDiscount ?? 0) > 0 ? text(styles.muted, t('promotionOff', { amount: money(item.promotionDiscount!) })) : null),
    text(own.quantity, count(item.quantity)), text(own.price, money(item.unitPrice)), text(own.price, money(item.amount)))
  const totals = view(table.totals,
    quote.discountPercent === '0' ? null : total(t('subtotal'), money(quote.subtotal)),
    quote.discountPercent === '0' ? null : total(t('discount', { percent: quote.discountPercent }), `–${money(quote.discountAmount)}`),
    total(t('total'), money(quote.total), table.sum), ...taxed(quote, say))
  return [
    head(letterhead, text(styles.title, t('quote')), text({}, titled), text(styles.muted, day(quote.date)), owner && text(styles.small, owner.name), owner && text(styles.small, [owner.email, owner.phone].filter(Boolean).join(' · '))),
    view(styles.parties, party(say, t('buyer'), partner ?? account, partner ? null : contact), partner && account ? party(say, t('endCustomer'), account, contact) : null,
      view(styles.party, text(styles.muted, t('validUntil')), text(styles.strong, quote.validUntil ? day(quote.validUntil) : '–'))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? [titled, moved('broughtForward', pageNumber - 1)].filter(Boolean).join('     ') : '')),
    rows(header(text(table.position, '#'), text(table.product, t('product')), text(own.quantity, t('quantity')), text(own.price, t('unitPrice')), text(own.price, t('amount'))), lines.map(line), totals),
    onEach(styles.lower, ({ pageNumber }) => moved('carriedForward', pageNumber)),
    said(t('note'), quote.note),
    beside(
      said(t('paymentTerms'), [quote.paymentDays === null ? null : t('payWithin', { days: quote.paymentDays }), letterhead.paymentTerms].filter(Boolean).join('\n')),
      said(t('deliveryTerms'), letterhead.deliveryTerms)),
    whole(styles.block, letterhead.closing ? text({}, letterhead.closing) : null, signatures(letterhead.name, buyer, say)),
    foot(letterhead, quote.number, say),
  ]
}

/** What comes on top by law – or, where that can't be said, that something may. */
function taxed({ taxes }: PrintedQuote, { t, money }: Speech): ReactElement[] {
  if (!taxes) return [text(styles.small, t('plusTax'))]
  return [
    ...taxes.groups.filter(({ sentence }) => !sentence).map(({ rate, net, tax }) => total(t('taxOf', { rate, net: money(net) }), money(tax))),
    ...(Number(taxes.tax) ? [total(t('withTax'), money(taxes.gross))] : []),
    ...taxes.groups.flatMap(({ sentence }) => (sentence ? [text(styles.small, sentence)] : [])), text(styles.small, t('taxOnDay')),
  ]
}

/** The printed offer, A4, with searchable text in a language. What stands on which page is known after the first setting; a long one is set again with what is carried from page to page. */
export async function renderQuote(quote: PrintedQuote, locale: string): Promise<Buffer> {
  const say = speech(locale, quote.currency), pages: Pages = new Map()
  const set = (known: Pages) => bound(quote.number, locale, ...content(quote, say, pages, known))
  const short = await set(new Map())
  return [...pages.values()].some((page) => page > 1) ? set(new Map(pages)) : short
}
