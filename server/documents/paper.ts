import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Document, Font, Image, Page, StyleSheet, Text, View, renderToBuffer } from '@react-pdf/renderer'
import { type ComponentProps, createElement as h, type ReactElement } from 'react'
import { translate } from '../kit/locale.ts'
import { countryIn, dayIn, moneyIn } from '../kit/written.ts'
import type { PrintedLetterhead } from './read-letterhead.ts'

// whole fonts from the registry: every name in Latin and Chinese prints, and the text can be searched
const require = createRequire(import.meta.url)
const fontFile = (region: 'tc' | 'sc', weight: '400Regular' | '600SemiBold') =>
  join(dirname(require.resolve(`@expo-google-fonts/noto-sans-${region}/package.json`)), weight, `NotoSans${region.toUpperCase()}_${weight}.ttf`)
for (const region of ['tc', 'sc'] as const)
  Font.register({ family: `noto-${region}`, fonts: [{ src: fontFile(region, '400Regular') }, { src: fontFile(region, '600SemiBold'), fontWeight: 600 }] })
// Chinese breaks between any two characters, but no line begins with what closes or ends with what opens; words of other languages
// stay whole, but for those that are wider than a column
const chinese = /[\u3000-\u9fff\uff00-\uffef]/, longest = 32
const parts = /[「『（《〈【〔“‘]*(?:[A-Za-z0-9][\w.,:%/@+-]*|.)[」』）》〉】〕”’，。、；：？！…]*/gsu
Font.registerHyphenationCallback((word) => {
  const pieces = chinese.test(word) ? (word.match(parts) ?? [word]) : word.length > longest ? (word.match(/.{1,8}/gsu) ?? [word]) : [word]
  // what is empty keeps a hyphen from being set
  return pieces.length > 1 ? pieces.flatMap((piece) => [piece, '']) : pieces
})

export const muted = '#5d6672', rule = '#dbe0e6', accent = '#0d7568'
const side = 48
/** What every page has in common; a kind of document adds its own. */
export const styles = StyleSheet.create({
  page: { paddingTop: 56, paddingBottom: 84, paddingHorizontal: side, fontSize: 9, color: '#1d2228', lineHeight: 1.4 },
  head: { flexDirection: 'row', justifyContent: 'space-between', gap: 24, marginBottom: 26 },
  company: { fontSize: 13, lineHeight: 1.3, fontWeight: 600, color: accent, marginBottom: 3 }, logo: { height: 34, maxWidth: 180, objectFit: 'contain', alignSelf: 'flex-start', marginBottom: 8 },
  title: { fontSize: 18, lineHeight: 1.3, fontWeight: 600, textAlign: 'right' }, muted: { color: muted }, small: { color: muted, fontSize: 8 }, strong: { fontWeight: 600 },
  parties: { flexDirection: 'row', gap: 24, marginBottom: 22 }, party: { flex: 1 },
  foot: { position: 'absolute', top: 786, left: side, right: side, borderTopWidth: 0.5, borderTopColor: rule, paddingTop: 6, flexDirection: 'row', justifyContent: 'space-between', gap: 16, color: muted, fontSize: 7.5 },
  upper: { position: 'absolute', top: 26, left: side, right: side, flexDirection: 'row', justifyContent: 'space-between', color: muted, fontSize: 8 },
  lower: { position: 'absolute', top: 766, left: side, right: side, textAlign: 'right', fontWeight: 600 },
  block: { marginTop: 16 }, sign: { flexDirection: 'row', gap: 32, marginTop: 34 }, signature: { flex: 1, borderTopWidth: 0.5, borderTopColor: muted, paddingTop: 4, color: muted, fontSize: 8 },
})

export type Style = NonNullable<ComponentProps<typeof View>['style']>
type Numbered = { pageNumber: number; totalPages: number }
export const text = (style: Style, ...children: (string | null)[]): ReactElement => h(Text, { style }, ...children)
export const view = (style: Style, ...children: (ReactElement | null)[]): ReactElement => h(View, { style }, ...children)
/** Stays on one page. */
export const whole = (style: Style, ...children: (ReactElement | null)[]): ReactElement => h(View, { style, wrap: false }, ...children)
/** On every page, with what it says there. */
export const onEach = (style: Style, say: (page: Numbered) => string): ReactElement => h(Text, { style, fixed: true, render: say })

export interface Speech {
  t: (key: string, values?: Record<string, unknown>) => string
  money: (amount: string) => string
  count: (quantity: number | string) => string
  day: (date: string) => string
  country: (code: string) => string
}
/** How a language says things on paper. */
export function speech(locale: string, currency: string): Speech {
  const money = moneyIn(locale, currency), numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  return {
    t: (key, values) => translate(locale, `pdf.${key}`, values), money: (amount) => money(amount).replace(/^-/, '–'), count: (quantity) => numbers.format(quantity as number), day: dayIn(locale), country: countryIn(locale),
  }
}

/** The company on the left, what this is on the right. */
export const head = ({ logo, name, address, phone, email, website }: PrintedLetterhead, ...right: (ReactElement | null)[]): ReactElement =>
  view(styles.head,
    view({ flex: 1 }, logo ? h(Image, { src: logo, style: styles.logo }) : null, text(styles.company, name), address ? text(styles.small, address) : null,
      text(styles.small, [phone, email].filter(Boolean).join(' · ')), website ? text(styles.small, website) : null),
    view({ alignItems: 'flex-end', width: 230 }, ...right))

/** At the foot of every page: who we are by law, where to pay, and which page of how many. */
export const foot = ({ name, taxId, bank }: PrintedLetterhead, number: string, { t }: Speech): ReactElement =>
  h(View, { style: styles.foot, fixed: true },
    view({ flex: 3 }, text({}, name), taxId ? text({}, t('taxId', { taxId })) : null), bank ? view({ flex: 5 }, text({}, bank)) : null,
    h(Text, { style: { flex: 3, textAlign: 'right' }, render: ({ pageNumber, totalPages }: Numbered) => `${number} · ${t('page', { page: pageNumber, of: totalPages })}` }))

/** What a thing is built of, for so many of it, and what was chosen for it. */
export interface Made { parts?: { quantity: number; name: string; sku: string | null }[] | null; choices?: string[] | null }
export const madeOf = ({ parts, choices }: Made, count = 1): ReactElement[] => [
  // what was chosen beyond the products is among the choices
  ...(parts ?? []).filter(({ sku }) => sku).map(({ quantity, name, sku }) => text(styles.muted, `${quantity * count} × ${name} (${sku!})`)),
  ...(choices?.length ? [text({ ...styles.small, marginTop: 3 }, choices.join('\u00a0· '))] : []),
]

/** What every table on paper has in common; the widths of its other columns are a document's own. */
export const table = StyleSheet.create({
  row: { flexDirection: 'row', borderBottomWidth: 0.5, borderBottomColor: rule, paddingVertical: 5, gap: 8 }, header: { color: muted, borderBottomWidth: 1 },
  position: { width: 20 }, product: { flex: 1 },
  totals: { marginTop: 12, marginLeft: 'auto', width: 260 }, total: { flexDirection: 'row', justifyContent: 'space-between', gap: 12, paddingVertical: 2 },
  sum: { borderTopWidth: 1, borderTopColor: rule, marginTop: 4, paddingTop: 6, marginBottom: 4, fontSize: 12, lineHeight: 1.3, fontWeight: 600 },
})
/** What stands over the columns, on every page that they go on to; never with nothing below it. */
export const header = (...cells: (ReactElement | null)[]): ReactElement => h(View, { style: [table.row, table.header], fixed: true, minPresenceAhead: 60 }, ...cells)
export const row = (...cells: (ReactElement | null)[]): ReactElement => whole(table.row, ...cells)
export const total = (label: string, amount: string, style: Style = {}): ReactElement => view([table.total, style], text({}, label), text({}, amount))
/** Rows under their header; what they come to never stands on a page without a row. */
export const rows = (over: ReactElement, of: readonly ReactElement[], comesTo: ReactElement | null): ReactElement => view({}, over, ...of.slice(0, -1), whole({}, ...of.slice(-1), comesTo))

/** Something said under its label; nothing where nothing is to be said. */
export const said = (label: string, value: string | null | undefined): ReactElement | null => (value ? whole(styles.block, text(styles.muted, label), text({}, value)) : null)

/** What is said, side by side, as far as it is. */
export const beside = (...of: (ReactElement | null)[]): ReactElement => view({ flexDirection: 'row', gap: 24 }, ...of.filter((one) => one !== null).map((one) => view({ flex: 1 }, one)))

/** Two lines to sign on. */
export const signatures = (ours: string, theirs: string, { t }: Speech): ReactElement => whole(styles.sign, ...[ours, theirs].map((name) => text(styles.signature, `${t('signature')} · ${name}`)))

/** A document as bytes; the same content gives pages of the same text. */
export const bound = (title: string, locale: string, ...content: (ReactElement | null)[]): Promise<Buffer> =>
  renderToBuffer(h(Document, { title, language: locale }, h(Page, { size: 'A4', style: [styles.page, { fontFamily: locale === 'zh-Hans' ? 'noto-sc' : 'noto-tc' }] }, ...content)))
