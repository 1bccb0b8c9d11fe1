import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { HeldOrderDocument, type OrderRecordFragment } from '../gql/graphql'

/** That the order waits and, where it is for the own credit, how much of that is left. */
export function HoldNotice({ order: { id, state } }: { order: OrderRecordFragment }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [{ data }] = useQuery({ query: HeldOrderDocument, variables: { id }, pause: state !== 'OnHold' })
  if (state !== 'OnHold' || !data?.order) return null
  const { hold } = data.order, partner = data.viewer?.partner
  if (hold?.kind !== 'CREDIT') return <Notice tone="amber" title={t('orders.onHold')}>{t('orders.onHoldHint')}</Notice>
  return (
    <Notice tone="amber" title={t('orders.creditHold')}>
      <p>{t('orders.creditHoldHint')}</p>
      {partner?.balance != null && <p>{t('orders.creditNow', { balance: money(partner.balance, partner.currency), left: money(partner.creditLeft, partner.currency) })}</p>}
    </Notice>
  )
}
