import { Button, Checkbox, Group, Modal, NumberInput, Radio, Stack, Table, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { useCommand } from '../../shared/useCommand'
import { CreditInvoiceDocument, type InvoiceSheetFragment } from '../gql/graphql'

/** Takes back an invoice: the whole rest of it, or pieces of its lines. */
export function CreditDialog({ invoice: { id, number, lines, currency }, onClose }: { invoice: InvoiceSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { money, number: amountOf } = useFormat()
  const form = useForm({ initialValues: { what: 'rest', reason: '', invoiceAgain: false, lines: {} as Record<string, number | string> }, validate: { reason: (value) => (value.trim() ? null : t('invoices.reasonMissing')) } })
  const { run, pending } = useCommand(CreditInvoiceDocument, { form, done: ({ creditNote }) => t('invoices.issuedAs', { number: creditNote?.number }) })
  const submit = form.onSubmit(async ({ what, reason, invoiceAgain, lines: wanted }) => {
    const chosen = Object.entries(wanted).filter(([, quantity]) => Number(quantity) > 0).map(([lineId, quantity]) => ({ lineId, quantity: Number(quantity) }))
    if (await run({ id, reason, issue: true, ...(what === 'rest' ? { invoiceAgain } : { lines: chosen }) })) onClose()
  })
  return (
    <Modal opened onClose={onClose} title={t('invoices.creditOf', { number })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Radio.Group label={t('invoices.what')} {...form.getInputProps('what')}><Stack gap={8} mt={6}><Radio value="rest" label={t('invoices.rest')} /><Radio value="pieces" label={t('invoices.pieces')} /></Stack></Radio.Group>
          {form.values.what === 'rest' ? <Checkbox label={t('invoices.again')} {...form.getInputProps('invoiceAgain', { type: 'checkbox' })} /> : (
            <Table aria-label={t('invoices.pieces')}>
              <Table.Tbody>
                {lines.map((line) => (
                  <Table.Tr key={line.id}>
                    <Table.Td>{line.sku} <span className="muted">{line.description}</span><br /><span className="meta">{amountOf(Number(line.quantity))} · {money(line.amount, currency)}</span></Table.Td>
                    <Table.Td w={110}><NumberInput aria-label={t('invoices.piecesOf', { sku: line.sku ?? line.description })} min={0} max={Number(line.quantity)} allowDecimal={false} {...form.getInputProps(`lines.${line.id}`)} /></Table.Td>
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
