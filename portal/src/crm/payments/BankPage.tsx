import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconEyeOff, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { AssignBankLineDocument, BankLinesDocument, IgnoreBankLineDocument, ReopenBankLineDocument, type BankLineRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { useAsk } from '../record/useAsk'
import { AssignDialog } from './AssignDialog'
import { UploadDialog } from './UploadDialog'

export const BANK: List<BankLineRowFragment> = {
  name: 'bank', document: BankLinesDocument, sort: { id: 'day', desc: true }, sorts: { day: 'DAY' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: ['Open', 'Assigned', 'Ignored'].map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'amount', kind: 'amount', label: t('field.amount') },
  ],
  views: (t) => [{ id: 'open', label: t('bank.views.open'), filter: { state: ['Open'] } }, { id: 'assigned', label: t('bank.views.assigned'), filter: { state: ['Assigned'] } }, { id: 'all', label: t('bank.views.all'), filter: {} }],
}

/** What the bank tells, and whose it is: as it is proposed, or as somebody knows. */
export function BankPage({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { date, money, percent } = useFormat()
  const uploads = usePermission('bankLine:import')
  const [uploading, setUploading] = useState(false), [assigning, setAssigning] = useState<BankLineRowFragment>()
  const { ask, dialog } = useAsk()
  const assign = useCommand(AssignBankLineDocument, { done: ({ payment }) => t('bank.booked', { number: payment?.number }) }), ignore = useCommand(IgnoreBankLineDocument, { done: t('bank.ignored') }), reopen = useCommand(ReopenBankLineDocument, { done: t('bank.reopened') })
  const columns = useMemo<Column<BankLineRowFragment>[]>(() => [
    { id: 'day', label: t('bank.day'), width: 104, card: 'line', render: ({ day }) => date(day) },
    { id: 'counterparty', label: t('bank.counterparty'), width: 160, card: 'title', render: ({ counterparty, entryReference }) => <span>{counterparty ?? entryReference}</span> },
    { id: 'remittance', label: t('bank.remittance'), width: 200, grow: true, render: ({ remittance, structuredReference }) => <span>{remittance ?? structuredReference}</span> },
    { id: 'amount', label: t('field.amount'), width: 124, numeric: true, card: 'amount', render: ({ amount, currency }) => money(amount, currency) },
    { id: 'state', label: t('field.state'), width: 104, card: 'state', render: ({ state }) => <StateBadge state={state} /> },
    { id: 'proposal', label: t('bank.proposal'), width: 320, grow: true, card: 'line', render: ({ state, partner, buyer, confidence, matchedBy, proposedNumbers, payments, reason }) => (
      state === 'Ignored' ? <span className="meta">{reason}</span>
        : state !== 'Open' ? <span>{payments.map(({ id, number }, at) => <Fragment key={id}>{at > 0 && ', '}<Link className="link" to="/payments/$id" params={{ id }}>{number}</Link></Fragment>)}</span>
        : confidence == null ? <span className="muted">{t('bank.unknown')}</span>
          : <span>{partner?.name ?? buyer?.name} <span className="meta">{[proposedNumbers.join(', '), percent(confidence), t(`bank.by.${matchedBy}`)].filter(Boolean).join(' · ')}</span></span>) },
    { id: 'verbs', label: t('actions'), width: 230, card: 'line', render: (line) => (
      <Group gap={6} wrap="nowrap">
        {line.actions.includes('assign') && line.confidence != null && <Button size="compact-sm" variant="light" onClick={() => void assign.run({ id: line.id })}>{t('bank.confirm')}</Button>}
        {line.actions.includes('assign') && <Button size="compact-sm" variant="default" onClick={() => setAssigning(line)}>{t('bank.assign')}</Button>}
        {line.actions.includes('ignore') && <Tooltip label={t('bank.ignore')}><ActionIcon size={26} variant="subtle" color="gray" aria-label={t('bank.ignore')} onClick={() => ask({ title: t('bank.ignore'), field: t('invoices.reason'), required: true, confirm: t('bank.ignore'), run: (reason) => ignore.run({ id: line.id, reason }) })}><IconEyeOff size={15} /></ActionIcon></Tooltip>}
        {line.actions.includes('reopen') && <Tooltip label={t('bank.reopen')}><ActionIcon size={26} variant="subtle" color="gray" aria-label={t('bank.reopen')} onClick={() => ask({ title: t('bank.reopen'), hint: t('bank.reopenHint'), confirm: t('bank.reopen'), run: () => reopen.run({ id: line.id }) })}><IconArrowBackUp size={15} /></ActionIcon></Tooltip>}
      </Group>) },
  ], [t, date, money, percent, assign, ignore, reopen, ask])
  return (
    <ListPage list={BANK} search={search} columns={columns} nameOf={({ counterparty, entryReference }) => counterparty ?? entryReference} opens={false} selects={false}
      actions={uploads ? [{ id: 'upload', label: t('bank.upload'), icon: IconUpload, hotkey: 'n', tone: 'primary', run: () => setUploading(true) }] : []}>
      {uploading && <UploadDialog onClose={() => setUploading(false)} />}
      {assigning && <AssignDialog line={assigning} onClose={() => setAssigning(undefined)} />}
      {dialog}
    </ListPage>
  )
}
