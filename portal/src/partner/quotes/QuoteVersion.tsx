import { IconMessage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { LineAmount } from '../../shared/LineAmount'
import { compare } from '../../shared/decimal'
import { useTaxRows } from '../../shared/taxes/useTaxRows'
import type { QuoteVersionFragment, TaxesFragment } from '../gql/graphql'
import { Totals } from '../parts/Facts'
import { LineTable } from '../parts/LineTable'
import page from '../parts/page.module.css'

/** Lines and sums of one version, with what the representative wrote about it. */
export function QuoteVersion({ version, taxes }: { version: QuoteVersionFragment; taxes?: TaxesFragment | null }) {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  const { lines, currency, subtotal, discountAmount, discountPercent, total, note } = version
  const taxRows = useTaxRows()
  const discounted = compare(discountAmount, '0') !== 0
  return (
    <section className={page.section}>
      {note && <p className={`${page.card} ${page.soft} ${page.note}`}><IconMessage size={18} stroke={1.6} aria-hidden />{note}</p>}
      <LineTable
        lines={lines} currency={currency}
        columns={[
          { key: 'quantity', label: t('quantity'), end: true, cell: (line) => number(line.quantity) },
          { key: 'listPrice', label: t('catalogue.listPrice'), end: true, cell: (line) => <s className="muted">{money(line.listPrice, currency)}</s> },
          { key: 'discount', label: t('quotes.discount'), end: true, cell: (line) => (compare(line.discountPercent, '0') === 0 ? <span className="muted">—</span> : percent(line.discountPercent)) },
          { key: 'unitPrice', label: t('unitPrice'), end: true, cell: (line) => money(line.unitPrice, currency) },
          { key: 'amount', label: t('amount'), end: true, cell: (line) => <LineAmount amount={line.amount} discount={line.promotionDiscount} currency={currency} /> },
        ]}
      />
      <Totals of={[
        ...(discounted ? [[t('cart.subtotal'), money(subtotal, currency)], [t('quotes.discountOf', { percent: percent(discountPercent) }), `−${money(discountAmount.replace('-', ''), currency)}`]] as [string, string][] : []),
        [t('total'), money(total, currency)],
      ]} taxes={taxRows(taxes, currency)} />
    </section>
  )
}
