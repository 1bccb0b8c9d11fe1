import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { BuyerInvoicesDocument, type InvoiceFilter } from '../gql/graphql'
import { RelatedItem, RelatedList, Section } from '../record/Related'

/** The latest invoices of a partner or an account, beside its record. */
export function BuyerInvoices({ filter }: { filter: InvoiceFilter }) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const reads = usePermission('invoice:read')
  const [{ data }] = useQuery({ query: BuyerInvoicesDocument, variables: { filter }, pause: !reads, requestPolicy: 'cache-and-network' })
  if (!data) return null
  const { nodes, totalCount } = data.invoices
  return (
    <Section title={t('nav.invoices')} count={totalCount}>
      <RelatedList>{nodes.map(({ id, number, state, gross, currency, dueDate }) => <RelatedItem key={id} to="/invoices/$id" id={id} title={number ?? t('states.Draft')} end={money(gross, currency, 'short')} below={<StateBadge state={state} />} belowEnd={dueDate && date(dueDate)} />)}</RelatedList>
      {nodes.length === 0 && <p className="muted">{t('invoices.none')}</p>}
    </Section>
  )
}
