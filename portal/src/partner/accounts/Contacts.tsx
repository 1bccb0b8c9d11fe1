import { ActionIcon, Button } from '@mantine/core'
import { IconEdit, IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../shared/Avatar'
import { DoNotContact } from '../../shared/privacy/DoNotContact'
import { usePermission } from '../../shared/session/Session'
import type { ContactEntryFragment } from '../gql/graphql'
import page from '../parts/page.module.css'
import { ContactForm } from './ContactForm'
import { ContactPrivacy } from './ContactPrivacy'
import c from './accounts.module.css'

/** The people at an account. */
export function Contacts({ accountId, contacts }: { accountId: string; contacts: readonly ContactEntryFragment[] }) {
  const { t } = useTranslation()
  const mayAdd = usePermission('contact:write')
  const [edited, setEdited] = useState<ContactEntryFragment | 'new'>()
  const [shown, setShown] = useState<string>()
  // What was decided in the dialog comes back into it.
  const asked = contacts.find(({ id }) => id === shown)
  return (
    <section className={page.card}>
      <div className={page.sectionHead}><h2>{t('contacts.title')}</h2>{mayAdd && <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited('new')}>{t('add')}</Button>}</div>
      {contacts.length === 0 && <p className="muted">{t('contacts.none')}</p>}
      <ul className={c.contacts}>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <Avatar name={contact.name} size={34} />
            <div>
              <p><b>{contact.name}</b>{contact.title && <span className="meta"> · {contact.title}</span>} <DoNotContact contact={contact} /></p>
              {contact.email && <p className="meta"><a className="link" href={`mailto:${contact.email}`}>{contact.email}</a></p>}
              {contact.phone && <p className="meta"><a className="link" href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a></p>}
            </div>
            <ActionIcon aria-label={t('contacts.privacyNamed', { name: contact.name })} title={t('privacy.title')} onClick={() => setShown(contact.id)}><IconShieldCheck size={16} stroke={1.7} /></ActionIcon>
            {contact.actions.includes('write') && <ActionIcon aria-label={t('contacts.editNamed', { name: contact.name })} onClick={() => setEdited(contact)}><IconEdit size={16} stroke={1.7} /></ActionIcon>}
          </li>
        ))}
      </ul>
      {asked && <ContactPrivacy contact={asked} onClose={() => setShown(undefined)} />}
      {edited && <ContactForm accountId={accountId} contact={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </section>
  )
}
