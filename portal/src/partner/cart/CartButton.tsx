import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconShoppingCart } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../shared/actions/registry'
import { useCart } from './useCart'
import c from './Cart.module.css'

const CartDrawer = lazy(() => import('./CartDrawer'))

/** In the top bar: the cart from any page. On a phone it gives way to the bar below, where there is one. */
export function CartButton({ barBelow }: { barBelow: boolean }) {
  const { t } = useTranslation()
  const { cart } = useCart()
  const [opened, { open, close }] = useDisclosure()
  const count = cart?.lines.length ?? 0
  useActions([{ id: 'cart', label: t('cart.open'), group: t('cart.title'), keys: 'c', icon: <IconShoppingCart size={17} stroke={1.6} />, run: open }])
  return (
    <>
      <ActionIcon className={c.button} data-below={barBelow && count > 0 || undefined} aria-label={t('cart.openWith', { count })} onClick={open}>
        <IconShoppingCart size={18} stroke={1.7} />{count > 0 && <span className={c.badge} aria-hidden>{count}</span>}
      </ActionIcon>
      {opened && <Suspense fallback={null}><CartDrawer onClose={close} /></Suspense>}
    </>
  )
}
