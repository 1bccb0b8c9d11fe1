import { Button, Checkbox, Group, Modal, Radio, Stack, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { readDecimal, readQuantity } from '../../shared/readNumber'
import { useCommand } from '../../shared/useCommand'
import { CreditInvoiceDocument, type InvoiceSheetFragment } from '../gql/graphql'
import s from './invoices.module.css'

const WAYS = ['rest', 'pieces', 'price'] as const

/** Takes back an invoice: the whole rest of it, pieces of its lines, or a part of their price while the pieces stay. */
export function CreditDialog({ invoice: { id, number, lines, currency }, onClose }: { invoice: InvoiceSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { money, number: amountOf } = useFormat()
  const form = useForm({ initialValues: { what: 'rest', reason: '', invoiceAgain: false, pieces: {} as Record<string, string>, price: {} as Record<string, string> }, validate: { reason: (value) => (value.trim() ? null : t('invoices.reasonMissing')) } })
  const way = form.values.what as typeof WAYS[number]
  // which lines were sent, in that order: what the server finds wrong goes back to its field
  const sent = useRef<string[]>([])
  const { run, pending } = useCommand(CreditInvoiceDocument, {
    form, done: ({ creditNote }) => t('invoices.issuedAs', { number: creditNote?.number }),
    onErrors: (errors) => {
      const at = errors.map(({ path }) => path.filter((part) => part !== 'input'))
      if (!at.every(([first, index]) => first === 'lines' && sent.current[Number(index)])) return false
      form.setErrors(Object.fromEntries(errors.map(({ code, message }, index) => [`${way}.${sent.current[Number(at[index]![1])]}`, code === 'OUT_OF_RANGE' ? t('invoices.tooMuch') : message])))
      return true
    },
  })
  const submit = form.onSubmit(async ({ reason, invoiceAgain }) => {
    if (way === 'rest') return void (await run({ id, reason, issue: true, invoiceAgain }) && onClose())
    const read = way === 'pieces' ? readQuantity : readDecimal
    const filled = lines.filter((line) => form.values[way][line.id]?.trim())
    const wrong = filled.filter((line) => read(form.values[way][line.id]!) === undefined)
    if (!filled.length || wrong.length) return form.setErrors(filled.length ? Object.fromEntries(wrong.map((line) => [`${way}.${line.id}`, t('invoices.notANumber')])) : { what: t('invoices.chooseLine') })
    sent.current = filled.map((line) => line.id)
    const taken = filled.map(({ id: lineId }) => (way === 'pieces' ? { lineId, quantity: readQuantity(form.values.pieces[lineId]!)! } : { lineId, amount: readDecimal(form.values.price[lineId]!)! }))
    if (await run({ id, reason, issue: true, lines: taken })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('invoices.creditOf', { number })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Radio.Group label={t('invoices.what')} {...form.getInputProps('what')}><Stack gap={8} mt={6}>{WAYS.map((value) => <Radio key={value} value={value} label={t(`invoices.${value}`)} />)}</Stack></Radio.Group>
          {way === 'rest' ? <Checkbox label={t('invoices.again')} {...form.getInputProps('invoiceAgain', { type: 'checkbox' })} /> : (
            <Table aria-label={t(`invoices.${way}`)} className={s.credited}>
              <Table.Tbody>
                {lines.map((line) => (
                  <Table.Tr key={line.id}>
                    <Table.Td>{line.sku} <span className="muted">{line.description}</span><br /><span className="meta">{amountOf(Number(line.quantity))} · {money(line.amount, currency)}</span></Table.Td>
                    <Table.Td>
                      <TextInput aria-label={t(`invoices.${way}Of`, { sku: line.sku ?? line.description })} inputMode={way === 'pieces' ? 'numeric' : 'decimal'} rightSection={way === 'price' && <span className="meta">{currency}</span>} rightSectionWidth={46} {...form.getInputProps(`${way}.${line.id}`)} value={form.values[way][line.id] ?? ''} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          <TextInput label={t('invoices.reason')} required maxLength={1000} data-autofocus {...form.getInputProps('reason')} />
          <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('invoices.creditAndIssue')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  )
}
