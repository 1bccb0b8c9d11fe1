import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { ContractsDocument, type ContractRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { NewContract } from './NewContract'
import { KINDS } from './kinds'
import c from './contracts.module.css'

const STATES = ['Draft', 'Sent', 'Active', 'Expired', 'Terminated', 'Canceled']
export const CONTRACTS: List<ContractRowFragment> = {
  name: 'contracts', document: ContractsDocument, sort: { id: 'updated', desc: true },
  sorts: { number: 'NUMBER', end: 'END_ON', updated: 'UPDATED_AT' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: STATES.map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'kind', kind: 'choice', label: t('contracts.kind'), options: KINDS.map((value) => ({ value, label: t(`contracts.kinds.${value}`) })) },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'noticeDue', kind: 'yes', label: t('contracts.noticeDue') },
  ],
  views: (t) => [
    { id: 'open', label: t('contracts.views.open'), filter: { state: ['Draft', 'Sent', 'Active'] } },
    { id: 'due', label: t('contracts.views.due'), filter: { noticeDue: ['true'] }, sort: { id: 'end', desc: false } },
    { id: 'sent', label: t('contracts.views.sent'), filter: { state: ['Sent'] } },
    { id: 'all', label: t('contracts.views.all'), filter: {} },
  ],
}

export function ContractTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date, money } = useFormat()
  const mayCreate = usePermission('contract:create')
  const [creating, { open, close }] = useDisclosure()
  const columns = useMemo<Column<ContractRowFragment>[]>(() => [
    { id: 'number', label: t('field.number'), width: 108, card: 'title', render: ({ id, number }) => <Link to="/contracts/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'title', label: t('contracts.title'), width: 160, grow: true, card: 'line', render: ({ title }) => <span>{title}</span> },
    { id: 'state', label: t('field.state'), width: 104, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'buyer', label: t('contracts.with'), width: 170, grow: true, card: 'line', render: ({ partner, account }) => <span>{(partner ?? account)?.name}</span> },
    { id: 'kind', label: t('contracts.kind'), width: 116, render: ({ kind }) => <span>{t(`contracts.kinds.${kind}`)}</span> },
    { id: 'end', label: t('contracts.endOn'), width: 112, card: 'line', render: ({ endOn }) => date(endOn) },
    { id: 'notice', label: t('contracts.lastNoticeOn'), width: 116, render: ({ lastNoticeOn, noticeDue }) => <span className={noticeDue ? c.due : undefined}>{date(lastNoticeOn)}</span> },
    { id: 'value', label: t('contracts.value'), width: 120, numeric: true, card: 'amount', render: ({ value, currency }) => value && currency && money(value, currency) },
    { id: 'owner', label: t('field.owner'), width: 120, render: ({ owner }) => <span>{owner?.name}</span> },
    { id: 'updated', label: t('field.updated'), width: 100, hidden: true, render: ({ updatedAt }) => ago(updatedAt) },
  ], [t, ago, date, money])
  return (
    <ListPage list={CONTRACTS} search={search} columns={columns} nameOf={({ number }) => number} actions={mayCreate ? [{ id: 'new', label: t('contracts.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}>
      {creating && <NewContract onClose={close} />}
    </ListPage>
  )
}
