import { ActionIcon } from '@mantine/core'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { StateBadge } from '../../shared/StateBadge'
import type { ContactPropertiesFragment } from '../gql/graphql'
import { can } from '../record/can'
import { PickDialog } from '../record/PickDialog'
import { RelatedItem, RelatedList, Section } from '../record/Related'
import { useContactLink } from './useContactLink'

/** Where a person works; it may be at several accounts. */
export function ContactAccounts({ contact }: { contact: ContactPropertiesFragment }) {
  const { t } = useTranslation()
  const [picking, setPicking] = useState(false)
  const { link, unlink } = useContactLink()
  const mayLink = can(contact, 'write')
  const { id, name, accounts } = contact
  const open = () => setPicking(true)
  useActions(mayLink ? [{ id: 'page.link', group: name, label: t('contacts.toAccount'), icon: <IconPlus size={16} stroke={1.6} />, run: open }] : [])
  return (
    <Section title={t('nav.accounts')} action={mayLink && <ActionIcon aria-label={t('contacts.toAccount')} title={t('contacts.toAccount')} onClick={open}><IconPlus size={15} /></ActionIcon>}>
      <RelatedList>
        {accounts.map((account) => (
          <RelatedItem key={account.id} to="/accounts/$id" id={account.id} title={account.name} end={<StateBadge state={account.status} />} below={[account.number, account.city].filter(Boolean).join(' · ')}
            action={mayLink && accounts.length > 1 && <ActionIcon aria-label={t('contacts.unlinkNamed', { name: account.name })} title={t('contacts.unlink')} onClick={() => void unlink(id, account.id)}><IconUnlink size={15} /></ActionIcon>} />
        ))}
      </RelatedList>
      {accounts.length === 0 && <p className="muted">{t('accounts.none')}</p>}
      {picking && <PickDialog of="account" title={t('contacts.toAccount')} label={t('field.account')} hint={t('contacts.toAccountHint')} confirm={t('add')} run={async (account) => account && link(id, account.id, t('contacts.linkedTo', { name: account.name }))} onClose={() => setPicking(false)} />}
    </Section>
  )
}
