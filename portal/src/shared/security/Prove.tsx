import { Button, Group, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeInput } from './CodeInput'
import c from './security.module.css'

type Proof = { password: string } | { code: string }
type Props = {
  hint: string
  confirm: string
  danger?: boolean
  pending: boolean
  /** Whether there is a password to ask for. */
  password: boolean
  onProof: (proof: Proof) => void
  onClose: () => void
  /** What the server said against the proof. */
  refusal?: string
}

/** Who changes what protects the account says once more who they are. */
export function Prove({ hint, confirm, danger, pending, password, onProof, onClose, refusal }: Props) {
  const { t } = useTranslation()
  const [byCode, setByCode] = useState(!password)
  const form = useForm({ initialValues: { proof: '' }, validate: { proof: (value) => (value ? null : t(byCode ? 'security.codeMissing' : 'signIn.passwordMissing')) } })
  const field = { ...form.getInputProps('proof'), error: form.errors['proof'] ?? refusal, 'data-autofocus': true }
  return (
    <form onSubmit={form.onSubmit(({ proof }) => onProof(byCode ? { code: proof } : { password: proof }))} className={c.steps} noValidate>
      <p>{hint}</p>
      {byCode ? <CodeInput key="code" label={t('security.code')} {...field} /> : <PasswordInput key="password" label={t('signIn.password')} autoComplete="current-password" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} {...field} />}
      {password && <button type="button" className="link" style={{ justifySelf: 'start' }} onClick={() => { form.reset(); setByCode(!byCode) }}>{t(byCode ? 'security.withPassword' : 'security.withCode')}</button>}
      <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" color={danger ? 'red' : undefined} loading={pending}>{confirm}</Button></Group>
    </form>
  )
}
