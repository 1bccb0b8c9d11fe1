import { Button, Group, Title } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { CreateInvoiceDocument, OrderInvoicesDocument } from '../gql/graphql'
import c from '../quotes/quotes.module.css'
import { useAsk } from '../record/useAsk'
import s from './invoices.module.css'

/** What of an order is invoiced, and what an invoice of all of it would say of tax. */
export function OrderInvoices({ id }: { id: string }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const navigate = useNavigate(), reads = usePermission('invoice:read')
  const [{ data }] = useQuery({ query: OrderInvoicesDocument, variables: { id }, pause: !reads, requestPolicy: 'cache-and-network' })
  const create = useCommand(CreateInvoiceDocument, { done: t('invoices.drafted') })
  const { ask, dialog } = useAsk(), order = data?.order
  if (!order) return null
  const draft = async (services: boolean) => {
    const payload = await create.run({ orderIds: [id], services })
    if (payload?.invoice) void navigate({ to: '/invoices/$id', params: { id: payload.invoice.id } })
  }
  const { invoices, taxes, currency, companyTotal, companyCurrency, invoiceable, servicesOpen } = order
  return (
    <section className={c.history}>
      <div className={s.head}><Title order={2}>{t('nav.invoices')}</Title><Group gap={6}>{servicesOpen && <Button size="compact-sm" variant={invoiceable ? 'default' : 'filled'} loading={create.pending} onClick={() => ask({ title: t('invoices.invoiceServices'), hint: t('invoices.invoiceServicesHint'), confirm: t('invoices.invoiceServices'), run: () => draft(true).then(() => true) })}>{t('invoices.invoiceServices')}</Button>}{invoiceable && <Button size="compact-sm" loading={create.pending} onClick={() => void draft(false)}>{t('invoices.invoiceShipped')}</Button>}</Group></div>
      {invoices.length > 0 && (
        <ul className={s.list}>
          {invoices.map(({ id: own, number: name, kind, state, issueDate, gross, overdueDays }) => (
            <li key={own}><Link className="link" to="/invoices/$id" params={{ id: own }}>{name}</Link><span className="meta">{t(`invoices.kind.${kind}`)} · {date(issueDate)}{overdueDays ? ` · ${t('invoices.overdueBy', { count: overdueDays })}` : ''}</span><StateBadge state={state} /><span className="num">{money(gross, currency)}</span></li>
          ))}
        </ul>
      )}
      <p className="meta">
        {taxes && <>{taxes.groups.map(({ category, rate, tax, sentence }) => sentence ?? t('invoices.preview', { rate: number(Number(rate)), category, tax: money(tax, currency) })).join(' ')} {t('invoices.previewGross', { gross: money(taxes.gross, currency) })} </>}
        {companyTotal && companyCurrency !== currency && t('invoices.companyTotal', { total: money(companyTotal, companyCurrency) })}
      </p>
      {dialog}
    </section>
  )
}
