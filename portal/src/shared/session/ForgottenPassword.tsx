import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RequestPasswordResetDocument } from '../gql/graphql'
import { Notice } from '../Notice'
import { useCommand } from '../useCommand'
import { refusalText } from './refusalText'
import c from './SignIn.module.css'

/** Asks for a link to a new password. What it answers is the same for every address. `kept` keeps Escape away from a dialog under it. */
export function ForgottenPassword({ email = '', kept, onBack }: { email?: string; kept: object; onBack: () => void }) {
  const { t } = useTranslation()
  const [refusal, setRefusal] = useState<string>()
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({ initialValues: { email }, validate: { email: (value) => (value.includes('@') ? null : t('signIn.emailMissing')) } })
  const { run, pending } = useCommand(RequestPasswordResetDocument, { again: false, onErrors: ([error]) => { setRefusal(refusalText(error!, t)); return true } })
  const submit = form.onSubmit(async (values) => {
    setRefusal(undefined)
    if (await run({ email: values.email.trim() })) setSentTo(values.email.trim())
  })
  return (
    <form onSubmit={submit} className={c.form} noValidate>
      {refusal && <Notice tone="red">{refusal}</Notice>}
      {sentTo ? <div role="status"><Notice tone="teal">{t('password.sent', { email: sentTo })}</Notice></div> : (
        <>
          <TextInput label={t('signIn.email')} type="email" autoComplete="username" autoFocus size="md" {...kept} {...form.getInputProps('email')} />
          <Button type="submit" size="md" loading={pending} fullWidth {...kept}>{t('password.send')}</Button>
        </>
      )}
      <div className={c.ways}><button type="button" className="link" onClick={onBack} {...kept}>{t('password.toSignIn')}</button></div>
    </form>
  )
}
