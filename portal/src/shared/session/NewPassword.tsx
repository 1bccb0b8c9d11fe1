import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AcceptInvitationDocument, ResetPasswordDocument, type ViewerFragment } from '../gql/graphql'
import { Notice } from '../Notice'
import { useCommand } from '../useCommand'
import { type Purpose, home } from './links'
import { refusalText } from './refusalText'
import c from './SignIn.module.css'

type Props = {
  purpose: Purpose
  token: string
  person: { name: string; email: string }
  onViewer: (viewer: ViewerFragment) => unknown
  onChallenge: (challenge: string) => void
}

/** The shortest password; the server has the last word. */
export const LEAST = 12

/** Chooses a password by a link. Whoever is invited also says how their name is written. */
export function NewPassword({ purpose, token, person, onViewer, onChallenge }: Props) {
  const { t } = useTranslation()
  const [refusal, setRefusal] = useState<string>()
  const invited = purpose === 'invitation'
  const form = useForm({
    initialValues: { name: person.name, password: '' },
    validate: { name: (value) => (value.trim() ? null : t('password.nameMissing')), password: (value) => ([...value].length >= LEAST ? null : t('password.short', { count: LEAST })) },
  })
  const onErrors = (errors: { code: string; message: string; path: string[]; retryAfter?: number | null }[]) => {
    const here = errors.filter(({ path: [field] }) => field === 'password' || field === 'name')
    form.setErrors(Object.fromEntries(here.map(({ path, message }) => [path[0]!, message])))
    const other = errors.find((error) => !here.includes(error))
    setRefusal(other && refusalText(other, t))
    return true
  }
  const accept = useCommand(AcceptInvitationDocument, { again: false, onErrors })
  const reset = useCommand(ResetPasswordDocument, { again: false, onErrors })

  const submit = form.onSubmit(async ({ name, password }) => {
    setRefusal(undefined)
    const payload = invited ? await accept.run({ token, password, name: name.trim() }) : await reset.run({ token, password })
    if (payload?.secondFactorNeeded) onChallenge(payload.secondFactorNeeded.challenge)
    else if (payload?.viewer) await onViewer(payload.viewer)
    // their partner is not active at the moment: the sign-in page says the rest
    else if (payload) location.replace(home())
  })

  return (
    <form onSubmit={submit} className={c.form} noValidate>
      {refusal && <Notice tone="red">{refusal}</Notice>}
      {/* Password keepers file the password under it. */}
      <input type="email" autoComplete="username" value={person.email} readOnly hidden />
      {invited && <TextInput label={t('password.name')} autoComplete="name" size="md" {...form.getInputProps('name')} />}
      <PasswordInput label={t('password.new')} description={t('password.rule', { count: LEAST })} autoComplete="new-password" autoFocus size="md" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} {...form.getInputProps('password')} />
      <Button type="submit" size="md" loading={accept.pending || reset.pending} fullWidth>{t(`password.${purpose}.submit`)}</Button>
    </form>
  )
}
