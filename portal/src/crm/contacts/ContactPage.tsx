import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Link } from '@tanstack/react-router'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { DoNotContact } from '../../shared/privacy/DoNotContact'
import { Privacy } from '../../shared/privacy/Privacy'
import { useCommand } from '../../shared/useCommand'
import { ContactDocument, EraseContactDocument, UpdateContactDocument, type ContactPropertiesFragment } from '../gql/graphql'
import { usePrivacyActions } from '../privacy/usePrivacyActions'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { Neighbours } from '../record/Neighbours'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { Section } from '../record/Related'
import { useFieldEdit } from '../record/useFieldEdit'
import { useOptions } from '../record/useOptions'
import { TitleBar } from '../shell/TitleBar'
import c from '../record/record.module.css'
import { ContactAccounts } from './ContactAccounts'

type Text = 'firstName' | 'lastName' | 'title' | 'email' | 'phone' | 'note'

export function ContactPage({ id }: { id: string }) {
  const query = useQuery({ query: ContactDocument, variables: { id } })
  return (
    <Loaded query={query} skeleton={<RecordSkeleton />}>
      {({ contact }) => contact ? <Page contact={contact} /> : <Empty kind="notFound" />}
    </Loaded>
  )
}

function Page({ contact }: { contact: ContactPropertiesFragment }) {
  const { t } = useTranslation()
  const { actions, dialog } = usePrivacyActions('contacts', contact, EraseContactDocument)
  return (
    <>
      <TitleBar title={contact.name} crumb={{ to: '/contacts', label: t('nav.contacts') }} after={<><span className="muted">{contact.title}</span><DoNotContact contact={contact} /></>} actions={actions} extra={<><HistoryButton of="contact" id={contact.id} name={contact.name} /><WhoSeesLink type="Contact" id={contact.id} name={contact.name} /><Neighbours path="/contacts/$id" id={contact.id} /></>} />
      <RecordPage properties={<Properties contact={contact} />} feed={<><ContactAccounts contact={contact} /><Section title={t('privacy.title')}><Privacy contact={contact} /></Section></>} />
      {dialog}
    </>
  )
}

function Properties({ contact }: { contact: ContactPropertiesFragment }) {
  const { t } = useTranslation()
  const { run } = useCommand(UpdateContactDocument)
  const save = useFieldEdit(contact, run, ({ contact: after }: { contact?: ContactPropertiesFragment | null }) => after)
  const languages = useOptions('LANGUAGE')
  const channels = useOptions('CHANNEL')
  const mayUpdate = can(contact, 'write')
  const text = (field: Text, kind: 'text' | 'long' = 'text') => mayUpdate ? { kind, value: contact[field] ?? '', save: (value: string) => void save(field, value, contact[field]) } : undefined
  const choice = (field: 'preferredLanguage' | 'preferredChannel', options: { value: string; label: string }[]) => mayUpdate ? { kind: 'choice' as const, value: contact[field] ?? '', options, save: (value: string) => void save(field, value, contact[field]) } : undefined
  const { reportsTo, preferredLanguage, preferredChannel } = contact
  return (
    <dl className={c.facts}>
      <Fact label={t('field.firstName')} edit={text('firstName')}>{contact.firstName}</Fact>
      <Fact label={t('field.lastName')} edit={text('lastName')}>{contact.lastName}</Fact>
      <Fact label={t('field.title')} edit={text('title')}>{contact.title}</Fact>
      <Fact label={t('field.email')} edit={text('email')}>{contact.email}</Fact>
      <Fact label={t('field.phone')} edit={text('phone')}>{contact.phone}</Fact>
      <Fact label={t('field.language')} edit={choice('preferredLanguage', languages)}>{preferredLanguage && t(`values.${preferredLanguage}`, preferredLanguage)}</Fact>
      <Fact label={t('field.channel')} edit={choice('preferredChannel', channels)}>{preferredChannel && t(`values.${preferredChannel}`, preferredChannel)}</Fact>
      <Fact label={t('field.reportsTo')}>{reportsTo && <Link className="link" to="/contacts/$id" params={{ id: reportsTo.id }}>{reportsTo.name}</Link>}</Fact>
      <Fact label={t('field.note')} edit={text('note', 'long')}>{contact.note}</Fact>
    </dl>
  )
}
