import { CloseButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { Notice } from '../../shared/Notice'
import { LineParts } from '../../shared/LineParts'
import { LineAmount } from '../../shared/LineAmount'
import { useParts } from '../../shared/promise/Together'
import type { PromisedLine } from '../../shared/promise/usePromise'
import { toastDone } from '../../shared/toasts'
import { QuantityInput } from '../catalog/QuantityInput'
import type { CartLineFragment } from '../gql/graphql'
import { useSetQuantity } from './useCart'
import c from './Cart.module.css'

export function CartLines({ lines, currency, promiseOf }: { lines: readonly CartLineFragment[]; currency: string; promiseOf: (at: number) => PromisedLine | undefined }) {
  return <ul className={c.lines}>{lines.map((line, at) => line.product && <Line key={line.id} line={line} product={line.product} currency={currency} promise={promiseOf(at)} />)}</ul>
}

type LineProps = { line: CartLineFragment; product: NonNullable<CartLineFragment['product']>; currency: string; promise?: PromisedLine }

function Line({ line: { quantity, configurationId = null, configuration, parts: built, netPrice, priceNotes, discount, amount }, product, currency, promise }: LineProps) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const parts = useParts()
  const { run } = useSetQuantity()
  // What is being typed; sent when the fingers rest.
  const [typed, setTyped] = useState(quantity)
  const send = useDebouncedCallback((next: number) => void run({ productId: product.id, configurationId, quantity: next }), 350)
  useEffect(() => setTyped(quantity), [quantity])

  const name = configuration?.name ?? product.name, model = configuration?.version?.model
  const remove = async () => {
    const done = await run({ productId: product.id, configurationId, quantity: 0 })
    if (done) toastDone(t('cart.removed', { name }), () => run({ productId: product.id, configurationId, quantity }))
  }
  return (
    <li className={c.line}>
      {configuration && model
        ? <div><Link to="/configure/$id" params={{ id: model.id }} search={{ saved: configuration.id }} className={c.name}>{name}</Link><div className="meta">{product.name}</div></div>
        : <Link to="/catalogue/$id" params={{ id: product.id }} className={c.name}>{name}</Link>}
      <CloseButton size="sm" aria-label={t('cart.remove', { name })} onClick={remove} />
      <div className={c.each}><QuantityInput name={name} size="xs" width={72} value={typed} onChange={(next) => { setTyped(next); send(next) }} /><span className="meta">{netPrice == null ? t('catalogue.noPrice') : `× ${money(netPrice, currency)}`}</span></div>
      <span className="num"><LineAmount amount={amount} discount={discount} currency={currency} /></span>
      {priceNotes.length > 0 && <div className={c.day}><Notice tone="amber">{priceNotes.join(' ')}</Notice></div>}
      {configuration?.outdated && <div className={c.day}><Notice tone="amber">{t('cart.outdated')}</Notice></div>}
      {built && <div className={c.day}><LineParts parts={built} currency={currency} /></div>}
      {configuration?.offer.date && <span className={`meta ${c.day}`}>{t('cart.leaves', { date: date(configuration.offer.date) })}</span>}
      {promise && <span className={`meta ${c.day}`}>{promise.parts.length > 1 ? parts(promise.parts) : t('cart.leaves', { date: date(promise.date) })}</span>}
    </li>
  )
}
