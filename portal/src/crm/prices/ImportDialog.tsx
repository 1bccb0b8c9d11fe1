import { Button, Checkbox, FileInput, Group, Modal, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../shared/i18n'
import { DayInput } from '../../shared/DayInput'
import { toastFailed } from '../../shared/toasts'
import type { PriceListTermsFragment } from '../gql/graphql'

type Props = { list: PriceListTermsFragment; onClose: () => void; onPrepared: (changeId: string) => void }

/** Takes a file; what it would change, and what is wrong with it, is shown next. */
export function ImportDialog({ list, onClose, onPrepared }: Props) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [from, setFrom] = useState('')
  const [others, setOthers] = useState(false)
  const [error, setError] = useState<string>()
  const [pending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!file || pending) return
    setPending(true)
    setError(undefined)
    const query = new URLSearchParams({ name: file.name, ...(from && { from }), ...(others && { others: 'end' }) })
    const answer = await fetch(`/crm/files/price-lists/${list.id}/entries?${query}`, { method: 'POST', body: file, headers: { 'x-csrf': '1', 'accept-language': currentLocale(), 'content-type': 'text/csv' } })
      .then((response) => response.json() as Promise<{ id?: string; errors: { message: string; path?: string[] }[] }>).catch(() => undefined)
    setPending(false)
    if (!answer) return toastFailed(t('failed.NETWORK'))
    if (answer.id) return onPrepared(answer.id)
    setError(answer.errors.map(({ message, path }) => [path?.slice(1).join(' '), message].filter(Boolean).join(': ')).join(' '))
  }
  return (
    <Modal opened onClose={onClose} title={t('prices.import')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FileInput label={t('prices.file')} description={t('prices.fileHint')} placeholder={t('prices.chooseFile')} accept=".csv,text/csv,text/plain" leftSection={<IconFileSpreadsheet size={15} />} required value={file} onChange={setFile} error={error} />
          <Text size="xs" className="muted" style={{ overflowWrap: 'anywhere' }}>{'sku, category, from_quantity, basis, value, valid_from, valid_to'}</Text>
          <DayInput label={t('prices.firstDay')} description={t('prices.firstDayHint')} clearable value={from} onChange={setFrom} />
          <Checkbox label={t('prices.endOthers')} description={t('prices.endOthersHint')} checked={others} onChange={(event) => setOthers(event.currentTarget.checked)} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!file}>{t('prices.preview')}</Button></Group>
      </form>
    </Modal>
  )
}
