import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { UsedOfAll } from '../../shared/specials/Used'
import { StateBadge } from '../../shared/StateBadge'
import { SpecialPricesDocument, type SpecialPricesQuery } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { NewSpecialPrice } from './NewSpecialPrice'

type Row = SpecialPricesQuery['page']['nodes'][number]
const states = ['Draft', 'Submitted', 'Returned', 'Withdrawn', 'Approved', 'Rejected', 'Expired']

export const SPECIALS: List<Row> = {
  name: 'special-prices', document: SpecialPricesDocument, sort: { id: 'created', desc: true }, sorts: { number: 'NUMBER', to: 'VALID_TO', created: 'CREATED_AT' },
  filters: (t) => [
    { id: 'state', kind: 'choice', label: t('field.state'), options: states.map((value) => ({ value, label: t(`states.${value}`) })) },
    { id: 'waitsForMe', kind: 'yes', label: t('specials.views.mine') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'usedUp', kind: 'yes', label: t('states.UsedUp') },
    { id: 'validTo', kind: 'days', label: t('specials.validTo') },
  ],
  views: (t) => [
    { id: 'all', label: t('specials.views.all'), filter: {} },
    { id: 'mine', label: t('specials.views.mine'), filter: { waitsForMe: ['true'] }, sort: { id: 'created', desc: false } },
    { id: 'open', label: t('specials.views.open'), filter: { state: ['Draft', 'Submitted', 'Returned', 'Withdrawn'] } },
    { id: 'granted', label: t('specials.views.granted'), filter: { state: ['Approved'] }, sort: { id: 'to', desc: false } },
  ],
}

/** Who asked for which special price, what was decided, and how much of it is used. */
export function SpecialPriceTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, date } = useFormat()
  const mayAsk = usePermission('specialPrice:create'), [asking, { open, close }] = useDisclosure()
  const columns = useMemo<Column<Row>[]>(() => [
    { id: 'number', label: t('field.number'), width: 116, card: 'title', render: ({ id, number }) => <Link to="/special-prices/$id" params={{ id }} tabIndex={-1}>{number}</Link> },
    { id: 'state', label: t('field.state'), width: 120, card: 'state', render: ({ state, usedUp }) => <StateBadge state={state === 'Approved' && usedUp ? 'UsedUp' : state} /> },
    { id: 'partner', label: t('field.partner'), width: 170, grow: true, card: 'line', render: ({ partner }) => <span>{partner?.name}</span> },
    { id: 'account', label: t('specials.account'), width: 150, card: 'line', render: ({ account }) => account ? <span>{account.name}</span> : <span className="muted">{t('specials.anyAccount')}</span> },
    { id: 'products', label: t('specials.products'), width: 170, grow: true, render: ({ lines }) => <span>{lines.map(({ product }) => product?.sku).join(', ')}</span> },
    { id: 'used', label: t('specials.used'), width: 110, render: ({ lines }) => <UsedOfAll lines={lines} /> },
    { id: 'to', label: t('specials.validTo'), width: 112, render: ({ validTo }) => date(validTo) },
    { id: 'owner', label: t('field.owner'), width: 130, render: ({ owner }) => <span>{owner?.name}</span> },
    { id: 'created', label: t('specials.created'), width: 108, render: ({ createdAt }) => ago(createdAt) },
  ], [t, ago, date])
  return (
    <ListPage list={SPECIALS} search={search} columns={columns} nameOf={({ number }) => number} selects={false} actions={mayAsk ? [{ id: 'new', label: t('specials.ask'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}>
      {asking && <NewSpecialPrice onClose={close} />}
    </ListPage>
  )
}
