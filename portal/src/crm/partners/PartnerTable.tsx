import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { PartnersDocument, type PartnerRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'

const NoteApplication = lazy(() => import('./NoteApplication'))

export const PARTNERS: List<PartnerRowFragment> = {
  name: 'partners', document: PartnersDocument, sort: { id: 'name', desc: false },
  sorts: { name: 'NAME', created: 'CREATED_AT' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: optionsOf(t, 'PARTNER_STATE') },
    { id: 'type', kind: 'choice', label: t('field.type'), options: optionsOf(t, 'PARTNER_TYPE') },
    { id: 'representativeId', kind: 'user', label: t('field.representative') },
    { id: 'channelManagerId', kind: 'user', label: t('field.channelManager') },
  ],
  views: (t, viewer) => [
    { id: 'all', label: t('views.allPartners'), filter: {} },
    { id: 'active', label: t('views.activePartners'), filter: { state: ['Active'] } },
    { id: 'mine', label: t('views.myPartners'), filter: { representativeId: viewer ? [`${viewer.id}~${viewer.name}`] : [] } },
    { id: 'joining', label: t('views.joining'), filter: { state: ['Applied', 'UnderReview', 'Approved', 'Onboarding'] } },
  ],
}

export function PartnerTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, country, date, money } = useFormat()
  const mayApply = usePermission('partner:apply')
  const [noting, { open, close }] = useDisclosure()
  const columns = useMemo<Column<PartnerRowFragment>[]>(() => [
    { id: 'name', label: t('field.name'), width: 190, grow: true, card: 'title', render: ({ id, name }) => <><Avatar name={name} of="organisation" size={20} /><Link to="/partners/$id" params={{ id }} tabIndex={-1}>{name}</Link></> },
    { id: 'code', label: t('field.code'), width: 80, render: ({ code }) => <span className="muted">{code}</span> },
    { id: 'state', label: t('field.state'), width: 120, card: 'state', render: ({ state }) => <StateBadge of="Partner" state={state} /> },
    { id: 'type', label: t('field.type'), width: 100, card: 'line', render: ({ type }) => t(`values.${type}`) },
    { id: 'level', label: t('field.level'), width: 84, card: 'line', render: ({ level }) => level?.name },
    { id: 'city', label: t('field.city'), width: 140, card: 'line', render: ({ city, country: code }) => <span>{[city, country(code)].filter(Boolean).join(', ')}</span> },
    { id: 'parent', label: t('field.parentPartner'), width: 150, hidden: true, render: ({ parent }) => <span>{parent?.name}</span> },
    { id: 'representative', label: t('field.representative'), width: 144, render: ({ representative }) => representative && <><Avatar name={representative.name} size={18} /><span>{representative.name}</span></> },
    { id: 'channelManager', label: t('field.channelManager'), width: 140, hidden: true, render: ({ channelManager }) => <span>{channelManager?.name}</span> },
    { id: 'openQuotes', label: t('field.openQuotes'), width: 100, numeric: true, render: ({ openQuoteCount }) => openQuoteCount || <span className="muted">–</span> },
    { id: 'openOrders', label: t('field.openOrders'), width: 100, hidden: true, numeric: true, render: ({ openOrderCount }) => openOrderCount },
    { id: 'credit', label: t('field.creditLeft'), width: 108, numeric: true, render: ({ creditLeft, currency }) => creditLeft && money(creditLeft, currency, 'short') },
    { id: 'revenue', label: t('field.revenue12m'), width: 112, numeric: true, card: 'amount', render: ({ revenue12m, currency }) => Number(revenue12m) ? money(revenue12m, currency, 'short') : <span className="muted">–</span> },
    { id: 'lastOrder', label: t('field.lastOrder'), width: 104, render: ({ lastOrderAt }) => lastOrderAt && ago(lastOrderAt) },
    { id: 'created', label: t('field.created'), width: 110, hidden: true, render: ({ createdAt }) => date(createdAt) },
  ], [t, ago, country, date, money])
  return (
    <ListPage list={PARTNERS} search={search} columns={columns} nameOf={({ name }) => name}
      actions={mayApply ? [{ id: 'apply', label: t('partners.apply'), icon: IconUserPlus, hotkey: 'n', tone: 'primary', run: open }] : undefined}>
      {noting && <Suspense><NoteApplication onClose={close} /></Suspense>}
    </ListPage>
  )
}
