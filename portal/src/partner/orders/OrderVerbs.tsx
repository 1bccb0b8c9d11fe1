import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { usePermission } from '../../shared/session/Session'
import { useCommand } from '../../shared/useCommand'
import { ApproveOrderDocument, CancelOrderDocument, RejectOrderDocument, type OrderRecordFragment } from '../gql/graphql'
import { useIsOwn } from '../parts/ForWhom'
import { CancelDialog } from '../../shared/orders/CancelDialog'
import { ReasonDialog } from '../parts/ReasonDialog'
import { useReorder } from './useReorder'

/** Exactly what the server permits on this order, plus ordering the same again. */
export function OrderVerbs({ order }: { order: OrderRecordFragment }) {
  const { t } = useTranslation()
  const { id, number, actions } = order
  const [asking, setAsking] = useState<'reject' | 'cancel'>()
  const isOwn = useIsOwn()
  const mayReorder = usePermission('cart:use') && isOwn(order)
  const { reorder, pending: reordering } = useReorder()
  const approve = useCommand(ApproveOrderDocument, { done: t('orders.approved', { number }) })
  const reject = useCommand(RejectOrderDocument, { done: t('orders.rejected', { number }) })
  const cancel = useCommand(CancelOrderDocument, { done: t('orders.canceled', { number }) })

  const offered = [
    { verb: 'cancel', run: () => setAsking('cancel') },
    { verb: 'reject', run: () => setAsking('reject') },
    { verb: 'approve', run: () => void approve.run({ id }) },
  ].filter(({ verb }) => actions.includes(verb))
  useActions([
    ...offered.map(({ verb, run }) => ({ id: `order.${verb}`, label: t(`orders.${verb}`), run, group: `${t('records.order')} ${number}` })),
    ...(mayReorder ? [{ id: 'order.reorder', label: t('orders.reorder'), run: () => void reorder(order), group: `${t('records.order')} ${number}` }] : []),
  ])

  return (
    <>
      {mayReorder && <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />} loading={reordering === id} onClick={() => reorder(order)}>{t('orders.reorder')}</Button>}
      {offered.map(({ verb, run }) => <Button key={verb} variant={verb === 'approve' ? 'filled' : 'default'} loading={verb === 'approve' && approve.pending} onClick={run}>{t(`orders.${verb}`)}</Button>)}
      {asking === 'reject' && <ReasonDialog title={t('orders.rejectTitle', { number })} hint={t('orders.rejectHint')} confirm={t('orders.reject')} pending={reject.pending} onClose={() => setAsking(undefined)} onConfirm={async (reason) => { if (await reject.run({ id, reason })) setAsking(undefined) }} />}
      {asking === 'cancel' && <CancelDialog number={number} pending={cancel.pending} onClose={() => setAsking(undefined)} onConfirm={async (input) => { if (await cancel.run({ id, ...input })) setAsking(undefined) }} />}
    </>
  )
}
