import { Button, CopyButton, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useViewer } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { CreateApiKeyDocument } from '../gql/graphql'

const DAY = 864e5
const LIVES = [30, 90, 365]

/** A key is never wider than its creator. The secret is shown once. */
export function NewApiKey({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const { permissions } = useViewer()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [days, setDays] = useState('90')
  const [secret, setSecret] = useState<string>()
  const { run, pending } = useCommand(CreateApiKeyDocument, { again: false })
  const close = () => { setSecret(undefined); setName(''); setChosen([]); onClose() }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const payload = await run({ name: name.trim(), permissions: chosen, expiresAt: new Date(Date.now() + Number(days) * DAY).toISOString() })
    if (payload?.secret) setSecret(payload.secret)
  }
  return (
    <Modal opened={opened} onClose={close} title={t('apiKeys.new')} size={480} closeOnClickOutside={!secret} closeButtonProps={{ 'aria-label': t('close') }}>
      {secret ? (
        <Stack gap="sm">
          <p>{t('apiKeys.secretHint')}</p>
          <TextInput readOnly label={t('apiKeys.secret')} value={secret} onFocus={(event) => event.currentTarget.select()} data-autofocus />
          <Group justify="flex-end"><CopyButton value={secret}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? 'copied' : 'copy')}</Button>}</CopyButton><Button onClick={close}>{t('close')}</Button></Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput label={t('field.name')} required data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <MultiSelect label={t('apiKeys.permissions')} data={permissions} searchable required value={chosen} onChange={setChosen} maxDropdownHeight={220} />
            <Select label={t('apiKeys.expires')} data={LIVES.map((count) => ({ value: String(count), label: t('days', { count }) }))} allowDeselect={false} value={days} onChange={(value) => setDays(value ?? '90')} />
          </Stack>
          <Group justify="flex-end" mt="lg"><Button variant="default" onClick={close}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!name.trim() || chosen.length === 0}>{t('create')}</Button></Group>
        </form>
      )}
    </Modal>
  )
}
