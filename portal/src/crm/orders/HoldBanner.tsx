import { IconHandStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { OrderDeskQuery, OrderSheetFragment } from '../gql/graphql'
import { useCreditWords } from './useCreditWords'
import c from '../quotes/quotes.module.css'

type Hold = NonNullable<OrderDeskQuery['order']>['holds'][number]

/** Why the order waits, since when, and what lets it go on. */
export function HoldBanner({ hold, order: { creditCheck, currency }, mayRelease }: { hold: Hold; order: OrderSheetFragment; mayRelease: boolean }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const creditWords = useCreditWords()
  const credit = hold.kind === 'CREDIT'
  return (
    <div className={c.banner} data-tone={credit && !creditCheck ? 'green' : 'red'} role="note">
      <IconHandStop size={18} stroke={1.6} aria-hidden />
      <div className={c.bannerText}>
        <h2>{t(credit ? 'orders.holdCredit' : 'orders.holdManual')}</h2>
        <p>{credit ? (creditCheck ? creditWords(creditCheck, currency) : t('orders.holdFree')) : hold.reason}</p>
        <p className="meta">{[hold.heldBy?.name, dateTime(hold.heldAt)].filter(Boolean).join(' · ')}{credit && creditCheck && !mayRelease && ` · ${t('orders.holdWho')}`}</p>
      </div>
    </div>
  )
}
