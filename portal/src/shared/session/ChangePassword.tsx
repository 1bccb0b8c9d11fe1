import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChangePasswordDocument } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { LEAST } from './NewPassword'
import { refusalText } from './refusalText'
import { useViewer } from './Session'

/** The button and the dialog with which a person changes their own password; their other sessions end. */
export function ChangePassword({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation()
  const { email } = useViewer()
  const [opened, setOpened] = useState(false)
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: { currentPassword: (value) => (value ? null : t('signIn.passwordMissing')), newPassword: (value) => ([...value].length >= LEAST ? null : t('password.short', { count: LEAST })) },
  })
  const { run, pending } = useCommand(ChangePasswordDocument, {
    form, again: false, done: t('password.changed'),
    onErrors: (errors) => {
      form.setErrors(Object.fromEntries(errors.map((error) => [error.path[0] ?? 'currentPassword', error.code === 'WRONG_PASSWORD' ? t('password.wrong') : refusalText(error, t)])))
      return true
    },
  })
  const close = () => { setOpened(false); form.reset() }
  const submit = form.onSubmit(async (values) => {
    if (!(await run(values))) return
    close()
    onDone?.()
  })
  const shown = { visibilityToggleButtonProps: { 'aria-label': t('signIn.showPassword') } }
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>{t('password.change')}</Button>
      <Modal opened={opened} onClose={close} title={t('password.change')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <input type="email" autoComplete="username" value={email} readOnly hidden />
            <PasswordInput label={t('password.current')} autoComplete="current-password" data-autofocus {...shown} {...form.getInputProps('currentPassword')} />
            <PasswordInput label={t('password.new')} description={t('password.rule', { count: LEAST })} autoComplete="new-password" {...shown} {...form.getInputProps('newPassword')} />
            <p className="meta">{t('password.changeHint')}</p>
            <Group justify="flex-end"><Button variant="default" onClick={close}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('password.change')}</Button></Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
