import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { PromotionsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'

export function Promotions() {
  const { t } = useTranslation()
  const { date, number, percent } = useFormat()
  return (
    <SimplePage title={t('nav.promotions')} hint={t('prices.promotionsHint')} query={useQuery({ query: PromotionsDocument })} pick={({ promotions }) => promotions.nodes} columns={[
      { label: t('prices.rank'), numeric: true, render: ({ rank }) => rank },
      { label: t('field.name'), render: ({ name }) => <b style={{ fontWeight: 500 }}>{name}</b> },
      { label: t('field.discount'), numeric: true, render: (row) => percent(row.percent) },
      { label: t('prices.quantities'), numeric: true, render: ({ minQuantity, maxQuantity }) => [minQuantity && `≥ ${number(minQuantity)}`, maxQuantity && `≤ ${number(maxQuantity)}`].filter(Boolean).join(' ') || '—' },
      { label: t('prices.products'), numeric: true, render: ({ productCount }) => number(productCount) },
      { label: t('prices.stackable'), render: ({ stackable }) => t(stackable ? 'yes' : 'no') },
      { label: t('prices.validFrom'), render: ({ validFrom }) => date(validFrom) },
      { label: t('prices.validTo'), render: ({ validTo }) => date(validTo) },
    ]} />
  )
}
