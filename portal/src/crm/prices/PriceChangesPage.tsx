import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { PriceChangesDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { useChangeWords } from './useChangeWords'

/** What was prepared and applied lately, of one list or of all. */
export function PriceChangesPage({ list }: { list?: string }) {
  const { t } = useTranslation()
  const { dateTime, number } = useFormat()
  const { nameOf } = useChangeWords()
  const cost = usePermission('cost:read')
  return (
    <SimplePage title={t('prices.changes')} hint={t('prices.changesHint')} query={useQuery({ query: PriceChangesDocument, variables: { priceListId: list ? [list] : null, cost }, requestPolicy: 'cache-and-network' })} pick={({ priceChanges }) => priceChanges.nodes} over={({ state }) => state === 'Discarded' || state === 'Undone'}
      columns={[
        { label: t('prices.what'), render: (change) => <Link className="link" to="/price-changes/$id" params={{ id: change.id }}>{nameOf(change)}</Link> },
        { label: t('field.state'), render: ({ state }) => <StateBadge state={state} /> },
        { label: t('prices.list'), render: ({ priceList }) => priceList && <Link className="link" to="/price-lists/$id" params={{ id: priceList.id }}>{priceList.name}</Link> },
        { label: t('prices.willChange'), numeric: true, render: ({ changeCount }) => number(changeCount) },
        { label: t('prices.by'), render: ({ createdBy }) => createdBy?.name },
        { label: t('prices.at'), render: ({ createdAt }) => dateTime(createdAt) },
      ]} />
  )
}
