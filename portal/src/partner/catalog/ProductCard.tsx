import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../shared/format'
import { StateBadge } from '../../shared/StateBadge'
import type { ProductCardFragment } from '../gql/graphql'
import { PromotionBadge } from '../promotions/PromotionBadge'
import { AddToCart } from './AddToCart'
import { Picture } from './Picture'
import { Price } from './Price'
import { Stock } from './Stock'
import c from './ProductCard.module.css'

/** `place` says where it stands in a longer list. */
export function ProductCard({ product, place }: { product: ProductCardFragment; place?: ComponentProps<'li'> }) {
  const { t } = useTranslation()
  const { money } = useFormat()
  const { id, sku, name, category, netPrice, listPrice, currency, priceBreaks, available, leadTimeDays, lifecycle } = product
  const next = priceBreaks.find(({ minQuantity }) => minQuantity > 1)
  return (
    <li {...place} className={c.card}>
      <Picture product={product} />
      <div className={c.body}>
        <span className="meta ellipsis">{sku}{category && ` · ${category.name}`}</span>
        <h2 className={c.name}><Link to="/catalogue/$id" params={{ id }} className={c.open}>{name}</Link></h2>
        <div className={c.price}><Price net={netPrice} list={listPrice} currency={currency} /></div>
        <span className={c.break}>{next && t('catalogue.fromQuantity', { count: next.minQuantity, price: money(next.netPrice, currency, 'short') })}</span>
        <PromotionBadge productId={id} />
        <div className={c.stock}><Stock available={available} leadTimeDays={leadTimeDays} />{lifecycle !== 'ACTIVE' && <StateBadge state={lifecycle} />}</div>
        <div className={c.add}><AddToCart product={product} /></div>
      </div>
    </li>
  )
}
