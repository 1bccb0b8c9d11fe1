import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconReceipt2, IconRosetteDiscount } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { SkeletonRecord } from '../../shared/Skeletons'
import { StateBadge } from '../../shared/StateBadge'
import { CartPanel } from '../cart/CartPanel'
import { ProductDocument, type ProductQuery } from '../gql/graphql'
import { Facts } from '../parts/Facts'
import { PageHead } from '../parts/PageHead'
import page from '../parts/page.module.css'
import { AskForSpecial } from '../specials/AskForSpecial'
import { AddToCart } from './AddToCart'
import { Availability } from './Availability'
import { Picture } from './Picture'
import { PriceBreaks, reached } from './PriceBreaks'
import { PriceDrawer } from './PriceDrawer'
import { ProductCard } from './ProductCard'
import cards from './ProductCard.module.css'
import c from './ProductPage.module.css'

export function ProductPage({ id }: { id: string }) {
  const query = useQuery({ query: ProductDocument, variables: { id } })
  return (
    <div className={c.page}>
      <div><Loaded query={query} skeleton={<SkeletonRecord />}>{({ product }) => (product ? <Product key={product.id} product={product} /> : <Empty kind="notFound" />)}</Loaded></div>
      <div className={c.cart}><CartPanel /></div>
    </div>
  )
}

function Product({ product }: { product: NonNullable<ProductQuery['product']> }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const [quantity, setQuantity] = useState(1)
  const [why, { open, close }] = useDisclosure(), [asking, ask] = useDisclosure()
  const mayAsk = usePermission('specialPrice:create')
  const { id, sku, name, category, description, attributes, lifecycle, replacement, variants, priceBreaks, currency, dataSheet, unit, inboundDate, inboundQuantity } = product
  return (
    <article>
      <PageHead title={name} back={{ label: t('nav.catalogue'), to: '/catalogue' }} meta={[sku, category?.name].filter(Boolean).join(' · ')} beside={lifecycle !== 'ACTIVE' && <StateBadge state={lifecycle} />} />
      <div className={c.top}>
        <Picture product={product} variant="large" />
        <div className={c.buy}>
          <Availability product={product} quantity={quantity} />
          <AddToCart product={product} quantity={quantity} onQuantity={setQuantity} size="md" />
          {product.netPrice != null && <Button variant="subtle" color="gray" leftSection={<IconReceipt2 size={16} stroke={1.7} />} onClick={open} className={c.why}>{t('price.why')}</Button>}
          {product.netPrice != null && mayAsk && <Button variant="subtle" color="gray" leftSection={<IconRosetteDiscount size={16} stroke={1.7} />} onClick={ask.open} className={c.why}>{t('specials.ask')}</Button>}
          {priceBreaks.length > 1 && <PriceBreaks breaks={priceBreaks} currency={currency} quantity={quantity} onChoose={setQuantity} />}
          {!!inboundQuantity && inboundDate && <p className="meta">{t('catalogue.inbound', { number: number(inboundQuantity), date: date(inboundDate) })}</p>}
        </div>
      </div>
      {replacement && <section className={c.section}><h2>{t('catalogue.replacement')}</h2><ul className={cards.grid}><ProductCard product={replacement} /></ul></section>}
      <section className={c.section}>
        <h2>{t('catalogue.details')}</h2>
        {description && <p className={c.text}>{description}</p>}
        <div className={`${page.card} ${page.soft}`}><Facts of={[...attributes.map(({ name: label, value }): [string, string] => [label, value]), [t('catalogue.unit'), unit && t(`units.${unit}`, { defaultValue: unit })], [t('catalogue.dataSheet'), dataSheet && <a key="sheet" className="link" href={dataSheet}><IconDownload size={14} aria-hidden /> PDF</a>]]} /></div>
      </section>
      {variants.length > 0 && <section className={c.section}><h2>{t('catalogue.variants')}</h2><ul className={cards.grid}>{variants.map((variant) => <ProductCard key={variant.id} product={variant} />)}</ul></section>}
      {asking && <AskForSpecial lines={[{ id, sku, name, quantity, netPrice: reached(priceBreaks, quantity)?.netPrice ?? product.netPrice }]} currency={currency} onClose={ask.close} />}
      {why && <PriceDrawer productId={id} quantity={quantity} onClose={close} />}
    </article>
  )
}
