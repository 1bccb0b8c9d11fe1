import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { Used } from '../../shared/specials/Used'
import c from '../../shared/specials/specials.module.css'
import { SpecialPriceMarginsDocument, type SpecialPriceSheetFragment } from '../gql/graphql'

/** Line by line: list price, what it costs the buyer, what is asked for and granted; the margin for those who may know it; what the buyer bought. */
export function Comparison({ request }: { request: SpecialPriceSheetFragment }) {
  const { t } = useTranslation()
  const { money, number, percent } = useFormat()
  const mayMargin = usePermission('margin:read'), { id, currency, lines, state } = request
  const [{ data }] = useQuery({ query: SpecialPriceMarginsDocument, variables: { id }, pause: !mayMargin })
  const margins = new Map(data?.specialPrice?.lines.map((line) => [line.id, line])), granted = state === 'Approved' || state === 'Expired'
  const margin = (value?: string | null, price?: string | null) => (price != null && Number(price) === 0 ? <span className={c.loss}>{t('specials.free')}</span> : value == null ? '—' : <span className={Number(value) < 0 ? c.loss : undefined}>{percent(value)}</span>)
  return (
    <div className={c.table} tabIndex={0} role="region" aria-label={t('specials.comparison')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('field.product')}</th><th scope="col">{t('field.quantity')}</th><th scope="col">{t('specials.list')}</th><th scope="col">{t('specials.net')}</th><th scope="col">{t('specials.asked')}</th>
            {granted && <><th scope="col">{t('specials.granted')}</th><th scope="col">{t('specials.used')}</th></>}
            {mayMargin && <><th scope="col">{t('specials.cost')}</th><th scope="col">{t('specials.marginNow')}</th><th scope="col">{t('specials.margin')}</th></>}
            <th scope="col">{t('specials.bought')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const known = margins.get(line.id)
            return (
              <tr key={line.id}>
                <td><b>{line.product?.sku}</b><div className="meta">{line.product?.name}</div></td>
                <td>{number(line.quantity)}</td>
                <td>{line.listPrice ? money(line.listPrice, currency) : '—'}</td>
                <td>{money(line.netPrice, currency)}</td>
                <td><b>{money(line.requestedPrice, currency)}</b><div className="meta">−{percent(((1 - Number(line.requestedPrice) / Number(line.netPrice)) * 100).toFixed(1))}</div></td>
                {granted && <><td>{line.approvedQuantity && line.approvedPrice ? <b>{number(line.approvedQuantity)} × {money(line.approvedPrice, currency)}</b> : '—'}</td><td>{line.approvedQuantity ? <Used used={line.usedQuantity} of={line.approvedQuantity} /> : '—'}</td></>}
                {mayMargin && <><td>{known?.cost ? money(known.cost, currency) : '—'}</td><td>{margin(known?.currentMargin)}</td><td>{granted ? margin(known?.approvedMargin, line.approvedPrice) : margin(known?.requestedMargin, line.requestedPrice)}</td></>}
                <td>{number(line.boughtQuantity)}{line.boughtPrice && <div className="meta">{t('specials.average', { price: money(line.boughtPrice, currency) })}</div>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
