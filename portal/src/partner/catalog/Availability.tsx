import { useDebouncedValue } from '@mantine/hooks'
import { IconTruckDelivery } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { useFormat } from '../../shared/format'
import { useParts } from '../../shared/promise/Together'
import { usePromise } from '../../shared/promise/usePromise'
import { ProductPromiseDocument, type ProductCardFragment } from '../gql/graphql'
import { Price } from './Price'
import { Stock } from './Stock'
import c from './Availability.module.css'

/** Price for the chosen quantity, and when that quantity would be here. */
export function Availability({ product, quantity }: { product: ProductCardFragment; quantity: number }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const parts = useParts()
  const [asked] = useDebouncedValue(quantity, 250)
  const [{ data }] = useQuery({ query: ProductPromiseDocument, variables: { id: product.id, quantity: asked } })
  const { promise: found, waiting } = usePromise([{ productId: product.id, quantity }])
  const promise = found?.lines[0]
  return (
    <div className={c.box}>
      <Price net={data?.product ? data.product.netPrice : product.netPrice} list={product.listPrice} currency={product.currency} size="lg" />
      <Stock available={product.available} leadTimeDays={product.leadTimeDays} />
      <p className={c.promise} data-waiting={waiting || undefined} role="status">
        <IconTruckDelivery size={18} stroke={1.6} aria-hidden />
        <span>
          {promise ? t(promise.quantityFromStock >= promise.quantity ? 'catalogue.promiseStock' : promise.quantityFromStock > 0 ? 'catalogue.promisePartly' : 'catalogue.promise', { count: promise.quantity, number: number(promise.quantity), date: date(promise.date), stock: number(promise.quantityFromStock) }) : t('catalogue.promiseUnknown')}
          {promise && promise.parts.length > 1 && <span className={c.parts}>{t('promise.parts', { parts: parts(promise.parts) })}</span>}
        </span>
      </p>
    </div>
  )
}
