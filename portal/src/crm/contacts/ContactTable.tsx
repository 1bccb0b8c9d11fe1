import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { DoNotContact } from '../../shared/privacy/DoNotContact'
import { CHANNELS, PURPOSES } from '../../shared/privacy/fields'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { ContactsDocument, UpdateContactDocument, type ContactRowFragment } from '../gql/graphql'
import type { Column } from '../grid/columns'
import { ListPage } from '../grid/ListPage'
import type { List } from '../grid/list'
import type { ListSearch } from '../grid/listState'

export const CONTACTS: List<ContactRowFragment> = {
  name: 'contacts', document: ContactsDocument, sort: { id: 'name', desc: false },
  sorts: { name: 'NAME' },
  filters: (t) => [
    { id: 'doNotContact', kind: 'yes', label: t('privacy.doNotContact') },
    {
      id: 'mayContact', kind: 'one', label: t('contacts.mayContact'), value: (reach) => { const [channel, purpose] = reach.split(' '); return { channel, purpose } },
      options: CHANNELS.flatMap((channel) => PURPOSES.map((purpose) => ({ value: `${channel} ${purpose}`, label: t('privacy.of', { channel: t(`privacy.channels.${channel}`), purpose: t(`privacy.purposes.${purpose}`) }) }))),
    },
  ],
  views: (t) => [{ id: 'all', label: t('views.allContacts'), filter: {} }, { id: 'doNotContact', label: t('privacy.doNotContact'), filter: { doNotContact: ['true'] } }],
}

export function ContactTable({ search }: { search: ListSearch }) {
  const { t } = useTranslation()
  const { run } = useCommand(UpdateContactDocument)
  const columns = useMemo<Column<ContactRowFragment>[]>(() => {
    const edit = (field: 'title' | 'email' | 'phone') => ({
      value: (row: ContactRowFragment) => row[field] ?? '',
      save: async (row: ContactRowFragment, value: string) => {
        const payload = await run({ id: row.id, revision: row.revision, [field]: value || null })
        if (payload?.contact) toastDone(t('saved'), () => run({ id: row.id, revision: payload.contact!.revision, [field]: row[field] ?? null }))
      },
    })
    return [
      { id: 'name', label: t('field.name'), width: 220, grow: true, card: 'title', render: (row) => <><Avatar name={row.name} size={20} /><Link to="/contacts/$id" params={{ id: row.id }} tabIndex={-1}>{row.name}</Link><DoNotContact contact={row} small /></> },
      { id: 'title', label: t('field.title'), width: 180, card: 'line', edit: edit('title'), render: ({ title }) => <span>{title}</span> },
      { id: 'accounts', label: t('field.account'), width: 240, card: 'line', render: ({ accounts }) => <span>{accounts.map(({ name }) => name).join(', ')}</span> },
      { id: 'email', label: t('field.email'), width: 220, edit: edit('email'), render: ({ email }) => <span>{email}</span> },
      { id: 'phone', label: t('field.phone'), width: 160, card: 'line', edit: edit('phone'), render: ({ phone }) => <span>{phone}</span> },
      { id: 'language', label: t('field.language'), width: 110, render: ({ preferredLanguage }) => preferredLanguage && t(`values.${preferredLanguage}`, preferredLanguage) },
      { id: 'channel', label: t('field.channel'), width: 110, hidden: true, render: ({ preferredChannel }) => preferredChannel && t(`values.${preferredChannel}`, preferredChannel) },
    ]
  }, [t, run])
  return <ListPage list={CONTACTS} search={search} columns={columns} nameOf={({ name }) => name} />
}
