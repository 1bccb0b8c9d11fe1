import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { ConfirmOrderDocument, HoldOrderDocument, OrderDocument, ReleaseOrderDocument, type DeskCardFragment } from '../gql/graphql'
import { ShipDialog } from '../orders/ShipDialog'
import { useAsk } from '../record/useAsk'

export const DESK_VERBS = ['confirm', 'ship', 'release', 'hold'] as const
export type DeskVerb = (typeof DESK_VERBS)[number]

/** What the desk does to an order in place, without opening it. */
export function useDeskActions(): { act: (order: DeskCardFragment, verb: DeskVerb) => void; busy: string | undefined; dialogs: ReactNode } {
  const { t } = useTranslation()
  const { date } = useFormat()
  const { ask, dialog } = useAsk()
  const [busy, setBusy] = useState<string>()
  const [shipping, setShipping] = useState<string>()
  const confirm = useCommand(ConfirmOrderDocument), hold = useCommand(HoldOrderDocument, { again: false }), release = useCommand(ReleaseOrderDocument, { again: false })

  const confirmed = async ({ id }: DeskCardFragment) => {
    setBusy(id)
    const payload = await confirm.run({ id, promiseDate: null })
    setBusy(undefined)
    if (payload?.order) toastDone(payload.order.state === 'OnHold' ? t('orders.heldForCredit') : t('orders.confirmedFor', { date: date(payload.order.promiseDate) }))
  }
  const act = (order: DeskCardFragment, verb: DeskVerb) => {
    const { id, number } = order, title = `${t(`verbs.order.${verb}`)} ${number}`
    if (verb === 'confirm') void confirmed(order)
    else if (verb === 'ship') setShipping(id)
    else if (verb === 'hold') ask({ title, field: t('ask.reason'), required: true, confirm: t('verbs.order.hold'), run: (reason) => hold.run({ id, reason }) })
    else ask({ title, hint: order.hold?.kind === 'CREDIT' ? t('orders.releaseCredit') : undefined, field: t('ask.reason'), required: order.hold?.kind === 'CREDIT' && !!order.creditCheck, confirm: t('verbs.order.release'), run: (reason) => release.run({ id, reason: reason || null }) })
  }
  return { act, busy, dialogs: <>{dialog}{shipping && <ShipFromDesk id={shipping} onClose={() => setShipping(undefined)} />}</> }
}

/** The dialog needs the order's lines, which the board does not ask for. */
function ShipFromDesk({ id, onClose }: { id: string; onClose: () => void }) {
  const [{ data }] = useQuery({ query: OrderDocument, variables: { id, events: 1 } })
  return data?.order ? <ShipDialog order={data.order} onClose={onClose} /> : null
}
