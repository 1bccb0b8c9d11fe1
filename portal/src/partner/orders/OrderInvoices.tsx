import { IconFileTypePdf } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { OrderInvoicesQuery } from '../gql/graphql'
import page from '../parts/page.module.css'
import c from './OrderInvoices.module.css'

/** What an order was invoiced with, and its pages. */
export function OrderInvoices({ invoices }: { invoices: NonNullable<OrderInvoicesQuery['order']>['invoices'] }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  return (
    <section className={page.section}>
      <h2>{t('nav.invoices')}</h2>
      <ul className={c.list}>
        {invoices.map(({ id, number, kind, state, issueDate, dueDate, gross, currency, openAmount, overdueDays }) => (
          <li key={id}>
            <div>
              <p><Link to="/invoices/$id" params={{ id }} className="link">{number}</Link> <StateBadge state={state} /></p>
              <p className="meta" data-overdue={overdueDays != null || undefined}>
                {[t(`invoices.kind.${kind}`), date(issueDate), overdueDays != null ? t('invoices.overdueBy', { count: overdueDays }) : Number(openAmount) > 0 && kind === 'INVOICE' && t('invoices.payBy', { date: date(dueDate) })].filter(Boolean).join(' · ')}
              </p>
            </div>
            <b className="num">{kind === 'CREDIT_NOTE' && '−'}{money(gross, currency)}</b>
            <a className="link" href={`/partner/files/invoices/${id}.pdf`} target="_blank" rel="noopener"><IconFileTypePdf size={16} stroke={1.6} aria-hidden /> PDF<span className="visually-hidden"> {number}</span></a>
          </li>
        ))}
      </ul>
    </section>
  )
}
