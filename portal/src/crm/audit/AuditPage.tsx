import { IconDownload, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { AuditSealDocument, AuditTrailDocument } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import { readSearch, type List } from '../grid/list'
import { toServerFilter, type ListSearch } from '../grid/listState'
import { recordLink } from '../shell/navigation'
import c from './audit.module.css'
import { useHistoryWords, type Line } from './words'

const CHANNELS = ['crm', 'portal', 'api', 'job', 'import', 'demo', 'system', 'database']
const ACTIONS = ['insert', 'update', 'delete', 'signIn', 'signInFailed', 'signOut', 'keyUse', 'export', 'viewAs', 'endViewAs', 'invitation.accepted', 'password.reset', 'password.changed']
const RECORDS: [value: string, part: string][] = [
  ['account', 'Account'], ['contact', 'Contact'], ['partner', 'Partner'], ['quote', 'Quote'], ['order', 'Order'], ['product', 'Product'], ['price_list', 'PriceList'], ['promotion', 'Promotion'], ['user', 'User'], ['api_key', 'ApiKey'], ['webhook', 'Webhook'], ['installation', 'installation'],
]

/** Where the trail can be taken from as CSV, under the list's own filters. */
function exportLink(filter: Record<string, unknown>): string {
  const { at, search: _words, ...lists } = filter as { at?: { gte: string | null; lte: string | null }; search?: string } & Record<string, string[]>
  const query = new URLSearchParams(Object.entries(lists).flatMap(([name, values]) => values.map((value) => [name, value])))
  if (at?.gte) query.set('from', at.gte)
  if (at?.lte) query.set('to', at.lte)
  return `/crm/files/audit.csv?${query}`
}

export const AUDIT: List<Line> = {
  name: 'audit', document: AuditTrailDocument, sort: { id: 'at', desc: true },
  sorts: { at: 'NUMBER' },
  filters: (t) => [
    { id: 'actorId', kind: 'user', label: t('history.who') },
    { id: 'at', kind: 'days', label: t('history.day') },
    { id: 'recordType', kind: 'choice', label: t('history.record'), options: RECORDS.map(([value, part]) => ({ value, label: t(`history.parts.${part}`) })) },
    { id: 'action', kind: 'choice', label: t('history.what'), options: ACTIONS.map((value) => ({ value, label: ['insert', 'update', 'delete'].includes(value) ? t(`history.told.${value}`, { part: '' }).trim() : t(`history.acts.${value}`) })) },
    { id: 'channel', kind: 'choice', label: t('history.through'), options: CHANNELS.map((value) => ({ value, label: t(`through.${value}`) })) },
  ],
  views: (t) => [
    { id: 'all', label: t('history.allTrail'), filter: {} },
    { id: 'signIns', label: t('history.acts.signIn'), filter: { action: ['signIn', 'signInFailed', 'signOut'] } },
    { id: 'exports', label: t('history.acts.export'), filter: { action: ['export'] } },
    { id: 'looks', label: t('viewAs.do'), filter: { action: ['viewAs', 'endViewAs'] } },
  ],
}

/** Every change and act of everybody, for administrators. */
export function AuditPage({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const words = useHistoryWords()
  const columns = useMemo<Column<Line>[]>(() => [
    { id: 'at', label: t('history.when'), width: 196, card: 'line', render: ({ at }) => <time dateTime={at}>{dateTime(at, 'medium')}</time> },
    { id: 'actor', label: t('history.who'), width: 150, card: 'title', render: (line) => <span>{words.actor(line)}</span> },
    { id: 'told', label: t('history.what'), width: 170, card: 'state', render: (line) => <span className={line.action === 'signInFailed' ? c.failed : undefined}>{words.told(line)}</span> },
    { id: 'record', label: t('history.record'), width: 190, card: 'line', render: (line) => <RecordOf line={line} /> },
    { id: 'changes', label: t('history.changes'), width: 320, grow: true, card: 'line', render: (line) => { const summary = words.summary(line); return <span title={summary}>{summary}</span> } },
    { id: 'channel', label: t('history.through'), width: 140, render: ({ channel, key }) => <span>{t(`through.${channel}`, channel)}{key && `, ${key.name}`}</span> },
    { id: 'sealed', label: t('history.sealed'), width: 100, render: ({ sealed }) => <span className={sealed ? undefined : 'muted'}>{t(sealed ? 'yes' : 'history.notSealed')}</span> },
  ], [t, dateTime, words])
  const { values } = readSearch(AUDIT, search, t, undefined)
  const take = () => window.location.assign(exportLink(toServerFilter(AUDIT.filters(t), values)))
  return (
    <ListPage list={AUDIT} search={search} columns={columns} nameOf={words.told} opens={false} selects={false} counted="history.count"
      actions={[{ id: 'export', label: t('history.export'), icon: IconDownload, run: take }]}><Seal /></ListPage>
  )
}

function RecordOf({ line: { recordType, recordId, recordName, part } }: { line: Line }) {
  const { t } = useTranslation()
  const link = recordType && recordId ? recordLink(recordType, recordId) : undefined
  const name = recordName ?? t([`history.parts.${part ?? recordType}`, 'values.other'], { value: recordType ?? '' })
  return link && recordName ? <Link to={link.to as '/accounts/$id'} params={link.params} className="link" tabIndex={-1}>{name}</Link> : <span>{name}</span>
}

/** How far the trail is sealed. */
function Seal() {
  const { t } = useTranslation()
  const { dateTime, number } = useFormat()
  const [{ data }] = useQuery({ query: AuditSealDocument, requestPolicy: 'network-only' })
  if (!data) return null
  const { sealedAt, unsealed } = data.auditSeal
  return (
    <p className={c.seal} role="status">
      <IconShieldLock size={15} stroke={1.6} aria-hidden />
      {sealedAt ? t('history.sealedUpTo', { time: dateTime(sealedAt, 'medium') }) : t('history.neverSealed')}{unsealed > 0 && ` · ${t('history.waiting', { count: unsealed, entries: number(unsealed) })}`}
    </p>
  )
}
