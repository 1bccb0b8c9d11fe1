import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useActions } from '../../shared/actions/registry'
import { Avatar } from '../../shared/Avatar'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { Pager, pageArguments, type Page } from '../../shared/Pager'
import { PersonMenu } from '../../shared/people/PersonMenu'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRows } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { MeDocument, PeopleDocument, type PersonFragment } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { RecordTable, type Column } from '../parts/RecordTable'
import { PersonForm } from './PersonForm'

export function PeoplePage({ search, onSearch }: { search: Page; onSearch: (page: Page) => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const mayManage = usePermission('user:manage')
  const [edited, setEdited] = useState<PersonFragment | 'new'>()
  const [{ data: me }] = useQuery({ query: MeDocument, requestPolicy: 'cache-first' })
  const currency = me?.viewer?.partner?.currency ?? 'USD'
  const query = useQuery({ query: PeopleDocument, variables: pageArguments(search, 25) })
  useActions(mayManage ? [{ id: 'person.create', label: t('people.new'), group: t('nav.people'), keys: 'n', icon: <IconPlus size={17} />, run: () => setEdited('new') }] : [])

  const columns: Column<PersonFragment>[] = [
    { key: 'name', label: t('people.name'), cell: ({ name, email, title }) => <span style={{ display: 'inline-flex', alignItems: 'center', gap: 12 }}><Avatar name={name} size={34} /><span><b>{name}</b>{title && <span className="meta"> · {title}</span>}<br /><span className="meta">{email}</span></span></span> },
    { key: 'role', label: t('people.role'), cell: ({ roles }) => roles.map((role) => t(`roles.${role}`)).join(', ') },
    { key: 'limit', label: t('people.spendingLimit'), cell: ({ spendingLimit, spendingPeriod }) => (spendingLimit == null ? <span className="muted">{t('people.noLimit')}</span> : `${money(spendingLimit, currency)}${spendingPeriod ? ` / ${t(`people.periods.${spendingPeriod.toLowerCase()}`)}` : ''}`) },
    { key: 'state', label: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
    ...(mayManage ? [{
      key: 'more', label: t('person.actions'), end: true, cell: (person: PersonFragment) => <PersonMenu person={person} onEdit={() => setEdited(person)} />,
    }] : []),
  ]
  return (
    <>
      <PageHead title={t('nav.people')} meta={t('people.hint')}>{mayManage && <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>{t('people.new')}</Button>}</PageHead>
      <Loaded query={query} skeleton={<SkeletonRows rows={6} columns={4} />}>
        {({ users: { nodes, pageInfo, totalCount } }) => <><RecordTable label={t('nav.people')} rows={nodes} columns={columns} />{(pageInfo.hasNextPage || pageInfo.hasPreviousPage) && <Pager pageInfo={pageInfo} totalCount={totalCount} onPage={onSearch} />}</>}
      </Loaded>
      {edited && <PersonForm person={edited === 'new' ? undefined : edited} currency={currency} onClose={() => setEdited(undefined)} />}
    </>
  )
}
