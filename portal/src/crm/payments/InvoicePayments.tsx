import { Button, Group, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { HoldDunningDocument, InvoicePaymentsDocument } from '../gql/graphql'
import s from '../invoices/invoices.module.css'
import c from '../quotes/quotes.module.css'
import { useAsk } from '../record/useAsk'
import { WriteOffDialog } from './WriteOffDialog'

/** What has paid an invoice, and how often its buyer was reminded of it. */
export function InvoicePayments({ id }: { id: string }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const reads = usePermission('payment:read'), holds = usePermission('dunning:hold')
  const [{ data }, again] = useQuery({ query: InvoicePaymentsDocument, variables: { id }, pause: !reads, requestPolicy: 'cache-and-network' })
  const [writingOff, setWritingOff] = useState(false), writesOff = usePermission('payment:writeOff')
  const { ask, dialog } = useAsk(), hold = useCommand(HoldDunningDocument, { done: t('dunning.held') })
  const invoice = data?.invoice
  if (!invoice) return null
  const { allocations, currency, dunningLevel, dunningHold, state, openAmount } = invoice, isOpen = state === 'Issued' || state === 'PartiallyPaid'
  return (
    <section className={c.history}>
      <div className={s.head}><Title order={2}>{t('nav.payments')}</Title><Group gap={6}>{writesOff && isOpen && <Button size="compact-sm" variant="default" onClick={() => setWritingOff(true)}>{t('payments.writeOff')}</Button>}{holds && isOpen && !dunningHold && <Button size="compact-sm" variant="default" onClick={() => ask({ title: t('dunning.hold'), field: t('invoices.reason'), required: true, confirm: t('dunning.hold'), run: (reason) => hold.run({ invoiceId: id, reason }).then((done) => { again({ requestPolicy: 'network-only' }); return done }) })}>{t('dunning.hold')}</Button>}</Group></div>
      {allocations.length > 0 ? <ul className={s.list}>{allocations.map(({ id: own, invoiceAmount, payment }) => <li key={own}><Link className="link" to="/payments/$id" params={{ id: payment!.id }}>{payment!.number}</Link><span className="meta">{t(`payments.kind.${payment!.kind}`)} · {date(payment!.day)}</span><span className="num">{money(invoiceAmount, currency)}</span></li>)}</ul> : <p className="muted">{t('payments.nonePaid')}</p>}
      {(dunningLevel != null || dunningHold) && <p className="meta">{[dunningLevel != null && t('dunning.reminded', { count: dunningLevel }), dunningHold && t('dunning.heldBecause', { reason: dunningHold })].filter(Boolean).join(' · ')}</p>}
      {dialog}
      {writingOff && <WriteOffDialog invoice={{ id, currency, openAmount }} onClose={() => setWritingOff(false)} />}
    </section>
  )
}
