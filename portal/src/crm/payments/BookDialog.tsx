import { Button, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { today as dayHere } from '../../shared/today'
import { BookPaymentDocument, type PaymentMethod } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { useCurrencies } from '../record/useCurrencies'
import { OpenInvoices, paysOf, type Chosen } from './OpenInvoices'

const METHODS: PaymentMethod[] = ['BANK_TRANSFER', 'CARD', 'CHECK', 'CASH', 'OTHER']

/** Books by hand what came in. */
export function BookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<'partner' | 'account'>('partner'), [buyer, setBuyer] = useState<{ id: string; name: string } | null>(null), [chosen, setChosen] = useState<Chosen>({}), [error, setError] = useState<string>()
  const [today] = useState(dayHere), currencies = useCurrencies()
  const form = useForm({ initialValues: { day: today, amount: '', currency: 'USD', method: 'BANK_TRANSFER' as PaymentMethod, bankReference: '', reference: '' }, validate: { amount: (value) => (readDecimal(value) ? null : t('payments.amountMissing')) } })
  const { run, pending } = useCommand(BookPaymentDocument, {
    form, done: ({ payment }) => t('bank.booked', { number: payment?.number }),
    onErrors: (errors) => { const own = errors.filter(({ path }) => path.includes('invoices')); setError(own.map(({ message }) => message).join(' ')); return own.length === errors.length },
  })
  const whose = kind === 'partner' ? { partnerId: buyer?.id } : { accountId: buyer?.id }
  const submit = form.onSubmit(async ({ amount, bankReference, reference, ...given }) => {
    if (buyer && await run({ ...given, ...whose, amount: readDecimal(amount)!, bankReference: bankReference || null, reference: reference || null, invoices: paysOf(chosen) })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('payments.book')} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <SegmentedControl value={kind} onChange={(value) => { setKind(value as 'partner'); setBuyer(null); setChosen({}) }} data={[{ value: 'partner', label: t('field.partner') }, { value: 'account', label: t('field.account') }]} />
          <RecordPicker of={kind} label={t('payments.buyer')} required value={buyer} onChange={(next) => { setBuyer(next); setChosen({}) }} />
          <Group grow align="start"><TextInput label={t('field.amount')} required inputMode="decimal" {...form.getInputProps('amount')} /><Select label={t('field.currency')} data={currencies} searchable allowDeselect={false} {...form.getInputProps('currency')} /></Group>
          <Group grow align="start"><DayInput label={t('bank.day')} {...form.getInputProps('day')} /><Select label={t('payments.method')} data={METHODS.map((value) => ({ value, label: t(`payments.methods.${value}`) }))} allowDeselect={false} {...form.getInputProps('method')} /></Group>
          <Group grow align="start"><TextInput label={t('payments.bankReference')} maxLength={100} {...form.getInputProps('bankReference')} /><TextInput label={t('payments.reference')} maxLength={200} {...form.getInputProps('reference')} /></Group>
          <OpenInvoices of={{ amount: form.values.amount, currency: form.values.currency }} buyer={whose} chosen={chosen} onChange={setChosen} error={error} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!buyer}>{t('bank.book')}</Button></Group>
      </form>
    </Modal>
  )
}
