import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDisclosure } from '@mantine/hooks'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AccountsDocument, UpdateAccountDocument, type AccountRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'
import { optionsOf } from '../record/useOptions'
import { NewAccount } from './NewAccount'

/** A field that is edited in the row itself. */
type Editable = 'city' | 'phone' | 'email' | 'industry'

export const ACCOUNTS: List<AccountRowFragment> = {
  name: 'accounts', document: AccountsDocument, sort: { id: 'name', desc: false },
  sorts: { name: 'NAME', activity: 'LAST_ACTIVITY', created: 'CREATED_AT' },
  filters: (t) => [
    { id: 'status', kind: 'choice', label: t('field.status'), options: optionsOf(t, 'ACCOUNT_STATUS') },
    { id: 'kind', kind: 'choice', label: t('field.kind'), options: optionsOf(t, 'ACCOUNT_KIND') },
    { id: 'ownerId', kind: 'user', label: t('field.owner') },
    { id: 'partnerId', kind: 'partner', label: t('field.partner') },
    { id: 'direct', kind: 'yes', label: t('accounts.onlyDirect') },
  ],
  views: (t, viewer) => [
    { id: 'all', label: t('views.allAccounts'), filter: {} },
    { id: 'mine', label: t('views.myAccounts'), filter: { ownerId: viewer ? [`${viewer.id}~${viewer.name}`] : [] } },
    { id: 'prospects', label: t('views.prospects'), filter: { status: ['PROSPECT'] } },
    { id: 'direct', label: t('views.direct'), filter: { direct: ['true'] } },
    { id: 'quiet', label: t('views.quiet'), filter: { status: ['ACTIVE'] }, sort: { id: 'activity', desc: false } },
  ],
}

export function AccountTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { ago, country, date, money } = useFormat()
  const mayCreate = usePermission('account:create')
  const [creating, { open, close }] = useDisclosure()
  const { run } = useCommand(UpdateAccountDocument)

  const columns = useMemo<Column<AccountRowFragment>[]>(() => {
    const edit = (field: Editable) => ({
      value: (row: AccountRowFragment) => row[field] ?? '',
      save: async (row: AccountRowFragment, value: string) => {
        const payload = await run({ id: row.id, revision: row.revision, [field]: value || null })
        if (payload?.account) toastDone(t('saved'), () => run({ id: row.id, revision: payload.account!.revision, [field]: row[field] ?? null }))
      },
    })
    return [
      { id: 'name', label: t('field.name'), width: 210, grow: true, card: 'title', render: ({ id, name }) => <><Avatar name={name} of="organisation" size={20} /><Link to="/accounts/$id" params={{ id }} tabIndex={-1}>{name}</Link></> },
      { id: 'number', label: t('field.number'), width: 96, hidden: true, render: ({ number }) => <span className="muted">{number}</span> },
      { id: 'status', label: t('field.status'), width: 102, card: 'state', render: (row) => <StateBadge state={row.status} /> },
      { id: 'partner', label: t('field.partner'), width: 150, card: 'line', render: ({ partner }) => <span>{partner?.name ?? <span className="muted">{t('accounts.direct')}</span>}</span> },
      { id: 'city', label: t('field.city'), width: 98, card: 'line', edit: edit('city'), render: ({ city }) => <span>{city}</span> },
      { id: 'country', label: t('field.country'), width: 110, hidden: true, render: ({ country: code }) => <span>{country(code)}</span> },
      { id: 'industry', label: t('field.industry'), width: 122, edit: edit('industry'), render: ({ industry }) => <span>{industry}</span> },
      { id: 'owner', label: t('field.owner'), width: 144, render: ({ owner }) => owner && <><Avatar name={owner.name} size={18} /><span>{owner.name}</span></> },
      { id: 'openQuotes', label: t('field.openQuotes'), width: 92, numeric: true, render: ({ openQuoteCount }) => openQuoteCount || <span className="muted">–</span> },
      { id: 'revenue', label: t('field.revenue12m'), width: 114, numeric: true, card: 'amount', render: ({ revenue12m }) => Number(revenue12m) ? money(revenue12m, 'USD', 'short') : <span className="muted">–</span> },
      { id: 'activity', label: t('field.lastActivity'), width: 112, card: 'line', render: ({ lastActivityAt }) => lastActivityAt && ago(lastActivityAt) },
      { id: 'phone', label: t('field.phone'), width: 140, hidden: true, edit: edit('phone'), render: ({ phone }) => phone },
      { id: 'email', label: t('field.email'), width: 190, hidden: true, edit: edit('email'), render: ({ email }) => <span>{email}</span> },
      { id: 'created', label: t('field.created'), width: 110, hidden: true, render: ({ createdAt }) => date(createdAt) },
    ]
  }, [t, ago, country, date, money, run])


  return (
    <ListPage list={ACCOUNTS} search={search} columns={columns} nameOf={({ name }) => name}
      actions={mayCreate ? [{ id: 'new', label: t('accounts.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}>
      <NewAccount opened={creating} onClose={close} />
    </ListPage>
  )
}
