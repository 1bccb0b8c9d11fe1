import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AddTeamMemberDocument, RemoveTeamMemberDocument, type AccountTeamFragment } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

export type Member = AccountTeamFragment['team'][number]

/** Adds a colleague, or changes what one does there. */
export function TeamDialog({ accountId, member, onClose }: { accountId: string; member?: Member; onClose: () => void }) {
  const { t } = useTranslation()
  const form = useForm({
    initialValues: { userId: member?.user ?? null as { id: string; name: string } | null, role: member?.role ?? '' },
    validate: { userId: (user) => (user ? null : t('team.userMissing')), role: (role) => (role.trim() ? null : t('team.roleMissing')) },
  })
  const add = useCommand(AddTeamMemberDocument, { form })
  const remove = useCommand(RemoveTeamMemberDocument)
  const submit = form.onSubmit(async ({ userId: user, role }) => {
    const input = { accountId, userId: user!.id }
    const account = (await add.run({ ...input, role: role.trim() }))?.account
    if (!account) return
    const added = account.team.find((one) => one.user?.id === user!.id)
    toastDone(member ? t('saved') : t('team.added', { name: user!.name }), () => (member ? add.run({ ...input, role: member.role }) : added && remove.run({ id: added.id })))
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t(member ? 'team.changeRole' : 'team.add')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <RecordPicker of="user" label={t('team.colleague')} required disabled={!!member} data-autofocus={!member || undefined} value={form.values.userId} error={form.errors['userId']} onChange={(user) => form.setFieldValue('userId', user)} />
          <TextInput label={t('team.role')} placeholder={t('team.roleExample')} required data-autofocus={!!member || undefined} {...form.getInputProps('role')} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={add.pending}>{t(member ? 'save' : 'add')}</Button></Group>
      </form>
    </Modal>
  )
}
