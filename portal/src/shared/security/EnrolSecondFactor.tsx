import { Button, Group, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { QRCodeSVG } from 'qrcode.react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BeginSecondFactorDocument, ConfirmSecondFactorDocument } from '../gql/graphql'
import { proofText } from '../session/refusalText'
import { useCommand } from '../useCommand'
import { CodeInput } from './CodeInput'
import { RecoveryCodes } from './RecoveryCodes'
import c from './security.module.css'

type Made = { secret: string; uri: string }

/** From the password over the picture for the app to the recovery codes; only a right code turns it on. */
export default function EnrolSecondFactor({ password, onClose, onDone }: { password: boolean; onClose: () => void; onDone: () => void }) {
  const [made, setMade] = useState<Made>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (made) return <Scan made={made} onClose={onClose} onCodes={(all) => { setCodes(all); onDone() }} />
  return <Begin password={password} onClose={onClose} onMade={setMade} />
}

function Begin({ password, onClose, onMade }: { password: boolean; onClose: () => void; onMade: (made: Made) => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { password: '' }, validate: { password: (value) => (!password || value ? null : t('signIn.passwordMissing')) } })
  const { run, pending } = useCommand(BeginSecondFactorDocument, { form, onErrors: ([error]) => { if (password) form.setFieldError('password', proofText(error!, t)); return password } })
  const submit = form.onSubmit(async (values) => {
    const payload = await run(password ? values : {})
    if (payload?.secret && payload.uri) onMade({ secret: payload.secret, uri: payload.uri })
  })
  return (
    <form onSubmit={submit} className={c.steps} noValidate>
      <p>{t('security.appNeeded')}</p>
      {password && <PasswordInput label={t('signIn.password')} autoComplete="current-password" data-autofocus visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} {...form.getInputProps('password')} />}
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('security.continue')}</Button></Group>
    </form>
  )
}

function Scan({ made: { secret, uri }, onClose, onCodes }: { made: Made; onClose: () => void; onCodes: (codes: readonly string[]) => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { code: '' }, validate: { code: (value) => (/^\s*\d{3}\s*\d{3}\s*$/.test(value) ? null : t('security.codeMissing')) } })
  const { run, pending } = useCommand(ConfirmSecondFactorDocument, { form })
  const submit = form.onSubmit(async (values) => {
    const payload = await run(values)
    if (payload?.recoveryCodes) onCodes(payload.recoveryCodes)
  })
  return (
    <form onSubmit={submit} className={c.steps} noValidate>
      <p>{t('security.scan')}</p>
      <div className={c.picture}><QRCodeSVG value={uri} size={184} title={t('security.picture')} /></div>
      <details><summary className="link">{t('security.cannotScan')}</summary><p className={c.secret}>{secret.match(/.{1,4}/g)!.join(' ')}</p></details>
      <CodeInput label={t('security.code')} size="md" data-autofocus {...form.getInputProps('code')} />
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('security.turnOn')}</Button></Group>
    </form>
  )
}
