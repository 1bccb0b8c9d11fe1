import { Button, Group, Modal, NumberInput } from '@mantine/core'
import { Fragment, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaults } from '../../shared/orders/faults'
import c from '../../shared/orders/orders.module.css'
import { useCommand } from '../../shared/useCommand'
import { ReceiveReturnDocument, type ReturnRowFragment } from '../gql/graphql'

/** What came, and how much of it can be sold again. */
export function ReceiveDialog({ found, onClose }: { found: ReturnRowFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const [came, setCame] = useState<Record<string, { quantity: number; restock: number }>>(() => Object.fromEntries(found.lines.map(({ id, quantity, condition }) => [id, { quantity, restock: condition === 'UNOPENED' ? quantity : 0 }])))
  const faults = useFaults()
  const { run, pending } = useCommand(ReceiveReturnDocument, { done: t('orderDesk.received'), onErrors: faults.onErrors, again: false })
  const set = (id: string, part: Partial<{ quantity: number; restock: number }>) => setCame({ ...came, [id]: { ...came[id]!, ...part } })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    faults.clear()
    if (await run({ id: found.id, lines: found.lines.map(({ id }) => ({ returnLineId: id, ...came[id]! })) })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('orderDesk.receiveOf', { number: found.number })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} className={c.form}>
        {found.lines.map((line, index) => {
          const sku = line.orderLine?.product?.sku
          return (
            <Fragment key={line.id}>
              <p><b>{sku}</b> {line.orderLine?.product?.name} <span className="meta">{t(`orderDesk.conditions.${line.condition}`)}</span></p>
              <div className={c.pair}>
                <NumberInput label={t('orderDesk.cameIn', { count: line.quantity })} min={0} max={line.quantity} allowDecimal={false} value={came[line.id]!.quantity} error={faults.at('lines', index, 'quantity')} onChange={(value) => set(line.id, { quantity: Number(value) || 0 })} />
                <NumberInput label={t('orderDesk.restock')} min={0} max={came[line.id]!.quantity} allowDecimal={false} value={came[line.id]!.restock} error={faults.at('lines', index, 'restock')} onChange={(value) => set(line.id, { restock: Number(value) || 0 })} />
              </div>
            </Fragment>
          )
        })}
        <p className="meta">{t('orderDesk.scrapHint')}</p>
        {faults.rest(['lines']).map((message) => <p key={message} className={c.error} role="alert">{message}</p>)}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending}>{t('orderDesk.receive')}</Button></Group>
      </form>
    </Modal>
  )
}
