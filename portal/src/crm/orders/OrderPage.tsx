import { Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowBackUp, IconBan, IconFileCode, IconFileTypePdf, IconReplace, IconTruckDelivery, IconWritingSign } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { Loaded } from '../../shared/Loaded'
import { StateBadge } from '../../shared/StateBadge'
import { usePermission } from '../../shared/session/Session'
import { ChangeDialog } from '../../shared/orders/ChangeDialog'
import { ReturnDialog } from '../../shared/orders/ReturnDialog'
import { OrderDeskDocument, OrderDetailsDocument, OrderDocument, PromiseOrderDocument, type OrderQuery } from '../gql/graphql'
import { can } from '../record/can'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { NewContract } from '../contracts/NewContract'
import { OrderInvoices } from '../invoices/OrderInvoices'
import { Neighbours } from '../record/Neighbours'
import { RECENT } from '../record/recent'
import { RecordSkeleton } from '../record/RecordPage'
import { Timeline } from '../record/Timeline'
import { useVerbs } from '../record/useVerbs'
import { TitleBar, type PageAction } from '../shell/TitleBar'
import { AfterSale } from './AfterSale'
import { CancelOrder } from './CancelOrder'
import { ConfirmPanel } from './ConfirmPanel'
import { HoldBanner } from './HoldBanner'
import { OrderLines } from './OrderLines'
import { OrderSide } from './OrderSide'
import { Shipments } from './Shipments'
import { ShipDialog } from './ShipDialog'
import { useConfirm } from './useConfirm'
import { ORDER_VERBS } from './verbs'
import c from '../quotes/quotes.module.css'

export function OrderPage({ id }: { id: string }) {
  const [events, setEvents] = useState(RECENT)
  const query = useQuery({ query: OrderDocument, variables: { id, events } })
  return <Loaded query={query} skeleton={<RecordSkeleton />}>{({ order }) => (order ? <Desk order={order} onEarlier={() => setEvents(100)} /> : <Empty kind="notFound" />)}</Loaded>
}

/** The order desk: the customer is on the phone, so every step is one key away. */
function Desk({ order, onEarlier }: { order: NonNullable<OrderQuery['order']>; onEarlier: () => void }) {
  const { t } = useTranslation()
  const { id, number, state, billingState, timeline } = order
  const mayConfirm = can(order, 'confirm')
  const [{ data: promised }] = useQuery({ query: PromiseOrderDocument, variables: { id }, pause: !mayConfirm, requestPolicy: 'network-only' })
  const promises = mayConfirm ? promised?.promiseOrder : undefined
  const confirm = useConfirm(order, promises)
  const [shipping, { open, close }] = useDisclosure()
  const [asking, setAsking] = useState<'change' | 'return' | 'cancel' | 'contract'>()
  const done = () => setAsking(undefined)
  const [{ data: detailed }] = useQuery({ query: OrderDetailsDocument, variables: { id } }), details = detailed?.order
  const [{ data: desked }] = useQuery({ query: OrderDeskDocument, variables: { id } }), held = desked?.order?.holds.find(({ releasedAt }) => !releasedAt)
  const { actions: verbs, dialog } = useVerbs('order', order, ORDER_VERBS)
  const mayContract = usePermission('contract:create')

  const actions: PageAction[] = [
    ...(mayConfirm ? [confirm.action] : []),
    ...(can(order, 'ship') ? [{ id: 'ship', label: t('verbs.order.ship'), icon: IconTruckDelivery, hotkey: 's', tone: 'primary' as const, run: open }] : []),
    ...verbs,
    ...(can(order, 'requestOrderChange') && details ? [{ id: 'change', label: t('orderDesk.changeOrder'), icon: IconReplace, hotkey: 'm', rare: true as const, run: () => setAsking('change') }] : []),
    ...(can(order, 'requestReturn') && details ? [{ id: 'return', label: t('orderDesk.askReturn'), icon: IconArrowBackUp, rare: true as const, run: () => setAsking('return') }] : []),
    ...(mayContract ? [{ id: 'contract', label: t('contracts.new'), icon: IconWritingSign, rare: true as const, run: () => setAsking('contract') }] : []),
    ...(order.pdf ? [{ id: 'pdf', label: t('orders.confirmation'), icon: IconFileTypePdf, hotkey: 'f', rare: true as const, run: () => void window.open(order.pdf!, '_blank', 'noopener') }] : []),
    { id: 'xml', label: t('xml.order'), icon: IconFileCode, rare: true as const, run: () => void window.open(`/crm/files/orders/${id}.xml`, '_blank', 'noopener') },
    ...(can(order, 'cancel') ? [{ id: 'cancel', label: t(state === 'PartiallyShipped' ? 'orders.cancelRest' : 'verbs.order.cancel'), icon: IconBan, tone: 'danger' as const, run: () => setAsking('cancel') }] : []),
  ]
  return (
    <>
      <TitleBar title={number} crumb={{ to: '/orders', label: t('nav.orders') }} after={<><StateBadge state={state} /><StateBadge state={billingState} /></>} actions={actions} extra={<><HistoryButton of="order" id={id} name={number} /><WhoSeesLink type="Order" id={id} name={number} /><Neighbours path="/orders/$id" id={id} /></>} />
      <div className={c.page}>
        <div className={c.sheet} role="region" aria-label={t('orders.lines')} tabIndex={0}>
          {state === 'OnHold' && held && <HoldBanner hold={held} order={order} mayRelease={can(order, 'release')} />}
          {mayConfirm && <ConfirmPanel confirm={confirm} order={order} />}
          <OrderLines order={order} promises={promises} />
          <Shipments order={order} />
          {details && <AfterSale details={details} desk={desked?.order} />}
          <OrderInvoices id={id} />
          <section className={c.history}>
            <Title order={2} mb={12}>{t('record.timeline')}</Title>
            <Timeline subject={{ type: 'order', id }} timeline={timeline} onEarlier={onEarlier} />
          </section>
        </div>
        <aside className={c.side} aria-label={t('record.properties')} tabIndex={0}><OrderSide order={order} /></aside>
      </div>
      {dialog}
      {shipping && <ShipDialog order={order} onClose={close} />}
      {asking === 'change' && details && <ChangeDialog order={details} onClose={done} />}
      {asking === 'return' && details && <ReturnDialog order={details} onClose={done} />}
      {asking === 'contract' && <NewContract from={{ orderId: id, name: number }} onClose={done} />}
      {asking === 'cancel' && <CancelOrder order={order} onClose={done} />}
    </>
  )
}
