import { useTranslation } from 'react-i18next'
import { CancelDialog } from '../../shared/orders/CancelDialog'
import { useCommand } from '../../shared/useCommand'
import { CancelOrderDocument, type OrderSheetFragment } from '../gql/graphql'

export function CancelOrder({ order: { id, number, state }, onClose }: { order: OrderSheetFragment; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, pending } = useCommand(CancelOrderDocument, { done: t('done.order.cancel'), again: false })
  return <CancelDialog number={number} rest={state === 'PartiallyShipped'} pending={pending} onClose={onClose} onConfirm={async (input) => { if (await run({ id, ...input })) onClose() }} />
}
