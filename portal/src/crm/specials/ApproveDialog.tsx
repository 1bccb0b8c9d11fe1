import { Button, Group, Modal, NumberInput, Textarea } from '@mantine/core'
import { Fragment, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { DayInput } from '../../shared/DayInput'
import { useFormat } from '../../shared/format'
import { useFaults } from '../../shared/orders/faults'
import c from '../../shared/specials/specials.module.css'
import { useCommand } from '../../shared/useCommand'
import { ApproveSpecialPriceDocument, type SpecialPriceSheetFragment } from '../gql/graphql'

/** Grants it: each line as it was asked for, or otherwise. */
export function ApproveDialog({ request, onClose }: { request: SpecialPriceSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const [lines, setLines] = useState(() => request.lines.map(({ id, quantity, requestedPrice }) => ({ lineId: id, quantity, price: requestedPrice })))
  const [validTo, setTo] = useState(request.validTo), [note, setNote] = useState('')
  const faults = useFaults(), { run, pending } = useCommand(ApproveSpecialPriceDocument, { done: t('specials.approved'), onErrors: faults.onErrors, again: false })
  const change = (index: number, more: object) => setLines(lines.map((line, at) => (at === index ? { ...line, ...more } : line)))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    faults.clear()
    if (await run({ id: request.id, revision: request.revision, lines, validTo, note: note.trim() || null })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('specials.approve')} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        <p className="muted">{t('specials.approveHint')}</p>
        <ul className={c.rows}>
          {request.lines.map((line, index) => (
            <Fragment key={line.id}>
              <li>
                <span><b>{line.product?.sku}</b> <span className="meta">{t('specials.now', { price: money(line.netPrice, request.currency) })}</span></span>
                <NumberInput aria-label={t('specials.quantityOf', { sku: line.product?.sku })} min={0} allowDecimal={false} value={lines[index]!.quantity} onChange={(value) => change(index, { quantity: Number(value) || 0 })} />
                <NumberInput aria-label={t('specials.priceOf', { sku: line.product?.sku })} min={0} decimalScale={4} suffix={` ${request.currency}`} value={lines[index]!.price} error={Boolean(faults.at('lines', index))} onChange={(value) => change(index, { price: String(value || 0) })} />
                {faults.at('lines', index) && <span className={c.error} role="alert">{faults.at('lines', index)}</span>}
              </li>
            </Fragment>
          ))}
        </ul>
        <DayInput label={t('specials.validTo')} value={validTo} error={faults.at('validTo')} onChange={setTo} />
        <Textarea label={t('specials.note')} description={t('specials.noteHint')} autosize minRows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {faults.rest(['lines'], 'validTo').map((message) => <p key={message} className={c.error} role="alert">{message}</p>)}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('specials.approve')}</Button></Group>
      </form>
    </Modal>
  )
}
