import { Table, Title } from '@mantine/core'
import { IconArrowBackUp, IconFileCode, IconFileTypePdf, IconSend, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Notice } from '../../shared/Notice'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { HistoryButton } from '../audit/HistoryButton'
import { DiscardInvoiceDocument, InvoiceDocument, IssueInvoiceDocument, type InvoiceQuery } from '../gql/graphql'
import sheet from '../orders/orders.module.css'
import c from '../quotes/quotes.module.css'
import { Fact } from '../record/Fact'
import r from '../record/record.module.css'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordSkeleton } from '../record/RecordPage'
import { Timeline } from '../record/Timeline'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { InvoicePayments } from '../payments/InvoicePayments'
import { CreditDialog } from './CreditDialog'

export function InvoicePage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: InvoiceDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ invoice }) => (invoice ? <Sheet invoice={invoice} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

type Invoice = NonNullable<InvoiceQuery['invoice']>

/** An invoice or a credit note: what it says, what is open of it, and what came after. */
function Sheet({ invoice, onEarlier }: { invoice: Invoice; onEarlier: () => void }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const { id, number, state, kind, overdueDays, dueDate, openAmount, currency, actions: may } = invoice, name = number ?? t('states.Draft')
  const [crediting, setCrediting] = useState(false)
  const issue = useCommand(IssueInvoiceDocument, { done: ({ invoice: done }) => t('invoices.issuedAs', { number: done?.number }) }), discard = useCommand(DiscardInvoiceDocument, { done: t('invoices.discarded') })
  const actions: PageAction[] = [
    ...(may.includes('issue') ? [{ id: 'issue', label: t('invoices.issue'), icon: IconSend, hotkey: 'i', tone: 'primary' as const, pending: issue.pending, run: () => void issue.run({ id }) }] : []),
    { id: 'pdf', label: t('invoices.pdf'), icon: IconFileTypePdf, hotkey: 'f', run: () => void window.open(`/crm/files/invoices/${id}.pdf`, '_blank', 'noopener') },
    ...(number ? [{ id: 'xml', label: t('xml.invoice'), icon: IconFileCode, rare: true as const, run: () => void window.open(`/crm/files/invoices/${id}.xml`, '_blank', 'noopener') }] : []),
    ...(may.includes('credit') ? [{ id: 'credit', label: t('invoices.credit'), icon: IconArrowBackUp, hotkey: 'c', run: () => setCrediting(true) }] : []),
    ...(may.includes('discard') ? [{ id: 'discard', label: t('invoices.discard'), icon: IconTrash, tone: 'danger' as const, pending: discard.pending, run: () => void discard.run({ id }) }] : []),
  ]
  return (
    <>
      <TitleBar title={`${t(`invoices.kind.${kind}`)} ${name}`} crumb={{ to: '/invoices', label: t('nav.invoices') }} after={<StateBadge state={state} />} actions={actions} extra={<><HistoryButton of="invoice" id={id} name={name} /><Neighbours path="/invoices/$id" id={id} /></>} />
      <div className={c.page}>
        <div className={c.sheet} role="region" aria-label={t('invoices.lines')} tabIndex={0}>
          {overdueDays != null && <div style={{ padding: '12px 16px 0' }}><Notice tone="red">{t('invoices.overdueSince', { date: date(dueDate), count: overdueDays, open: money(openAmount, currency) })}</Notice></div>}
          <Lines invoice={invoice} />
          {invoice.kind === 'INVOICE' && invoice.number && <InvoicePayments id={invoice.id} />}
          <section className={c.history}>
            <Title order={2} mb={12}>{t('record.timeline')}</Title>
            <Timeline timeline={invoice.timeline} onEarlier={onEarlier} />
          </section>
        </div>
        <aside className={c.side} aria-label={t('record.properties')} tabIndex={0}><Side invoice={invoice} /></aside>
      </div>
      {crediting && <CreditDialog invoice={invoice} onClose={() => setCrediting(false)} />}
    </>
  )
}

function Lines({ invoice: { lines, taxes, net, gross, currency } }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  const sums: [string, string][] = [[t('invoices.net'), money(net, currency)], ...taxes.map(({ category, rate, net: base, tax }) => [t('invoices.taxOf', { rate: number(Number(rate)), category, net: money(base, currency) }), money(tax, currency)] as [string, string]), [t('invoices.gross'), money(gross, currency)]]
  return (
    <div className={sheet.scroll}>
      <Table className={sheet.table} aria-label={t('invoices.lines')}>
        <Table.Thead><Table.Tr><Table.Th>{t('field.product')}</Table.Th><Table.Th>{t('invoices.order')}</Table.Th><Table.Th className="num">{t('field.quantity')}</Table.Th><Table.Th className="num">{t('field.unitPrice')}</Table.Th><Table.Th className="num">{t('field.discount')}</Table.Th><Table.Th className="num">{t('invoices.tax')}</Table.Th><Table.Th className="num">{t('field.amount')}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {lines.map(({ id, product, sku, description, quantity, unitPrice, discount, amount, taxRate, taxCategory, order }) => (
            <Table.Tr key={id}>
              <Table.Td>{product ? <Link className="link" to="/products/$id" params={{ id: product.id }}>{sku}</Link> : sku} {description}</Table.Td>
              <Table.Td data-label={t('invoices.order')}>{order && <Link className="link" to="/orders/$id" params={{ id: order.id }}>{order.number}</Link>}</Table.Td>
              <Table.Td className="num" data-label={t('field.quantity')}>{number(Number(quantity))}</Table.Td>
              <Table.Td className="num" data-label={t('field.unitPrice')}>{money(unitPrice, currency)}</Table.Td>
              <Table.Td className="num" data-label={t('field.discount')}>{Number(discount) ? money(discount, currency) : ''}</Table.Td>
              <Table.Td className="num muted" data-label={t('invoices.tax')}>{percent(taxRate)} {taxCategory}</Table.Td>
              <Table.Td className="num" data-label={t('field.amount')}>{money(amount, currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>{sums.map(([label, sum]) => <Table.Tr key={label}><Table.Td colSpan={6} className="num">{label}</Table.Td><Table.Td className="num">{sum}</Table.Td></Table.Tr>)}</Table.Tfoot>
      </Table>
    </div>
  )
}

function Side({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation()
  const { country, date, dateTime, money } = useFormat()
  const { partner, account, currency, companyCurrency, companyGross, rate, rateDay, credited, creditNotes, letters, reason } = invoice
  const address = [invoice.buyerStreet, [invoice.buyerPostalCode, invoice.buyerCity].filter(Boolean).join(' '), country(invoice.buyerCountry)].filter(Boolean)
  return (
    <dl className={r.facts}>
      <Fact label={t('invoices.buyer')}>{partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{invoice.buyerName}</Link> : account ? <Link className="link" to="/accounts/$id" params={{ id: account.id }}>{invoice.buyerName}</Link> : invoice.buyerName}{address.map((line) => <span key={line} className="meta"><br />{line}</span>)}</Fact>
      <Fact label={t('invoices.taxId')}>{invoice.buyerTaxId}</Fact>
      <Fact label={t('field.purchaseOrder')}>{invoice.buyerReference}</Fact>
      <Fact label={t('invoices.issued')}>{invoice.issueDate && date(invoice.issueDate)}</Fact>
      {invoice.kind === 'INVOICE' && <Fact label={t('invoices.due')}>{invoice.dueDate && date(invoice.dueDate)}</Fact>}
      <Fact label={t('invoices.delivered')}>{invoice.deliveryDate && date(invoice.deliveryDate)}</Fact>
      {invoice.kind === 'INVOICE' && invoice.number && <Fact label={t('invoices.open')}>{money(invoice.openAmount, currency)}</Fact>}
      {companyGross && companyCurrency !== currency && <Fact label={t('invoices.inCompany', { currency: companyCurrency })}>{money(companyGross, companyCurrency!)}<br /><span className="meta">{t('invoices.rate', { rate, day: date(rateDay) })}</span></Fact>}
      {credited && <Fact label={t('invoices.credits')}><Link className="link" to="/invoices/$id" params={{ id: credited.id }}>{credited.number}</Link></Fact>}
      {reason && <Fact label={t('invoices.reason')}>{reason}</Fact>}
      {creditNotes.length > 0 && <Fact label={t('invoices.creditNotes')}>{creditNotes.map((note) => <span key={note.id} style={{ display: 'block' }}><Link className="link" to="/invoices/$id" params={{ id: note.id }}>{note.number}</Link> <span className="meta">{money(note.gross, currency)}</span></span>)}</Fact>}
      {letters.length > 0 && <Fact label={t('invoices.sent')}>{letters.map((letter) => <span key={letter.id} style={{ display: 'block' }}>{letter.toAddress} <StateBadge state={`mail_${letter.state}`} /><br /><span className="meta">{dateTime(letter.createdAt)}</span></span>)}</Fact>}
      <Fact label={t('field.owner')}>{invoice.owner?.name}</Fact>
    </dl>
  )
}
