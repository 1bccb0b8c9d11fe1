import { useTranslation } from 'react-i18next'
import { useFormat } from '../format'
import type { OrderChangeRowFragment } from '../gql/graphql'
import c from './orders.module.css'

/** How it was and how it would be, side by side. */
export function Sides({ change }: { change: OrderChangeRowFragment }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const { lines, currency, totalBefore, totalAfter, requestedDateBefore, requestedDateAfter, deliverCompleteAfter } = change
  const complete = (whole: boolean) => t(whole ? 'promise.completeYes' : 'promise.completeNo')
  return (
    <table className={c.sides}>
      <thead><tr><th>{t('orderDesk.what')}</th><th>{t('orderDesk.before')}</th><th>{t('orderDesk.after')}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td><b>{line.product?.sku}</b> {line.description ?? line.product?.name}</td>
            <td className={c.before}>{line.quantityBefore ? number(line.quantityBefore) : '—'}</td>
            <td>{line.quantityAfter ? number(line.quantityAfter) : t('orderDesk.removed')}</td>
          </tr>
        ))}
        {requestedDateBefore !== requestedDateAfter && <tr><td>{t('orderDesk.wantedBy')}</td><td className={c.before}>{date(requestedDateBefore)}</td><td>{date(requestedDateAfter)}</td></tr>}
        {deliverCompleteAfter != null && <tr><td>{t('promise.complete')}</td><td className={c.before}>{complete(!deliverCompleteAfter)}</td><td>{complete(deliverCompleteAfter)}</td></tr>}
      </tbody>
      <tfoot><tr><td>{t('orderDesk.total')}</td><td className={c.before}>{money(totalBefore, currency)}</td><td>{money(totalAfter, currency)}</td></tr></tfoot>
    </table>
  )
}
