import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'
import { Document, Font, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { translate } from '../kit/locale.ts'
import { exponentOf } from '../kit/money.ts'

interface Party { name: string; city: string | null; country: string | null }
export interface PrintedQuote {
  number: string; version: number; state: string; currency: string; date: string; validUntil: string | null; note: string | null; company: string | null
  subtotal: string; discountPercent: string; discountAmount: string; total: string
  partner: Party | null; account: Party | null; owner: { name: string; email: string; phone: string | null } | null
  lines: { position: number; sku: string; name: string; description: string | null; quantity: number; unitPrice: string; amount: string }[] | null
}

// whole fonts from the registry: every name in Latin and Chinese prints, and the text can be searched
const require = createRequire(import.meta.url)
const fontFile = (region: 'tc' | 'sc', weight: '400Regular' | '600SemiBold') =>
  join(dirname(require.resolve(`@expo-google-fonts/noto-sans-${region}/package.json`)), weight, `NotoSans${region.toUpperCase()}_${weight}.ttf`)
for (const region of ['tc', 'sc'] as const)
  Font.register({ family: `noto-${region}`, fonts: [{ src: fontFile(region, '400Regular') }, { src: fontFile(region, '600SemiBold'), fontWeight: 600 }] })
// Chinese breaks between any two characters; words of other languages stay whole
Font.registerHyphenationCallback((word) => (/[\u3000-\u9fff]/.test(word) ? [...word].flatMap((sign) => [sign, '']) : [word]))

const muted = '#5d6672', line = '#dbe0e6', accent = '#0d7568'
const styles = StyleSheet.create({
  page: { padding: 48, fontSize: 9, color: '#1d2228', lineHeight: 1.4 },
  head: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 28 },
  company: { fontSize: 13, fontWeight: 600, color: accent }, title: { fontSize: 18, fontWeight: 600 }, muted: { color: muted }, strong: { fontWeight: 600 },
  parties: { flexDirection: 'row', gap: 24, marginBottom: 24 }, party: { flex: 1 },
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: line, paddingVertical: 6, gap: 8 }, header: { color: muted, borderBottomWidth: 1 },
  position: { width: 18 }, product: { flex: 1 }, quantity: { width: 46, textAlign: 'right' }, price: { width: 84, textAlign: 'right' },
  totals: { marginTop: 12, marginLeft: 'auto', width: 220 }, total: { flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 2 },
  sum: { borderTopWidth: 1, borderTopColor: line, marginTop: 4, paddingTop: 6, fontSize: 12, fontWeight: 600 },
  note: { marginTop: 24 }, foot: { position: 'absolute', bottom: 28, left: 48, right: 48, flexDirection: 'row', justifyContent: 'space-between', color: muted, fontSize: 8 },
})

type Texts = (key: string, values?: Record<string, unknown>) => string
const text = (style: object | object[], ...children: (string | null)[]) => h(Text, { style } as any, ...children)
const view = (style: object | object[], ...children: (ReactElement | null)[]) => h(View, { style } as any, ...children)

const party = (label: string, of: Party | null) => of && view(styles.party, text(styles.muted, label), text(styles.strong, of.name), text({}, [of.city, of.country].filter(Boolean).join(', ')))

function page(quote: PrintedQuote, t: Texts, money: (amount: string) => string, day: (date: string) => string, font: string): ReactElement {
  const total = (label: string, amount: string, style: object | object[] = styles.total) => view(style, text({}, label), text({}, amount))
  return h(Page, { size: 'A4', style: [styles.page, { fontFamily: font }] } as any,
    view(styles.head,
      view({}, text(styles.company, quote.company ?? 'Guanxi'), quote.owner && text(styles.muted, `${quote.owner.name} · ${quote.owner.email}${quote.owner.phone ? ` · ${quote.owner.phone}` : ''}`)),
      view({ textAlign: 'right' }, text(styles.title, t('quote')), text({}, `${quote.number} · ${t('version', { number: quote.version })}`), text(styles.muted, day(quote.date)))),
    view(styles.parties, party(t('buyer'), quote.partner ?? quote.account), quote.partner && quote.account ? party(t('endCustomer'), quote.account) : null,
      view(styles.party, text(styles.muted, t('validUntil')), text(styles.strong, quote.validUntil ? day(quote.validUntil) : '–'))),
    view([styles.row, styles.header], text(styles.position, '#'), text(styles.product, t('product')), text(styles.quantity, t('quantity')), text(styles.price, t('unitPrice')), text(styles.price, t('amount'))),
    ...(quote.lines ?? []).map((item) => h(View, { key: item.position, style: styles.row, wrap: false } as any,
      text(styles.position, String(item.position)),
      view(styles.product, text(styles.strong, item.name), text(styles.muted, item.sku), item.description ? text({}, item.description) : null),
      text(styles.quantity, String(item.quantity)), text(styles.price, money(item.unitPrice)), text(styles.price, money(item.amount)))),
    view(styles.totals,
      quote.discountPercent === '0' ? null : total(t('subtotal'), money(quote.subtotal)),
      quote.discountPercent === '0' ? null : total(t('discount', { percent: quote.discountPercent }), `–${money(quote.discountAmount)}`),
      total(t('total'), money(quote.total), [styles.total, styles.sum])),
    quote.note ? view(styles.note, text(styles.muted, t('note')), text({}, quote.note)) : null,
    h(View, { style: styles.foot, fixed: true } as any, text({}, quote.number), h(Text, { render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages: number }) => `${pageNumber} / ${totalPages}` } as any)))
}

/** The printed offer, A4, with searchable text in the reader's language. */
export async function renderQuote(quote: PrintedQuote, locale: string): Promise<Buffer> {
  const t: Texts = (key, values) => translate(locale, `pdf.${key}`, values)
  const digits = exponentOf(quote.currency)
  const numbers = new Intl.NumberFormat(locale, { style: 'currency', currency: quote.currency, currencyDisplay: 'code', minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 2) })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const document = h(Document, { title: quote.number, language: locale } as any,
    page(quote, t, (amount) => numbers.format(amount as unknown as number), (date) => days.format(new Date(`${date}T00:00:00Z`)), locale === 'zh-Hans' ? 'noto-sc' : 'noto-tc'))
  return renderToBuffer(document as any)
}
