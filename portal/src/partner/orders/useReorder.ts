import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { toastDone, toastFailed } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { useBuy } from '../configure/useBuy'
import { AddCartLinesDocument, OrderLinesToRepeatDocument } from '../gql/graphql'

/** Puts an earlier order's lines into the cart, at today's prices; what can no longer be ordered is said. */
export function useReorder() {
  const { t } = useTranslation()
  const client = useClient()
  const [pending, setPending] = useState<string>()
  const { buy } = useBuy()
  const { run } = useCommand(AddCartLinesDocument)

  const reorder = async ({ id, number }: { id: string; number: string }) => {
    setPending(id)
    const { data } = await client.query(OrderLinesToRepeatDocument, { id }).toPromise()
    const all = data?.order?.lines ?? []
    for (const { parts, configurationId, quantity, description, product } of all) {
      if (parts && configurationId) await buy(configurationId, quantity)
      else if (parts) toastFailed(`${description ?? product?.sku ?? ''}: ${t('configure.gone')}`)
    }
    const lines = all.flatMap(({ product, parts, quantity }) => (product && !parts ? [{ sku: product.sku, quantity }] : []))
    if (!lines.length) return setPending(undefined)
    const payload = await run({ lines })
    setPending(undefined)
    if (!payload) return
    const refused = payload.refused ?? []
    if (refused.length < lines.length) toastDone(t('orders.reordered', { number }))
    for (const { sku, reason } of refused) toastFailed(`${sku}: ${reason}`)
  }
  return { reorder, pending }
}
