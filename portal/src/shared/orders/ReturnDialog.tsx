import { Button, Group, Modal, NumberInput, Select, Textarea } from '@mantine/core'
import { Fragment, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { RequestReturnDocument, type OrderDetailsQuery, type ReturnCondition, type ReturnReason } from '../gql/graphql'
import { useCommand } from '../useCommand'
import { useFaults } from './faults'
import c from './orders.module.css'

const REASONS: ReturnReason[] = ['DEFECTIVE', 'DAMAGED', 'WRONG_ITEM', 'NOT_NEEDED', 'EXCHANGE', 'OTHER']
const CONDITIONS: ReturnCondition[] = ['UNOPENED', 'USED', 'DAMAGED', 'DEFECTIVE']
type Details = NonNullable<OrderDetailsQuery['order']>

/** Which pieces shall come back, in which condition, and why. */
export function ReturnDialog({ order, onClose }: { order: Details; onClose: () => void }) {
  const { t } = useTranslation()
  const lines = order.lines.map((line) => ({ ...line, most: line.deliveredQuantity - line.returnedQuantity })).filter(({ most }) => most > 0)
  const [quantities, setQuantities] = useState<Record<string, number>>({})
  const [conditions, setConditions] = useState<Record<string, ReturnCondition>>({})
  const [reason, setReason] = useState<ReturnReason>('DEFECTIVE')
  const [note, setNote] = useState('')
  const faults = useFaults()
  const { run, pending } = useCommand(RequestReturnDocument, { done: ({ return: found }) => t('orderDesk.returnAsked', { number: found?.number }), onErrors: faults.onErrors, again: false })
  const chosen = lines.filter(({ id }) => (quantities[id] ?? 0) > 0)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    faults.clear()
    if (await run({ orderId: order.id, reason, note: note.trim() || null, lines: chosen.map(({ id }) => ({ orderLineId: id, quantity: quantities[id]!, condition: conditions[id] ?? 'DEFECTIVE' })) })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('orderDesk.returnOf', { number: order.number })} size={660} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        <div className={c.rows} data-wide>
          {lines.map((line) => {
            const fault = faults.at('lines', chosen.findIndex(({ id }) => id === line.id))
            return (
              <Fragment key={line.id}>
                <span className="ellipsis"><b>{line.product?.sku}</b> {line.product?.name}</span>
                <span className={`meta ${c.most}`}>{t('orderDesk.mostBack', { count: line.most })}</span>
                <NumberInput aria-label={t('orderDesk.quantityOf', { sku: line.product?.sku })} min={0} max={line.most} allowDecimal={false} value={quantities[line.id] ?? 0} error={Boolean(fault)} onChange={(value) => setQuantities({ ...quantities, [line.id]: Number(value) || 0 })} />
                <Select className={c.condition} aria-label={t('orderDesk.conditionOf', { sku: line.product?.sku })} allowDeselect={false} data={CONDITIONS.map((value) => ({ value, label: t(`orderDesk.conditions.${value}`) }))} value={conditions[line.id] ?? 'DEFECTIVE'} onChange={(value) => setConditions({ ...conditions, [line.id]: value as ReturnCondition })} />
                {fault && <p className={c.error} role="alert">{fault}</p>}
              </Fragment>
            )
          })}
        </div>
        <Select label={t('orderDesk.why')} allowDeselect={false} data={REASONS.map((value) => ({ value, label: t(`orderDesk.reasons.${value}`) }))} value={reason} onChange={(value) => setReason(value as ReturnReason)} />
        <Textarea label={t('orderDesk.note')} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {faults.rest(['lines']).map((message) => <p key={message} className={c.error} role="alert">{message}</p>)}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={!chosen.length}>{t('orderDesk.askReturn')}</Button></Group>
      </form>
    </Modal>
  )
}
