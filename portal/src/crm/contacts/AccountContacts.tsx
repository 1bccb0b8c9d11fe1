import { ActionIcon } from '@mantine/core'
import { IconLinkPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { DoNotContact } from '../../shared/privacy/DoNotContact'
import { usePermission } from '../../shared/session/Session'
import type { AccountQuery } from '../gql/graphql'
import { can } from '../record/can'
import { PickDialog } from '../record/PickDialog'
import { RelatedItem, RelatedList, Section } from '../record/Related'
import { useContactLink } from './useContactLink'

/** The people at an account; one who is known from another account is linked, not written down again. Nobody's last account is taken away. */
export function AccountContacts({ account: { id, name, partner, contacts } }: { account: NonNullable<AccountQuery['account']> }) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  const { link, unlink } = useContactLink()
  const mayLink = usePermission('contact:write')
  const open = () => setPicking(true)
  useActions(mayLink ? [{ id: 'page.link', group: name, label: t('contacts.link'), icon: <IconLinkPlus size={16} stroke={1.6} />, run: open }] : [])
  return (
    <Section title={t('nav.contacts')} count={contacts.totalCount} action={mayLink && <ActionIcon aria-label={t('contacts.link')} title={t('contacts.link')} onClick={open}><IconLinkPlus size={15} /></ActionIcon>}>
      <RelatedList>
        {contacts.nodes.map((contact) => (
          <RelatedItem key={contact.id} to="/contacts/$id" id={contact.id} title={<>{contact.name}<DoNotContact contact={contact} small /></>} below={[contact.title, contact.phone].filter(Boolean).join(' · ')}
            action={can(contact, 'write') && contact.accounts.length > 1 && <ActionIcon aria-label={t('contacts.unlinkNamed', { name: contact.name })} title={t('contacts.unlink')} onClick={() => void unlink(contact.id, id)}><IconUnlink size={15} /></ActionIcon>} />
        ))}
      </RelatedList>
      {contacts.nodes.length === 0 && <p className="muted">{t('contacts.none')}</p>}
      {picking && <PickDialog of="contact" title={t('contacts.link')} label={t('field.contact')} hint={partner ? t('contacts.linkHintPartner', { partner: partner.name }) : t('contacts.linkHint')} confirm={t('add')} run={async (contact) => contact && link(contact.id, id, t('contacts.linked'))} onClose={() => setPicking(false)} />}
    </Section>
  )
}
