import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { OrderDeskQuery } from '../gql/graphql'
import c from '../quotes/quotes.module.css'

type Hold = NonNullable<OrderDeskQuery['order']>['holds'][number]

/** Why the order waits, since when, and what lets it go on. */
export function HoldBanner({ hold, overCredit, currency, mayRelease }: { hold: Hold; overCredit?: string | null; currency: string; mayRelease: boolean }) {
  const { t } = useTranslation()
  const { dateTime, money } = useFormat()
  const credit = hold.kind === 'CREDIT'
  return (
    <div className={c.banner} data-tone={credit && !overCredit ? 'green' : 'red'} role="note">
      <IconHandStop size={18} stroke={1.6} aria-hidden />
      <div className={c.bannerText}>
        <h2>{t(credit ? 'orders.holdCredit' : 'orders.holdManual')}</h2>
        <p>{credit ? t(overCredit ? 'orders.holdOver' : 'orders.holdFree', { over: money(overCredit, currency) }) : hold.reason}</p>
        <p className="meta">{[hold.heldBy?.name, dateTime(hold.heldAt)].filter(Boolean).join(' · ')}{credit && overCredit && !mayRelease && ` · ${t('orders.holdWho')}`}</p>
      </div>
    </div>
  )
}
