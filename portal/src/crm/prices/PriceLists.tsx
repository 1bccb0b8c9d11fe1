import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { HistoryButton } from '../audit/HistoryButton'
import { PriceListsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'

export function PriceLists() {
  const { t } = useTranslation()
  const { country, date, number, percent } = useFormat()
  return (
    <SimplePage title={t('nav.priceLists')} hint={t('prices.listsHint')} query={useQuery({ query: PriceListsDocument })} pick={({ priceLists }) => priceLists.nodes} columns={[
      { label: t('field.name'), render: ({ name }) => <b style={{ fontWeight: 500 }}>{name}</b> },
      { label: t('field.kind'), render: ({ kind }) => t([`values.priceList.${kind}`, 'values.other'], { value: kind }) },
      { label: t('prices.for'), render: ({ partner, level, country: code }) => partner ? <Link className="link" to="/partners/$id" params={{ id: partner.id }}>{partner.name}</Link> : level?.name ?? (code ? country(code) : t('prices.everyone')) },
      { label: t('prices.basis'), render: ({ derivedFrom, adjustPercent }) => derivedFrom ? `${derivedFrom.name} ${percent(adjustPercent)}` : '—' },
      { label: t('field.currency'), render: ({ currency }) => currency },
      { label: t('prices.validFrom'), render: ({ validFrom }) => date(validFrom) },
      { label: t('prices.validTo'), render: ({ validTo }) => date(validTo) },
      { label: t('prices.entries'), numeric: true, render: ({ entryCount }) => number(entryCount) },
      { label: t('history.title'), render: ({ id, name }) => <HistoryButton of="priceList" id={id} name={name} inRow /> },
    ]} />
  )
}
