import { StyleSheet } from '@react-pdf/renderer'
import { type Made, bound, foot, head, header, madeOf, muted, onEach, row, rows, speech, styles, table, text, view, whole } from '../documents/paper.ts'
import type { PrintedLetterhead } from '../documents/read-letterhead.ts'
import { translate } from '../kit/locale.ts'
import { type PrintedParties, placeOf } from './printed-parties.ts'

export interface PrintedShipment extends PrintedParties {
  order: string; number: number; purchaseOrder: string | null; date: string; carrier: string | null; trackingNumber: string | null; letterhead: PrintedLetterhead
  lines: (Made & { position: number; sku: string; name: string; description: string | null; ordered: number; shipped: number; open: number })[]
}

const own = StyleSheet.create({
  number: { width: 78, textAlign: 'right' }, sign: { marginTop: 48, width: 260, borderTopWidth: 0.5, borderTopColor: muted, paddingTop: 4, color: muted, fontSize: 8 },
})

/** What goes with the parcel: which pieces, of how many, and where to. No prices: whoever unpacks it need not know them. */
export function renderShipment(shipment: PrintedShipment, locale: string): Promise<Buffer> {
  const { order, number, purchaseOrder, date, carrier, trackingNumber, letterhead, buyer, lines } = shipment, { lines: place, country } = placeOf(shipment)
  const say = speech(locale, 'USD'), t = (key: string, values?: Record<string, unknown>) => translate(locale, `despatch.${key}`, values)
  const title = `${order} · ${t('shipment', { number })}`, fact = (label: string, value: string | null) => (value ? view({ flex: 1 }, text(styles.muted, t(label)), text(styles.strong, value)) : null)
  return bound(title, locale,
    head(letterhead, text(styles.title, t('title')), text({}, title), text(styles.muted, say.day(date))),
    onEach(styles.upper, ({ pageNumber }) => (pageNumber > 1 ? `${t('title')} ${title}` : '')),
    view(styles.parties, view({ flex: 2 }, text(styles.muted, t('shipTo')), text(styles.strong, buyer?.name ?? ''), ...place.map((line) => text({}, line)), country ? text({}, say.country(country)) : null), fact('order', order), fact('purchaseOrder', purchaseOrder)),
    view(styles.parties, fact('shippedAt', say.day(date)), fact('carrier', carrier), fact('tracking', trackingNumber)),
    rows(header(text(table.position, '#'), text(table.product, t('product')), text(own.number, t('ordered')), text(own.number, t('shipped')), text(own.number, t('open'))),
      lines.map((line) => row(text(table.position, String(line.position)), view(table.product, text(styles.strong, line.name), text(styles.muted, line.sku), line.description ? text({}, line.description) : null, ...madeOf(line, line.shipped)),
        text(own.number, say.count(line.ordered)), text([own.number, styles.strong], say.count(line.shipped)), text(own.number, say.count(line.open)))), null),
    whole(own.sign, text({}, t('received'))),
    foot(letterhead, order, say))
}
