import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { SaveConfigurationDocument, type ConfigureQuery, type SavedAnswersQuery } from '../gql/graphql'
import { useBuy } from './useBuy'

type Props = { configured: ConfigureQuery['configure']; saved: SavedAnswersQuery['configuration']; /** Saved to be bought: it goes into the cart at once. */ toBuy?: boolean; onClose: () => void }

/** Keeps a whole solution under a name, for everybody of the organisation. */
export function SaveDialog({ configured, saved, toBuy = false, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id: modelId } = useParams({ strict: false }) as { id: string }
  const form = useForm({ initialValues: { name: saved?.name ?? '' } })
  const { run, pending } = useCommand(SaveConfigurationDocument, { form })
  const { buy } = useBuy()
  const mine = saved?.actions.includes('save') ? { id: saved.id, revision: saved.revision } : {}

  const submit = form.onSubmit(async ({ name }) => {
    const answers = configured.completion!.map(({ option, choices }) => ({ option, choices }))
    const payload = await run({ ...mine, versionId: configured.versionId, name: name.trim(), answers })
    if (!payload?.configuration) return
    if (!toBuy) toastDone(t('configure.wasSaved', { name: payload.configuration.name }))
    else await buy(payload.configuration.id)
    onClose()
    void navigate({ to: '/configure/$id', params: { id: modelId }, search: { saved: payload.configuration.id } })
  })
  return (
    <Modal opened onClose={onClose} title={t(toBuy ? 'configure.addToCart' : 'configure.save')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <TextInput label={t('configure.name')} description={t(configured.complete ? 'configure.nameHint' : 'configure.nameHintOpen')} data-autofocus required maxLength={200} {...form.getInputProps('name')} />
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!form.values.name.trim()}>{t(toBuy ? 'configure.saveAndAdd' : 'configure.save')}</Button></Group>
      </form>
    </Modal>
  )
}
