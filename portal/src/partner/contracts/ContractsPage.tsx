import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { ContractsDocument, type ContractRowFragment, type ContractSortField, type ContractState } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import c from '../parts/RecordTable.module.css'
import { VIEWS, type ContractsSearch } from './search'

const STATES: Record<(typeof VIEWS)[number], ContractState[] | undefined> = { running: ['Sent', 'Active'], over: ['Expired', 'Terminated', 'Canceled'], all: undefined }
export const contractsAsked = (search: ContractsSearch) => ({ sort: sortOf(search, 'UPDATED_AT'), filter: { state: STATES[search.view ?? 'all'], search: search.q } })

/** What was agreed with us, for those of the dealer who look after all of it. */
export function ContractsPage({ search, onSearch }: { search: ContractsSearch; onSearch: (search: ContractsSearch) => void }) {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  const columns: Column<ContractRowFragment, ContractSortField>[] = [
    { key: 'number', label: t('contracts.number'), sort: 'NUMBER', cell: ({ id, number, title }) => <div className={c.whole}><Link to="/contracts/$id" params={{ id }} className={c.stretch}>{number}</Link><div className="meta">{title}</div></div> },
    { key: 'startOn', label: t('contracts.startOn'), cell: ({ startOn }) => date(startOn) },
    { key: 'endOn', label: t('contracts.endOn'), sort: 'END_ON', cell: ({ endOn }) => date(endOn) },
    { key: 'notice', label: t('contracts.lastNoticeOn'), cell: ({ lastNoticeOn, noticeDue }) => (noticeDue ? <b>{date(lastNoticeOn)}</b> : date(lastNoticeOn)) },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    { key: 'value', label: t('contracts.value'), end: true, cell: ({ value, currency }) => (value && currency ? money(value, currency) : '—') },
  ]
  return (
    <>
      <PageHead title={t('nav.contracts')} />
      <RecordList label={t('nav.contracts')} searchLabel={t('contracts.search')} document={ContractsDocument} asked={contractsAsked(search)} columns={columns} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: t(`contracts.views.${value}`) }))} nothing={<Empty kind="nothing" title={t('contracts.none')} hint={t('contracts.noneHint')} />} />
    </>
  )
}
