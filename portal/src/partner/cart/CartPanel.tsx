import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconShoppingCart } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { compare, minus } from '../../shared/decimal'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { Together } from '../../shared/promise/Together'
import { usePromise } from '../../shared/promise/usePromise'
import { usePermission } from '../../shared/session/Session'
import type { CartFragment } from '../gql/graphql'
import { AskForSpecial } from '../specials/AskForSpecial'
import { AccountPicker } from './AccountPicker'
import { CartLines } from './CartLines'
import { PlaceOrder } from './PlaceOrder'
import { RequestQuote } from './RequestQuote'
import { useCart } from './useCart'
import c from './Cart.module.css'

/** Each product once; what something configured costs as a whole is no price of the product that it begins with. */
const askable = (lines: CartFragment['lines']) => [...new Map(lines.flatMap(({ product, configurationId, quantity, netPrice }) => (product && netPrice ? [[product.id, { ...product, quantity, netPrice: configurationId ? null : netPrice }] as const] : []))).values()]

/** The cart itself: lines, sums, for whom, and the two ways on. In a sidebar or in a drawer. */
export function CartPanel({ bare = false, onDone }: { bare?: boolean; onDone?: () => void }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { cart, error, refetch } = useCart()
  const [ordering, order] = useDisclosure()
  const [requesting, request] = useDisclosure()
  const [asking, ask] = useDisclosure(), mayAsk = usePermission('specialPrice:create')
  const mayOrder = usePermission('order:place')
  const mayRequest = usePermission('quote:request')
  const { promise, lineOf, waiting } = usePromise((cart?.lines ?? []).map(({ product, configurationId, quantity }) => ({ productId: configurationId ? '' : product?.id ?? '', quantity })))

  const head = bare ? null : <h2 className={c.title}>{t('cart.title')}{!!cart?.lines.length && <span className={c.count}>{cart.lines.length}</span>}</h2>
  const framed = (content: ReactNode) => <section className={bare ? undefined : c.panel} aria-label={t('cart.title')}>{head}{content}</section>
  if (error && cart == null) return framed(<Empty kind="failed" action={{ label: t('tryAgain'), run: () => refetch({ requestPolicy: 'network-only' }) }} />)
  if (cart === undefined) return framed(<><Skeleton h={12} my={14} /><Skeleton h={12} my={14} w="60%" /><Skeleton h={36} mt={28} /></>)
  if (!cart || cart.lines.length === 0) return framed(<div className={c.empty}><IconShoppingCart size={22} stroke={1.4} aria-hidden /><p>{t('cart.empty')}</p><p className="meta">{t('cart.emptyHint')}</p></div>)

  const left = cart.creditLeft == null ? null : minus(cart.creditLeft, cart.subtotal)
  const beyond = left != null && compare(left, '0') < 0
  return framed(
    <>
      <CartLines lines={cart.lines} currency={cart.currency} promiseOf={lineOf} />
      <dl className={c.sums} aria-live="polite">
        <div data-sum><dt>{t('cart.subtotal')}</dt><dd>{money(cart.subtotal, cart.currency)}</dd></div>
        {left != null && <div data-beyond={beyond || undefined}><dt>{t('cart.creditAfter')}</dt><dd>{money(left, cart.currency)}</dd></div>}
      </dl>
      {cart.lines.some(({ configurationId }) => !configurationId) && <div className={c.together}><Together promise={promise} waiting={waiting} /></div>}
      {cart.overSpendingLimit && <div className={c.hint}><Notice tone="amber">{t('cart.overLimit')}</Notice></div>}
      <AccountPicker account={cart.account ?? null} />
      <div className={c.ways}>
        {mayOrder && <Button size="md" fullWidth onClick={order.open}>{t('cart.placeOrder')}</Button>}
        {mayRequest && <Button size="md" fullWidth variant="default" onClick={request.open}>{t('cart.requestQuote')}</Button>}
        {mayAsk && <Button fullWidth variant="subtle" color="gray" onClick={ask.open}>{t('specials.ask')}</Button>}
      </div>
      {asking && <AskForSpecial lines={askable(cart.lines)} currency={cart.currency} account={cart.account} onClose={() => { ask.close(); onDone?.() }} />}
      {ordering && <PlaceOrder cart={cart} onClose={order.close} onDone={onDone} />}
      {requesting && <RequestQuote cart={cart} onClose={request.close} onDone={onDone} />}
    </>,
  )
}
