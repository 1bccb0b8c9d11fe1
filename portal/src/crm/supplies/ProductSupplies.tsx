import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import type { SupplyRowFragment } from '../gql/graphql'
import { Section } from '../record/Related'
import { SupplyActions } from './SupplyActions'
import c from './supplies.module.css'

/** What is on its way of one product. */
export function ProductSupplies({ supplies }: { supplies: readonly SupplyRowFragment[] }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  if (supplies.length === 0) return null
  return (
    <Section title={t('nav.supplies')}>
      <ul className={c.list}>
        {supplies.map((supply) => (
          <li key={supply.id}>
            <div>
              <div>{number(supply.quantity - supply.receivedQuantity)} · <span className={supply.late ? c.late : undefined}>{date(supply.expectedDate)}{supply.late && ` · ${t('supplies.isLate')}`}</span></div>
              <div className="meta">{[supply.source, supply.reserved > 0 && t('supplies.promisedCount', { count: supply.reserved })].filter(Boolean).join(' · ')}</div>
            </div>
            <SupplyActions supply={supply} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
