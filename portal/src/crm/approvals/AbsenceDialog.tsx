import { Button, Checkbox, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useViewer } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { CreateDelegationDocument } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'

type Picked = { id: string; name: string } | null

/** Somebody decides for me, or for one of my team, while we are away. */
export function AbsenceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const viewer = useViewer(), leads = viewer.roles.some((role) => ['manager', 'administrator'].includes(role))
  const form = useForm({
    initialValues: { personId: { id: viewer.id, name: viewer.name } as Picked, delegateId: null as Picked, fromDay: '', toDay: '', reason: '', grants: false },
    validate: { delegateId: (value) => (value ? null : t('absences.delegateMissing')), fromDay: (value) => (value ? null : t('absences.dayMissing')), toDay: (value) => (value ? null : t('absences.dayMissing')) },
  })
  const { run, pending } = useCommand(CreateDelegationDocument, { form, done: t('absences.created') })
  const submit = form.onSubmit(async ({ personId, delegateId, fromDay, toDay, reason, grants }) => {
    if (await run({ personId: personId?.id ?? null, delegateId: delegateId!.id, fromDay, toDay, reason: reason.trim() || null, grants })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('absences.new')} size={480} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {leads && <RecordPicker of="user" label={t('absences.person')} value={form.values.personId} error={form.errors['personId']} onChange={(person) => form.setFieldValue('personId', person)} />}
          <RecordPicker of="user" label={t('absences.delegate')} required except={form.values.personId?.id} value={form.values.delegateId} error={form.errors['delegateId']} onChange={(person) => form.setFieldValue('delegateId', person)} />
          <SimpleGrid cols={2} spacing="sm">
            <DayInput label={t('absences.from')} required {...form.getInputProps('fromDay')} />
            <DayInput label={t('absences.to')} required {...form.getInputProps('toDay')} />
          </SimpleGrid>
          <TextInput label={t('absences.reason')} maxLength={500} {...form.getInputProps('reason')} />
          <Checkbox label={t('absences.grants')} description={t('absences.grantsHint')} error={form.errors['grants']} {...form.getInputProps('grants', { type: 'checkbox' })} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('absences.create')}</Button></Group>
      </form>
    </Modal>
  )
}
