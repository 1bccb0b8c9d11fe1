import { Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { readDecimal } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { AssignBankLineDocument, type BankLineRowFragment } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { OpenInvoices, paysOf, type Chosen } from './OpenInvoices'

/** Says by hand whose a line of the statement is, all of it or a part, and what it pays. */
export function AssignDialog({ line, onClose }: { line: BankLineRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { money, date } = useFormat()
  const [kind, setKind] = useState<'partner' | 'account'>(line.buyer ? 'account' : 'partner'), [buyer, setBuyer] = useState<{ id: string; name: string } | null>(line.partner ?? line.buyer ?? null)
  const [amount, setAmount] = useState(line.rest), [chosen, setChosen] = useState<Chosen>({}), [error, setError] = useState<string>()
  const { run, pending } = useCommand(AssignBankLineDocument, { done: ({ payment }) => t('bank.booked', { number: payment?.number }), onErrors: (errors) => { setError(errors.map(({ message }) => message).join(' ')); return true } })
  const whose = kind === 'partner' ? { partnerId: buyer?.id } : { accountId: buyer?.id }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const part = readDecimal(amount)
    setError(part ? undefined : t('payments.amountMissing'))
    if (part && buyer && await run({ id: line.id, amount: part, ...whose, invoices: paysOf(chosen) })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('bank.assignTitle', { amount: money(line.amount, line.currency), day: date(line.day) })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <p className="meta" style={{ overflowWrap: 'anywhere' }}>{[line.counterparty, line.remittance, line.structuredReference].filter(Boolean).join(' · ')}</p>
          <SegmentedControl value={kind} onChange={(value) => { setKind(value as 'partner'); setBuyer(null); setChosen({}) }} data={[{ value: 'partner', label: t('field.partner') }, { value: 'account', label: t('field.account') }]} />
          <RecordPicker of={kind} label={t('payments.buyer')} required value={buyer} onChange={(next) => { setBuyer(next); setChosen({}) }} />
          <TextInput label={t('bank.part')} description={t('bank.partHint', { rest: money(line.rest, line.currency) })} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.currentTarget.value)} />
          <OpenInvoices of={{ amount, currency: line.currency }} buyer={whose} chosen={chosen} onChange={setChosen} error={error} />
        </Stack>
        <Group justify="flex-end" mt="lg"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!buyer}>{t('bank.book')}</Button></Group>
      </form>
    </Modal>
  )
}
