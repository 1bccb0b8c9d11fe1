import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SignInDocument } from '../gql/graphql'
import { changeLocale, isLocale } from '../i18n'
import { Mark } from '../Mark'
import { Notice } from '../Notice'
import { Preferences } from '../Preferences'
import { useCommand } from '../useCommand'
import { usePageTitle } from '../usePageTitle'
import c from './SignIn.module.css'

/** `again`: in the middle of work, for the same person. */
export default function SignIn({ again = false, onSignedIn }: { again?: boolean; onSignedIn: (viewerId: string) => void }) {
  const { t } = useTranslation()
  const title = t(again ? 'signIn.again' : 'signIn.title')
  // Over a page that has its own.
  const [Title, Main] = again ? (['h2', 'div'] as const) : (['h1', 'main'] as const)
  usePageTitle(title)
  // Escape would close the dialog under it, and what was typed there would be gone.
  const kept = again ? { 'data-mantine-stop-propagation': 'true' } : {}
  const [refusal, setRefusal] = useState<string>()
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: (value) => (value.includes('@') ? null : t('signIn.emailMissing')), password: (value) => (value ? null : t('signIn.passwordMissing')) },
  })
  const { run, pending } = useCommand(SignInDocument, { again: false, onErrors: ([error]) => { setRefusal(error!.message); return true } })

  const submit = form.onSubmit(async (values) => {
    setRefusal(undefined)
    const payload = await run(values)
    if (!payload?.viewer) return
    if (!again && isLocale(payload.viewer.locale)) await changeLocale(payload.viewer.locale)
    onSignedIn(payload.viewer.id)
  })

  return (
    <div className={c.page}>
      {!again && <header className={c.top}><Preferences /></header>}
      <Main className={c.card}>
        <Mark size={40} />
        <Title>{title}</Title>
        <p className="muted">{t(again ? 'signIn.againHint' : 'signIn.hint')}</p>
        <form onSubmit={submit} className={c.form} noValidate>
          {refusal && <Notice tone="red">{refusal}</Notice>}
          <TextInput label={t('signIn.email')} type="email" autoComplete="username" autoFocus size="md" {...kept} {...form.getInputProps('email')} />
          <PasswordInput label={t('signIn.password')} autoComplete="current-password" size="md" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), ...kept }} {...kept} {...form.getInputProps('password')} />
          <Button type="submit" size="md" loading={pending} fullWidth {...kept}>{t('signIn.submit')}</Button>
        </form>
      </Main>
    </div>
  )
}
