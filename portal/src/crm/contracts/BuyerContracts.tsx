import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { BuyerContractsDocument, type ContractFilter } from '../gql/graphql'
import { RelatedItem, RelatedList, Section } from '../record/Related'

/** What was agreed with a partner or an account, beside its record. */
export function BuyerContracts({ filter }: { filter: ContractFilter }) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const reads = usePermission('contract:read')
  const [{ data }] = useQuery({ query: BuyerContractsDocument, variables: { filter }, pause: !reads, requestPolicy: 'cache-and-network' })
  if (!data) return null
  const { nodes, totalCount } = data.contracts
  return (
    <Section title={t('nav.contracts')} count={totalCount}>
      <RelatedList>{nodes.map(({ id, title, number, state, endOn }) => <RelatedItem key={id} to="/contracts/$id" id={id} title={title} end={<span className="meta">{number}</span>} below={<StateBadge state={state} />} belowEnd={endOn && t('contracts.until', { date: date(endOn) })} />)}</RelatedList>
      {nodes.length === 0 && <p className="muted">{t('contracts.none')}</p>}
    </Section>
  )
}
