import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmSignInDocument, type ViewerFragment } from '../gql/graphql'
import { Notice } from '../Notice'
import { CodeInput } from '../security/CodeInput'
import { useCommand } from '../useCommand'
import { refusalText } from './refusalText'
import c from './SignIn.module.css'

/** The second step: a code of the app, or one of the recovery codes. `kept` keeps Escape away from a dialog under it. */
export function SecondStep({ challenge, kept, onViewer, onStartOver }: { challenge: string; kept: object; onViewer: (viewer: ViewerFragment) => unknown; onStartOver: (why?: string) => void }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [recovering, setRecovering] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const form = useForm({ initialValues: { code: '' }, validate: { code: (value) => (value.trim() ? null : t(recovering ? 'security.recoveryCodeMissing' : 'security.codeMissing')) } })
  const { run, pending } = useCommand(ConfirmSignInDocument, {
    again: false,
    onErrors: ([error]) => {
      if (error!.code === 'SIGN_IN_EXPIRED') onStartOver(error!.message)
      else setRefusal(refusalText(error!, t))
      return true
    },
  })
  const submit = form.onSubmit(async ({ code }) => {
    setRefusal(undefined)
    const payload = await run({ challenge, ...(recovering ? { recoveryCode: code } : { code }) })
    if (payload?.viewer) await onViewer(payload.viewer)
    else { form.reset(); field.current?.focus() }
  })
  const other = () => { form.reset(); setRefusal(undefined); setRecovering(!recovering) }
  return (
    <form onSubmit={submit} className={c.form} noValidate>
      {refusal && <Notice tone="red">{refusal}</Notice>}
      {recovering ? <TextInput key="recovery" ref={field} label={t('security.recoveryCode')} autoComplete="off" autoCapitalize="none" spellCheck={false} autoFocus size="md" {...kept} {...form.getInputProps('code')} />
        : <CodeInput key="code" ref={field} label={t('security.code')} autoFocus size="md" {...kept} {...form.getInputProps('code')} />}
      <Button type="submit" size="md" loading={pending} fullWidth {...kept}>{t('signIn.submit')}</Button>
      <div className={c.ways}>
        <button type="button" className="link" onClick={other} {...kept}>{t(recovering ? 'security.useApp' : 'security.useRecoveryCode')}</button>
        <button type="button" className="link" onClick={() => onStartOver()} {...kept}>{t('security.startOver')}</button>
      </div>
    </form>
  )
}
