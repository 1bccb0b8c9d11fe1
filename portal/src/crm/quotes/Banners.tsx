import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconMessage2, IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { QuoteSheetFragment } from '../gql/graphql'
import { draftOf, differences, type Difference } from './draft'
import type { QuoteDraft } from './useQuoteDraft'
import c from './quotes.module.css'

/** What the person must know before reading the lines: a dealer's wish, why approval is needed, the order it became. */
export function Banners({ quote, preview }: { quote: QuoteSheetFragment; /** Why a draft would need approval. */ preview: readonly string[] }) {
  const { t } = useTranslation()
  const { percent } = useFormat()
  const { version, state, order } = quote
  const reasons = state === 'Draft' ? preview : version?.approvalReasons ?? []
  return (
    <>
      {version && (version.requestNote || version.wishedDiscountPercent) && ['Requested', 'Draft', 'Submitted', 'PendingApproval', 'Approved'].includes(state) && (
        <aside className={c.banner} data-tone="blue" aria-label={t('quotes.request')}>
          <IconMessage2 size={18} aria-hidden />
          <div className={c.bannerText}><h2>{t('quotes.request')}{version.wishedDiscountPercent && ` · ${t('quotes.wished', { percent: percent(version.wishedDiscountPercent) })}`}</h2>{version.requestNote && <p className={c.noteText}>{version.requestNote}</p>}</div>
        </aside>
      )}
      {reasons.length > 0 && ['Draft', 'Submitted', 'PendingApproval'].includes(state) && (
        <aside className={c.banner} data-tone="amber" aria-label={t('quotes.approvalNeeded')}>
          <IconUserQuestion size={18} aria-hidden />
          <div className={c.bannerText}>
            <h2>{t(state === 'Draft' ? 'quotes.approvalWillBeNeeded' : 'quotes.approvalNeeded')}</h2>
            <ul>{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
          </div>
        </aside>
      )}
      {order && (
        <aside className={c.banner} data-tone="green" aria-label={t('quotes.accepted')}>
          <IconCircleCheck size={18} aria-hidden />
          <div className={c.bannerText}><h2>{t('quotes.accepted')}</h2><Link to="/orders/$id" params={{ id: order.id }}>{t('quotes.becameOrder', { number: order.number })}</Link></div>
        </aside>
      )}
    </>
  )
}

/** Someone else saved first: what they changed, and the choice. What was typed is still in the grid below. */
export function Conflict({ quote, version, currency }: { quote: QuoteDraft; version: QuoteSheetFragment['version']; currency: string }) {
  const { t } = useTranslation()
  if (quote.state !== 'stale' || !version) return null
  const text = (one: Difference) => one.what === 'field' ? t('quotes.diff.field', { field: t(`quotes.${one.field}`), before: one.before || '—', after: one.after || '—' }) : t(`quotes.diff.${one.what}`, one)
  const found = differences(quote.base.draft, draftOf(version), currency)
  return (
    <div className={c.banner} data-tone="red" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={c.bannerText}>
        <h2>{t('quotes.stale')}</h2>
        <p>{t('quotes.staleHint')}</p>
        <ul>{found.map((one, index) => <li key={index}>{text(one)}</li>)}</ul>
        <div className={c.bannerActions}><Button onClick={quote.keepMine}>{t('quotes.keepMine')}</Button><Button variant="default" onClick={quote.takeTheirs}>{t('quotes.takeTheirs')}</Button></div>
      </div>
    </div>
  )
}
