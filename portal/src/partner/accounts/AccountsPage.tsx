import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { Avatar } from '../../shared/Avatar'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { AccountsDocument, type AccountRowFragment, type AccountSortField } from '../gql/graphql'
import { sortOf } from '../parts/listSearch'
import { ForWhom } from '../parts/ForWhom'
import { PageHead } from '../parts/PageHead'
import { RecordList } from '../parts/RecordList'
import type { Column } from '../parts/RecordTable'
import tables from '../parts/RecordTable.module.css'
import { AccountForm } from './AccountForm'
import { VIEWS, type AccountsSearch } from './search'

export const accountsAsked = (search: AccountsSearch) => ({ sort: search.by ? sortOf(search, 'NAME') : { by: 'NAME' as const, direction: 'ASC' as const }, filter: { status: !search.view || search.view === 'all' ? undefined : [search.view], search: search.q } })

export function AccountsPage({ search, onSearch }: { search: AccountsSearch; onSearch: (search: AccountsSearch) => void }) {
  const { t } = useTranslation()
  const { country } = useFormat()
  const navigate = useNavigate()
  const mayCreate = usePermission('account:create')
  const [creating, { open, close }] = useDisclosure()
  useActions(mayCreate ? [{ id: 'account.create', label: t('accounts.new'), group: t('nav.accounts'), keys: 'n', icon: <IconPlus size={17} />, run: open }] : [])

  const columns: Column<AccountRowFragment, AccountSortField>[] = [
    { key: 'name', label: t('accounts.name'), sort: 'NAME', cell: ({ id, name, number }) => <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}><Avatar name={name} of="organisation" /><span><Link to="/accounts/$id" params={{ id }} className={tables.stretch}>{name}</Link> <span className="meta">{number}</span></span></span> },
    { key: 'city', label: t('accounts.city'), cell: ({ city, country: code }) => [city, country(code)].filter(Boolean).join(', ') || '—' },
    { key: 'industry', label: t('accounts.industry'), cell: ({ industry }) => industry ?? '—' },
    { key: 'seller', label: t('accounts.seller'), cell: ({ seller, partner }) => <ForWhom account={seller} partner={partner} /> },
    { key: 'status', label: t('state'), cell: ({ status }) => <StateBadge state={status} /> },
  ]
  return (
    <>
      <PageHead title={t('nav.accounts')}>{mayCreate && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>{t('accounts.new')}</Button>}</PageHead>
      <RecordList
        label={t('nav.accounts')} searchLabel={t('accounts.search')} document={AccountsDocument} asked={accountsAsked(search)} columns={columns} search={search} onSearch={onSearch} view={search.view ?? 'all'}
        views={VIEWS.map((value) => ({ value, label: value === 'all' ? t('all') : t(`states.${value}`) }))}
        nothing={<Empty kind="nothing" title={t('accounts.none')} hint={t('accounts.noneHint')} action={mayCreate ? { label: t('accounts.new'), run: open } : undefined} />}
      />
      {creating && <AccountForm onClose={close} onSaved={({ id }) => void navigate({ to: '/accounts/$id', params: { id } })} />}
    </>
  )
}
