import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { ConfiguredOfferFragment } from '../gql/graphql'
import { Facts, Totals } from '../parts/Facts'
import c from './Configure.module.css'

/** The parts with their prices, and the machine in words. */
export function Bill({ offer }: { offer: ConfiguredOfferFragment }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { lines, surcharges, currency, total, description } = offer
  const amount = (value: string | null | undefined) => (value == null ? t('catalogue.noPrice') : money(value, currency))
  return (
    <div className={c.bill}>
      <ul className={c.lines}>
        {lines.map(({ sku, name, quantity, amount: of }) => <li key={sku}><span>{quantity > 1 && <b>{quantity} × </b>}{name}<br /><span className="meta">{sku}</span></span><span className="num">{amount(of)}</span></li>)}
        {surcharges.map(({ option, choice, name, amount: of }) => <li key={`${option} ${choice}`}><span>{name}<br /><span className="meta">{t('configure.surcharge')}</span></span><span className="num">{amount(of)}</span></li>)}
      </ul>
      <Totals of={[[t('total'), amount(total)]]} />
      <h3>{t('configure.inWords')}</h3>
      <Facts of={description.map(({ option, choices }): [string, string] => [option, choices])} />
    </div>
  )
}
