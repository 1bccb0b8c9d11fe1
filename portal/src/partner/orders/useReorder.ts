import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { ReorderDocument } from '../gql/graphql'

/** Puts an earlier order's lines into the cart, at today's prices. */
export function useReorder() {
  const { t } = useTranslation()
  const [pending, setPending] = useState<string>()
  const { run } = useCommand(ReorderDocument)
  const reorder = async ({ id, number }: { id: string; number: string }) => {
    setPending(id)
    const done = await run({ orderId: id })
    setPending(undefined)
    if (done) toastDone(t('orders.reordered', { number }))
  }
  return { reorder, pending }
}
