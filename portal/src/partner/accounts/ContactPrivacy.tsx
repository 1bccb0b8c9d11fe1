import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Privacy } from '../../shared/privacy/Privacy'
import type { ContactEntryFragment } from '../gql/graphql'

/** What a dealer's own contact agreed to. */
export function ContactPrivacy({ contact, onClose }: { contact: ContactEntryFragment; onClose: () => void }) {
  const { t } = useTranslation()
  return <Modal opened onClose={onClose} title={t('contacts.privacyNamed', { name: contact.name })} size={720} closeButtonProps={{ 'aria-label': t('close') }}><Privacy contact={contact} /></Modal>
}
