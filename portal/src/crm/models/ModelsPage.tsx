import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import { useCommand } from '../../shared/useCommand'
import { CreateModelDocument, ProductModelsDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'

/** What can be configured, and what is worked on. */
export function ModelsPage() {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const [creating, { open, close }] = useDisclosure()
  return (
    <SimplePage title={t('nav.models')} hint={t('models.hint')} query={useQuery({ query: ProductModelsDocument, requestPolicy: 'cache-and-network' })} pick={({ productModels }) => productModels.nodes}
      actions={[{ id: 'new', label: t('models.new'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }]}
      columns={[
        { label: t('field.name'), render: ({ id, name }) => <Link className="link" to="/models/$id" params={{ id }}>{name}</Link> },
        { label: t('field.state'), render: ({ state }) => state && <StateBadge state={state} /> },
        { label: t('models.offered'), render: ({ version }) => (version ? t('models.version', { number: version.number }) : '—') },
        { label: t('models.latest'), render: ({ latest }) => latest && t('models.version', { number: latest.number }) },
        { label: t('models.options'), numeric: true, render: ({ latest }) => number(latest?.optionCount ?? 0) },
        { label: t('models.rules'), numeric: true, render: ({ latest }) => number(latest?.ruleCount ?? 0) },
        { label: t('models.changed'), render: ({ latest }) => date(latest?.updatedAt) },
      ]}>
      {creating && <NewModel onClose={close} />}
    </SimplePage>
  )
}

function NewModel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { name: '' } })
  const { run, pending } = useCommand(CreateModelDocument, { form })
  const submit = form.onSubmit(async ({ name }) => {
    const payload = await run({ name: name.trim() })
    if (payload?.model) void navigate({ to: '/models/$id', params: { id: payload.model.id } })
  })
  return (
    <Modal opened onClose={onClose} title={t('models.new')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <TextInput label={t('field.name')} data-autofocus required maxLength={200} {...form.getInputProps('name')} />
        <Group justify="flex-end" mt="md"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!form.values.name.trim()}>{t('models.new')}</Button></Group>
      </form>
    </Modal>
  )
}
