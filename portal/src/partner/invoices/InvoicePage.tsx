import { Button } from '@mantine/core'
import { IconFileCode, IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { SkeletonRecord } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { InvoiceDocument, type InvoiceRecordFragment } from '../gql/graphql'
import { Facts, Totals } from '../parts/Facts'
import { LineTable } from '../parts/LineTable'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'

export function InvoicePage({ id }: { id: string }) {
  const query = useQuery({ query: InvoiceDocument, variables: { id } })
  return <Loaded query={query} skeleton={<SkeletonRecord />}>{({ invoice }) => (invoice ? <Invoice key={invoice.id} invoice={invoice} /> : <Empty kind="notFound" />)}</Loaded>
}

function Invoice({ invoice }: { invoice: InvoiceRecordFragment }) {
  const { t } = useTranslation()
  const { money, number, date } = useFormat()
  const { id, kind, currency, lines, taxes, order, credited, creditNotes, overdueDays, dueDate, openAmount } = invoice
  const link = (to: { id: string; number: string | null } | null) => to && <Link key={to.id} to="/invoices/$id" params={{ id: to.id }} className="link">{to.number}</Link>
  return (
    <article>
      <PageHead title={`${t(`invoices.kind.${kind}`)} ${invoice.number}`} beside={<StateBadge state={invoice.state} size="md" />} back={{ label: t('nav.invoices'), to: '/invoices' }} meta={date(invoice.issueDate)}>
        <Button component="a" variant="default" href={`/partner/files/invoices/${id}.pdf`} target="_blank" rel="noopener" leftSection={<IconFileTypePdf size={17} stroke={1.6} />}>{t('invoices.pdf')}</Button>
        <Button component="a" variant="default" href={`/partner/files/invoices/${id}.xml`} download leftSection={<IconFileCode size={17} stroke={1.6} />}>{t('xml.invoice')}</Button>
      </PageHead>
      {overdueDays != null && <div style={{ marginBottom: 16 }}><Notice tone="amber">{t('invoices.overdueSince', { date: date(dueDate), open: money(openAmount, currency) })}</Notice></div>}
      <div className={page.two}>
        <section className={page.section}>
          <LineTable
            lines={lines}
            columns={[
              { key: 'quantity', label: t('quantity'), end: true, cell: (line) => number(Number(line.quantity)) },
              { key: 'unitPrice', label: t('unitPrice'), end: true, cell: (line) => money(line.unitPrice, currency) },
              { key: 'discount', label: t('quotes.discount'), end: true, cell: (line) => (Number(line.discount) ? money(line.discount, currency) : <span className="muted">—</span>) },
              { key: 'amount', label: t('amount'), end: true, cell: (line) => <b>{money(line.amount, currency)}</b> },
            ]}
          />
          <Totals of={[[t('invoices.net'), money(invoice.net, currency)], ...taxes.map(({ rate, category, tax }) => [t('invoices.taxOf', { rate: number(Number(rate)), category }), money(tax, currency)] as [string, string]), [t('total'), money(invoice.gross, currency)]]} />
        </section>
        <aside className={page.stack}>
          <section className={`${page.card} ${page.soft}`}>
            <h2>{t('facts')}</h2>
            <Facts of={[
              [t('invoices.open'), kind === 'INVOICE' && <b key="open">{money(openAmount, currency)}</b>],
              [t('invoices.due'), kind === 'INVOICE' && date(dueDate)],
              [t('invoices.paid'), Number(invoice.paidAmount) ? money(invoice.paidAmount, currency) : null],
              [t('invoices.credited'), creditNotes.length > 0 && creditNotes.map((note) => <div key={note.id}>{link(note)} {money(note.gross, currency)}</div>)],
              [t('invoices.credits'), link(credited)],
              [t('reason'), invoice.reason],
              [t('invoices.order'), order && <Link key="order" to="/orders/$id" params={{ id: order.id }} className="link">{order.number}</Link>],
              [t('orders.purchaseOrder'), invoice.buyerReference],
              [t('invoices.delivered'), invoice.deliveryDate && date(invoice.deliveryDate)],
              [t('invoices.taxId'), invoice.buyerTaxId],
            ]} />
          </section>
        </aside>
      </div>
    </article>
  )
}
