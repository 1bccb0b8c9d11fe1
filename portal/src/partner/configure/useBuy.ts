import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useClient } from 'urql'
import { toastDone, toastFailed } from '../../shared/toasts'
import { useSetQuantity } from '../cart/useCart'
import { CartDocument, ConfigurationToBuyDocument } from '../gql/graphql'

/** Puts one of what was saved into the cart: of what lies there already, one more. */
export function useBuy() {
  const { t } = useTranslation()
  const client = useClient()
  const { run, pending } = useSetQuantity()
  const buy = useCallback(async (id: string, count = 1): Promise<boolean> => {
    const [{ data }, { data: bought }] = await Promise.all([client.query(ConfigurationToBuyDocument, { id }, { requestPolicy: 'network-only' }).toPromise(), client.query(CartDocument, {}).toPromise()])
    const productId = data?.configuration?.offer.lines[0]?.productId
    if (!data?.configuration || !productId) { toastFailed(t('configure.notForSale')); return false }
    const quantity = count + (bought?.cart?.lines.find(({ configurationId }) => configurationId === id)?.quantity ?? 0)
    const done = await run({ productId, configurationId: id, quantity })
    if (done) toastDone(t('cart.added', { count, name: data.configuration.name }))
    return !!done
  }, [client, run, t])
  return { buy, pending }
}
