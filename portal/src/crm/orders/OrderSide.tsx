import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { isLater } from '../../shared/promise/isLater'
import type { OrderSheetFragment } from '../gql/graphql'
import { Fact } from '../record/Fact'
import c from '../record/record.module.css'

export function OrderSide({ order }: { order: OrderSheetFragment }) {
  const { t } = useTranslation()
  const { date, dateTime, money } = useFormat()
  const { partner, account, owner, seller, quote, purchaseOrder, placedAt, requestedDate, promiseDate, promisedBefore, deliverComplete, cancelReason } = order
  return (
    <dl className={c.facts}>
      <Fact label={t('field.partner')}>{partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link> : t('accounts.direct')}</Fact>
      {partner?.creditLeft && <Fact label={t('field.creditLeft')}>{money(partner.creditLeft, partner.currency, 'short')}</Fact>}
      <Fact label={t('field.account')}>{account && <Link className="link" to="/accounts/$id" params={{ id: account.id }}>{account.name}</Link>}</Fact>
      <Fact label={t('field.purchaseOrder')}>{purchaseOrder}</Fact>
      <Fact label={t('field.placed')}>{placedAt && dateTime(placedAt)}</Fact>
      <Fact label={t('field.requestedDate')}>{requestedDate && date(requestedDate)}</Fact>
      <Fact label={t('field.promiseDate')}>{promiseDate && <>{date(promiseDate)}{isLater(order) && <><br /><span className="meta">{t('promise.later', { from: date(promisedBefore), to: date(promiseDate) })}</span></>}</>}</Fact>
      {deliverComplete && <Fact label={t('promise.complete')}>{t('promise.completeYes')}</Fact>}
      {cancelReason && <Fact label={t('history.fields.cancelReason')}>{t(`orderDesk.cancelReasons.${cancelReason}`)}</Fact>}
      <Fact label={t('field.owner')}>{owner && <>{owner.name}{owner.phone && <><br /><span className="meta">{owner.phone}</span></>}</>}</Fact>
      {seller && <Fact label={t('field.seller')}>{seller.name}</Fact>}
      {quote && <Fact label={t('field.quote')}><Link className="link" to="/quotes/$id" params={{ id: quote.id }}>{quote.number}</Link></Fact>}
    </dl>
  )
}
