import { Button, Checkbox, Group, Modal, NumberInput, Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Fragment, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { DayInput } from '../DayInput'
import { OrderConfigurationsDocument, OrderProductsDocument, RequestOrderChangeDocument, SubmitOrderChangeDocument, WithdrawOrderChangeDocument, type OrderChangeRowFragment, type OrderDetailsQuery } from '../gql/graphql'
import { usePermission } from '../session/Session'
import { useCommand } from '../useCommand'
import { useFaults } from './faults'
import { Sides } from './Sides'
import c from './orders.module.css'

type Details = NonNullable<OrderDetailsQuery['order']>
type Found = { productId: string; /** What was configured, where it is built to order. */ configurationId: string | null; sku: string; name: string }
type Added = Found & { quantity: number }
const keyOf = ({ productId, configurationId }: Found) => configurationId ?? productId

/** What shall be otherwise, then how that looks beside how it is, then off with it. */
export function ChangeDialog({ order, onClose }: { order: Details; onClose: () => void }) {
  const { t } = useTranslation()
  const lines = order.lines.filter(({ quantity, canceledQuantity }) => quantity > canceledQuantity).map((line) => ({ ...line, wanted: line.quantity - line.canceledQuantity }))
  const [quantities, setQuantities] = useState<Record<string, number>>(() => Object.fromEntries(lines.map(({ id, wanted }) => [id, wanted])))
  const [added, setAdded] = useState<Added[]>([])
  const [day, setDay] = useState('')
  const [opened] = useState(order.deliverComplete), [complete, setComplete] = useState(opened)
  const [reason, setReason] = useState('')
  const [draft, setDraft] = useState<OrderChangeRowFragment>()
  const faults = useFaults()
  const request = useCommand(RequestOrderChangeDocument, { onErrors: faults.onErrors, again: false })
  const submit = useCommand(SubmitOrderChangeDocument, { done: t('orderDesk.sent'), again: false })
  const withdraw = useCommand(WithdrawOrderChangeDocument)

  const changed = lines.filter(({ id, wanted }) => quantities[id] !== wanted)
  const review = async (event: FormEvent) => {
    event.preventDefault()
    faults.clear()
    const payload = await request.run({
      orderId: order.id, submit: false, reason: reason.trim() || null, requestedDate: day || null, deliverComplete: complete === opened ? null : complete,
      lines: changed.map(({ id }) => ({ orderLineId: id, quantity: quantities[id]! })), added: added.map(({ productId, configurationId, quantity }) => ({ productId, configurationId, quantity })),
    })
    if (payload?.orderChange) setDraft(payload.orderChange)
  }
  // what was looked at and not sent leaves nothing behind
  const drop = async () => { if (draft) await withdraw.run({ id: draft.id }); setDraft(undefined) }
  const leave = () => { void drop(); onClose() }
  return (
    <Modal opened onClose={leave} title={t('orderDesk.changeOf', { number: order.number })} size={620} closeButtonProps={{ 'aria-label': t('close') }}>
      {draft ? (
        <div className={c.form}>
          <Sides change={draft} />
          <Group justify="flex-end"><Button variant="default" loading={withdraw.pending} onClick={() => void drop()}>{t('orderDesk.back')}</Button><Button data-autofocus loading={submit.pending} onClick={async () => { if (await submit.run({ id: draft.id })) onClose() }}>{t('orderDesk.send')}</Button></Group>
        </div>
      ) : (
        <form onSubmit={review} className={c.form}>
          <div className={c.rows}>
            {lines.map((line) => {
              const index = changed.findIndex(({ id }) => id === line.id), fault = index < 0 ? undefined : faults.at('lines', index)
              return (
                <Fragment key={line.id}>
                  <span className="ellipsis"><b>{line.product?.sku}</b> {line.product?.name}</span>
                  <span className="meta">{line.shippedQuantity > 0 && t('orderDesk.shippedOf', { count: line.shippedQuantity })}</span>
                  <NumberInput aria-label={t('orderDesk.quantityOf', { sku: line.product?.sku })} min={0} allowDecimal={false} value={quantities[line.id]} error={Boolean(fault)} onChange={(value) => setQuantities({ ...quantities, [line.id]: Number(value) || 0 })} />
                  {fault && <p className={c.error} role="alert">{fault}</p>}
                </Fragment>
              )
            })}
            {added.map((product, index) => (
              <Fragment key={keyOf(product)}>
                <span className="ellipsis"><b>{product.sku}</b> {product.name}</span>
                <span className="meta">{t('orderDesk.new')}</span>
                <NumberInput aria-label={t('orderDesk.quantityOf', { sku: product.sku })} min={0} allowDecimal={false} value={product.quantity} error={Boolean(faults.at('added', index))}
                  onChange={(value) => setAdded(Number(value) === 0 ? added.filter((one) => one !== product) : added.map((one) => (one === product ? { ...one, quantity: Number(value) } : one)))} />
                {faults.at('added', index) && <p className={c.error} role="alert">{faults.at('added', index)}</p>}
              </Fragment>
            ))}
          </div>
          <FindProduct onFound={(product) => setAdded([...added.filter((one) => keyOf(one) !== keyOf(product)), { ...product, quantity: 1 }])} />
          <DayInput label={t('orderDesk.wantedBy')} value={day} onChange={setDay} clearable error={faults.at('requestedDate')} />
          <Checkbox size="sm" label={t('promise.complete')} description={t('promise.completeHint')} checked={complete} onChange={(event) => setComplete(event.currentTarget.checked)} />
          <Textarea label={t('orderDesk.why')} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {faults.at('lines') && !changed.length && <p className={c.error} role="alert">{t('orderDesk.nothingChanged')}</p>}
          {faults.rest(['lines', 'added'], 'requestedDate', ...(changed.length ? [] : ['lines'])).map((message) => <p key={message} className={c.error} role="alert">{message}</p>)}
          <Group justify="flex-end"><Button variant="default" onClick={leave}>{t('cancel')}</Button><Button type="submit" loading={request.pending}>{t('orderDesk.review')}</Button></Group>
        </form>
      )}
    </Modal>
  )
}

/** A product more, by its number or name, or something that was configured, by its name. */
function FindProduct({ onFound }: { onFound: (product: Found) => void }) {
  const { t } = useTranslation()
  const configures = usePermission('configuration:use')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 180)
  const short = text.length < 2
  const [{ data }] = useQuery({ query: OrderProductsDocument, variables: { text }, pause: short })
  const [{ data: saved }] = useQuery({ query: OrderConfigurationsDocument, variables: { text }, pause: short || !configures })
  const products = (short ? [] : data?.products.nodes ?? []).map(({ id, sku, name }): Found => ({ productId: id, configurationId: null, sku, name }))
  const configured = (short ? [] : saved?.configurations.nodes ?? []).flatMap(({ id, name, offer: { lines: [first] } }): Found[] => (first?.productId ? [{ productId: first.productId, configurationId: id, sku: first.sku ?? '', name }] : []))
  const group = (title: string, found: Found[]) => (found.length ? [{ group: title, items: found.map((one) => ({ value: keyOf(one), label: `${one.sku} · ${one.name}` })) }] : [])
  return (
    <Select label={t('orderDesk.addProduct')} placeholder={t('search')} searchable value={null} searchValue={typed} onSearchChange={setTyped} nothingFoundMessage={t('palette.nothing')} filter={({ options }) => options}
      data={[...group(t('orderDesk.products'), products), ...group(t('orderDesk.configured'), configured)]} onChange={(id) => { const found = [...products, ...configured].find((one) => keyOf(one) === id); if (found) { onFound(found); setTyped('') } }} />
  )
}
