import { CloseButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { toastDone } from '../../shared/toasts'
import { QuantityInput } from '../catalog/QuantityInput'
import type { CartLineFragment } from '../gql/graphql'
import { useSetQuantity } from './useCart'
import c from './Cart.module.css'

export function CartLines({ lines, currency }: { lines: readonly CartLineFragment[]; currency: string }) {
  return <ul className={c.lines}>{lines.map((line) => line.product && <Line key={line.id} line={line} product={line.product} currency={currency} />)}</ul>
}

type LineProps = { line: CartLineFragment; product: NonNullable<CartLineFragment['product']>; currency: string }

function Line({ line: { quantity, netPrice, amount }, product, currency }: LineProps) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { run } = useSetQuantity()
  // What is being typed; sent when the fingers rest.
  const [typed, setTyped] = useState(quantity)
  const send = useDebouncedCallback((next: number) => void run({ productId: product.id, quantity: next }), 350)
  useEffect(() => setTyped(quantity), [quantity])

  const remove = async () => {
    const done = await run({ productId: product.id, quantity: 0 })
    if (done) toastDone(t('cart.removed', { name: product.name }), () => run({ productId: product.id, quantity }))
  }
  return (
    <li className={c.line}>
      <Link to="/catalogue/$id" params={{ id: product.id }} className={c.name}>{product.name}</Link>
      <CloseButton size="sm" aria-label={t('cart.remove', { name: product.name })} onClick={remove} />
      <div className={c.each}><QuantityInput name={product.name} size="xs" width={72} value={typed} onChange={(next) => { setTyped(next); send(next) }} /><span className="meta">{netPrice == null ? t('catalogue.noPrice') : `× ${money(netPrice, currency)}`}</span></div>
      <span className="num">{amount == null ? '—' : money(amount, currency)}</span>
    </li>
  )
}
