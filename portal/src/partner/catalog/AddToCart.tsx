import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastDone } from '../../shared/toasts'
import { useCart, useSetQuantity } from '../cart/useCart'
import { QuantityInput } from './QuantityInput'

type Props = { product: { id: string; name: string; netPrice?: string | null }; quantity?: number; onQuantity?: (quantity: number) => void; size?: 'sm' | 'md' }

/** Adds to what is in the cart already. Undo puts the line back as it was. */
export function AddToCart({ product, quantity: given, onQuantity, size = 'sm' }: Props) {
  const { t } = useTranslation()
  const [own, setOwn] = useState(1)
  const quantity = given ?? own
  const { cart } = useCart()
  const { run, pending } = useSetQuantity()
  if (product.netPrice == null) return null

  const add = async () => {
    const before = cart?.lines.find((line) => line.product?.id === product.id && !line.configurationId)?.quantity ?? 0
    const done = await run({ productId: product.id, quantity: before + quantity })
    if (done) toastDone(t('cart.added', { name: product.name, count: quantity }), () => run({ productId: product.id, quantity: before }))
    if (given === undefined) setOwn(1)
  }
  return (
    <Group gap={8} wrap="nowrap">
      <QuantityInput name={product.name} value={quantity} onChange={onQuantity ?? setOwn} size={size} width={size === 'md' ? 96 : 72} />
      <Button size={size} variant={size === 'md' ? 'filled' : 'light'} style={{ flex: 1 }} leftSection={<IconPlus size={16} aria-hidden />} loading={pending} disabled={cart === undefined} onClick={add} aria-label={t('cart.addNamed', { name: product.name })}>{t('add')}</Button>
    </Group>
  )
}
