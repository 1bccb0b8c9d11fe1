import { ActionIcon, Button, Group, Modal, Select, Stack, Textarea, TextInput, Tooltip } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { AddCurrencyRatesDocument, CurrencyRatesDocument, RemoveCurrencyRateDocument } from '../gql/graphql'
import { SimplePage } from '../grid/SimplePage'
import { useAsk } from '../record/useAsk'
import { readRates } from './readRates'
import c from '../invoices/invoices.module.css'

const COMMON = ['USD', 'EUR', 'JPY', 'CNY', 'GBP', 'TWD']

/** What other currencies are worth, day by day. */
export function RatesPage() {
  const { t } = useTranslation()
  const { date } = useFormat()
  const manages = usePermission('rate:manage')
  const [currency, setCurrency] = useState<string | null>(null)
  const [adding, { open, close }] = useDisclosure()
  const query = useQuery({ query: CurrencyRatesDocument, variables: { filter: currency ? { currency: [currency] } : {} }, requestPolicy: 'cache-and-network' }), [{ data }, again] = query
  const remove = useCommand(RemoveCurrencyRateDocument, { done: t('rates.removed') }), { ask, dialog } = useAsk()
  const confirm = (id: string, title: string) => ask({ title, hint: t('rates.removeHint'), confirm: t('rates.removeIt'), danger: true, run: () => remove.run({ id }).then((done) => { again({ requestPolicy: 'network-only' }); return done }) })
  return (
    <SimplePage title={t('nav.rates')} hint={t('rates.hint', { currency: data?.companyCurrency ?? '' })} query={query} pick={({ currencyRates }) => currencyRates.nodes}
      above={<div style={{ padding: '12px 16px', maxWidth: 220 }}><Select aria-label={t('field.currency')} placeholder={t('rates.all')} data={COMMON.filter((one) => one !== data?.companyCurrency)} value={currency} onChange={setCurrency} clearable size="xs" /></div>}
      actions={manages ? [{ id: 'add', label: t('rates.add'), icon: IconPlus, hotkey: 'n', tone: 'primary', run: open }] : []}
      columns={[
        { label: t('field.currency'), render: (row) => row.currency },
        { label: t('rates.day'), render: ({ day }) => date(day) },
        { label: t('rates.rate'), numeric: true, render: ({ rate, companyCurrency }) => `${rate} ${companyCurrency}` },
        { label: t('rates.source'), render: ({ source }) => source },
        ...(manages ? [{ label: '', render: (row: { id: string; currency: string; day: string }) => <Tooltip label={t('rates.remove', { currency: row.currency, day: date(row.day) })}><ActionIcon variant="subtle" color="gray" aria-label={t('rates.remove', { currency: row.currency, day: date(row.day) })} onClick={() => confirm(row.id, t('rates.remove', { currency: row.currency, day: date(row.day) }))}><IconTrash size={16} /></ActionIcon></Tooltip> }] : []),
      ]}>
      {dialog}
      {adding && <AddRates onClose={close} onDone={() => again({ requestPolicy: 'network-only' })} />}
    </SimplePage>
  )
}

/** Rates as rows of a spreadsheet: currency, day, rate. */
function AddRates({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const form = useForm({ initialValues: { rates: '', source: '' }, validate: { rates: (value) => (readRates(value).length ? null : t('rates.nothing')), source: (value) => (value.trim() ? null : t('rates.sourceMissing')) } })
  const { run, pending } = useCommand(AddCurrencyRatesDocument, {
    done: ({ added }) => t('rates.added', { count: added ?? 0 }),
    onErrors: (errors) => { form.setErrors({ rates: errors.map(({ path, message }) => (path[1] == null ? message : t('rates.row', { row: Number(path[1]) + 1, message }))).join(' ') }); return true },
  })
  const submit = form.onSubmit(async ({ rates, source }) => { if (await run({ rates: readRates(rates), source })) { onDone(); onClose() } })
  return (
    <Modal opened onClose={onClose} title={t('rates.add')} size={520} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Textarea label={t('rates.rows')} description={t('rates.rowsHint')} placeholder={'USD;2026-11-20;32.115\nEUR;2026-11-20;34.870'} autosize minRows={5} maxRows={14} className={c.paste} required data-autofocus {...form.getInputProps('rates')} />
          <TextInput label={t('rates.source')} required maxLength={100} {...form.getInputProps('source')} />
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
