import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { useCart } from './useCart'
import c from './Cart.module.css'

const CartDrawer = lazy(() => import('./CartDrawer'))

/** On a phone the cart stays in view at the bottom. */
export function CartBar() {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { cart } = useCart()
  const [opened, { open, close }] = useDisclosure()
  if (!cart || cart.lines.length === 0) return null
  return (
    <>
      <section className={c.bar} aria-label={t('cart.title')}>
        <div><span className="meta">{t('cart.lines', { count: cart.lines.length })}</span><b>{money(cart.subtotal, cart.currency)}</b></div>
        <Button size="md" onClick={open}>{t('cart.open')}</Button>
      </section>
      {opened && <Suspense fallback={null}><CartDrawer onClose={close} /></Suspense>}
    </>
  )
}
