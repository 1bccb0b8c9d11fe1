import { Autocomplete, Button, Group, Modal, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { Fragment, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFaults } from '../../shared/orders/faults'
import { type UserError, useCommand } from '../../shared/useCommand'
import { ShipOrderDocument, type OrderSheetFragment } from '../gql/graphql'
import c from './orders.module.css'

const LAST = 'guanxi.carrier'
const CARRIERS = ['DHL', 'FedEx', 'UPS', 'DPD', 'GLS', 'DB Schenker', 'SF Express', 'T-Cat']

/** What lies there for the order, or some of it; all that is open where nothing does, or the buyer wants it all at once. The carrier of last time is filled in, so that Enter, Enter is enough. */
export function ShipDialog({ order, onClose }: { order: OrderSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const open = order.lines.map((line) => ({ ...line, open: line.quantity - line.canceledQuantity - line.shippedQuantity })).filter((line) => line.open > 0)
  const [carrier, setCarrier] = useState(localStorage.getItem(LAST) ?? '')
  const [tracking, setTracking] = useState('')
  const [partReason, setPartReason] = useState(''), [afterShipments, setAfterShipments] = useState(order.shipments.length)
  const [typed, setTyped] = useState<Record<string, number>>({})
  const ready = !order.deliverComplete && open.some(({ reservedQuantity }) => reservedQuantity > 0)
  const quantities = Object.fromEntries(open.map((line) => [line.id, typed[line.id] ?? (ready ? Math.min(line.reservedQuantity, line.open) : line.open)]))
  const faults = useFaults()
  const onErrors = (errors: UserError[]) => {
    // who is told that something changed sees it now, and goes on from there
    if (errors.some(({ code }) => code === 'STALE')) setAfterShipments(order.shipments.length)
    return faults.onErrors(errors)
  }
  const { run, pending } = useCommand(ShipOrderDocument, { again: false, onErrors, done: ({ order: after }) => t(after?.state === 'PartiallyShipped' ? 'orders.shippedSome' : 'orders.shippedAll') })
  const chosen = open.filter(({ id }) => quantities[id]! > 0)
  const whole = open.every((line) => quantities[line.id] === line.open), asks = order.deliverComplete && !whole

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (chosen.length === 0) return
    faults.clear()
    localStorage.setItem(LAST, carrier)
    if (await run({ id: order.id, carrier: carrier.trim() || null, trackingNumber: tracking.trim() || null, lines: chosen.map(({ id }) => ({ orderLineId: id, quantity: quantities[id]! })), partReason: asks ? partReason.trim() || null : null, afterShipments })) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('orders.ship', { number: order.number })} size={560} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit} noValidate>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Autocomplete size="xs" label={t('orders.carrier')} data={CARRIERS} value={carrier} onChange={setCarrier} />
          <TextInput label={t('orders.tracking')} data-autofocus value={tracking} onChange={(event) => setTracking(event.currentTarget.value)} />
        </SimpleGrid>
        <div className={c.shipLines}>
          {open.map((line) => {
            const fault = faults.at('lines', chosen.findIndex(({ id }) => id === line.id))
            return (
              <Fragment key={line.id}>
                <span className="ellipsis"><b style={{ fontWeight: 500 }}>{line.product?.sku}</b> {line.product?.name}</span>
                <span className="meta">{t('orders.openOf', { open: line.open, quantity: line.quantity - line.canceledQuantity })}</span>
                <NumberInput aria-label={t('orders.quantityOf', { sku: line.product?.sku })} min={0} max={line.open} allowDecimal={false} value={quantities[line.id]} error={Boolean(fault)} onChange={(value) => setTyped({ ...typed, [line.id]: Number(value) || 0 })} />
                {fault && <p className={c.fault} role="alert">{fault}</p>}
              </Fragment>
            )
          })}
        </div>
        {asks && <TextInput mb="md" label={t('orders.partWhy')} description={t('orders.partHint')} required maxLength={500} value={partReason} error={faults.at('partReason')} onChange={(event) => setPartReason(event.currentTarget.value)} />}
        {faults.rest(['lines'], 'partReason').map((message) => <p key={message} className={c.fault} role="alert">{message}</p>)}
        <Group justify="flex-end"><Button variant="default" onClick={onClose}>{t('cancel')}</Button><Button type="submit" loading={pending} disabled={chosen.length === 0}>{t(whole ? 'orders.shipAll' : 'orders.shipSome')}</Button></Group>
      </form>
    </Modal>
  )
}
