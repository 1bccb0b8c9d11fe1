import { Button, Loader } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { PasswordLinkDocument, type ViewerFragment } from '../gql/graphql'
import { changeLocale, isLocale } from '../i18n'
import { DoorPage } from './DoorPage'
import { ForgottenPassword } from './ForgottenPassword'
import { NewPassword } from './NewPassword'
import { SecondStep } from './SecondStep'
import { askedLink, home } from './links'

/** Where a link of a mail leads: to a first password, or to a new one. */
export default function LinkPage() {
  const { t } = useTranslation()
  const [{ purpose, token }] = useState(() => askedLink()!)
  const [{ data, error }, refetch] = useQuery({ query: PasswordLinkDocument, variables: { token }, requestPolicy: 'network-only' })
  const [challenge, setChallenge] = useState<string>()
  const [again, setAgain] = useState(false)
  // The app begins anew, at its own address and for this person.
  const enter = async ({ locale }: ViewerFragment) => {
    if (isLocale(locale)) await changeLocale(locale)
    location.replace(home())
  }
  const toSignIn = () => location.replace(home())
  const link = data?.passwordLink

  if (challenge) return <DoorPage title={t('security.secondStep')} hint={t('security.secondStepHint')}><SecondStep challenge={challenge} kept={{}} onViewer={enter} onStartOver={toSignIn} /></DoorPage>
  if (again) return <DoorPage title={t('password.forgotten')} hint={t('password.forgottenHint')}><ForgottenPassword kept={{}} onBack={toSignIn} /></DoorPage>
  if (error) return <DoorPage title={t('empty.failed')} hint={t('empty.failedHint')}><Button mt="lg" fullWidth size="md" onClick={() => refetch({ requestPolicy: 'network-only' })}>{t('tryAgain')}</Button></DoorPage>
  if (!data) return <DoorPage title={t(`password.${purpose}.title`)} hint={t('password.checking')}><Loader mt="lg" size="sm" aria-hidden /></DoorPage>
  if (link?.purpose !== purpose) return (
    <DoorPage title={t('password.over')} hint={t(`password.${purpose}.over`)}>
      {purpose === 'reset' && <Button mt="lg" fullWidth size="md" onClick={() => setAgain(true)}>{t('password.another')}</Button>}
      <Button mt={purpose === 'reset' ? 'xs' : 'lg'} fullWidth size="md" variant="default" onClick={toSignIn}>{t('password.toSignIn')}</Button>
    </DoorPage>
  )
  return (
    <DoorPage title={t(`password.${purpose}.title`)} hint={t(`password.${purpose}.hint`, { company: link.company, email: link.email })}>
      <NewPassword purpose={purpose} token={token} person={link} onViewer={enter} onChallenge={setChallenge} />
    </DoorPage>
  )
}
