import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SignInDocument, type ViewerFragment } from '../gql/graphql'
import { changeLocale, isLocale } from '../i18n'
import { Mark } from '../Mark'
import { Notice } from '../Notice'
import { Preferences } from '../Preferences'
import { useCommand } from '../useCommand'
import { usePageTitle } from '../usePageTitle'
import { ForgottenPassword } from './ForgottenPassword'
import { SecondStep } from './SecondStep'
import { SingleSignOn, takeFailure } from './SingleSignOn'
import { refusalText } from './refusalText'
import c from './SignIn.module.css'

/** `again`: in the middle of work, for the same person. */
export default function SignIn({ again = false, onSignedIn }: { again?: boolean; onSignedIn: (viewerId: string) => void }) {
  const { t } = useTranslation()
  const [challenge, setChallenge] = useState<string>()
  const [forgotten, setForgotten] = useState(false)
  const title = t(forgotten ? 'password.forgotten' : challenge ? 'security.secondStep' : again ? 'signIn.again' : 'signIn.title')
  // Over a page that has its own.
  const [Title, Main] = again ? (['h2', 'div'] as const) : (['h1', 'main'] as const)
  usePageTitle(title)
  // Escape would close the dialog under it, and what was typed there would be gone.
  const kept = again ? { 'data-mantine-stop-propagation': 'true' } : {}
  const [refusal, setRefusal] = useState<string>()
  const [failure, setFailure] = useState<string>()
  useEffect(() => setFailure((known) => known ?? takeFailure()), [])
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: (value) => (value.includes('@') ? null : t('signIn.emailMissing')), password: (value) => (value ? null : t('signIn.passwordMissing')) },
  })
  const { run, pending } = useCommand(SignInDocument, { again: false, onErrors: ([error]) => { setRefusal(refusalText(error!, t)); return true } })

  const submit = form.onSubmit(async (values) => {
    setRefusal(undefined)
    setFailure(undefined)
    const payload = await run(values)
    if (payload?.secondFactorNeeded) setChallenge(payload.secondFactorNeeded.challenge)
    else if (payload?.viewer) await enter(payload.viewer)
  })
  const enter = async ({ id, locale }: ViewerFragment) => {
    if (!again && isLocale(locale)) await changeLocale(locale)
    onSignedIn(id)
  }
  const startOver = (why?: string) => { setChallenge(undefined); setRefusal(why); form.setFieldValue('password', '') }

  return (
    <div className={c.page}>
      {!again && <header className={c.top}><Preferences /></header>}
      <Main className={c.card}>
        <Mark size={40} />
        <Title>{title}</Title>
        <p className="muted">{t(forgotten ? 'password.forgottenHint' : challenge ? 'security.secondStepHint' : again ? 'signIn.againHint' : 'signIn.hint')}</p>
        {forgotten ? <ForgottenPassword email={form.values.email} kept={kept} onBack={() => setForgotten(false)} /> : challenge ? <SecondStep challenge={challenge} kept={kept} onViewer={enter} onStartOver={startOver} /> : <><form onSubmit={submit} className={c.form} noValidate>
          {(refusal ?? failure) && <Notice tone="red">{refusal ?? t(`signIn.providers.${failure}`)}</Notice>}
          <TextInput label={t('signIn.email')} type="email" autoComplete="username" autoFocus size="md" {...kept} {...form.getInputProps('email')} />
          <PasswordInput label={t('signIn.password')} autoComplete="current-password" size="md" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), ...kept }} {...kept} {...form.getInputProps('password')} />
          <Button type="submit" size="md" loading={pending} fullWidth {...kept}>{t('signIn.submit')}</Button>
          <div className={c.ways}><button type="button" className="link" onClick={() => setForgotten(true)} {...kept}>{t('password.forgotten')}</button></div>
        </form>
        <SingleSignOn kept={kept} /></>}
      </Main>
    </div>
  )
}
