import { useDisclosure } from '@mantine/hooks'
import { IconPackageImport, IconTruckLoading } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { usePermission } from '../../shared/session/Session'
import { StateBadge } from '../../shared/StateBadge'
import { ProductDocument, type ProductQuery } from '../gql/graphql'
import { can } from '../record/can'
import { Fact } from '../record/Fact'
import { WhoSeesLink } from '../access/WhoSeesLink'
import { HistoryButton } from '../audit/HistoryButton'
import { Neighbours } from '../record/Neighbours'
import { RecordPage, RecordSkeleton } from '../record/RecordPage'
import { Section } from '../record/Related'
import { TitleBar } from '../shell/TitleBar'
import { AnnounceDialog } from '../supplies/AnnounceDialog'
import { ProductSupplies } from '../supplies/ProductSupplies'
import { PriceExplanation } from './PriceExplanation'
import { ReceiveDialog } from './ReceiveDialog'
import { TaxClassFact } from './TaxClassFact'
import c from '../record/record.module.css'

export function ProductPage({ id }: { id: string }) {
  const { t } = useTranslation()
  const [receiving, { open, close }] = useDisclosure()
  const [announcing, announce] = useDisclosure()
  const cost = usePermission('cost:read')
  const query = useQuery({ query: ProductDocument, variables: { id, cost } })
  return (
    <Loaded query={query} skeleton={<RecordSkeleton />}>
      {({ product }) => product ? (
        <>
          <TitleBar title={product.name} crumb={{ to: '/products', label: t('nav.products') }} after={<><span className="muted">{product.sku}</span><StateBadge state={product.lifecycle} /></>} actions={[...(can(product, 'receive') ? [{ id: 'receive', label: t('products.receiveDo'), icon: IconPackageImport, hotkey: 'r', run: open }] : []), ...(can(product, 'announceSupply') ? [{ id: 'announce', label: t('supplies.announce'), icon: IconTruckLoading, hotkey: 'a', run: announce.open }] : [])]} extra={<><HistoryButton of="product" id={id} name={product.name} /><WhoSeesLink type="Product" id={id} name={product.name} /><Neighbours path="/products/$id" id={id} /></>} />
          <RecordPage properties={<Properties id={id} product={product} />} feed={<><p style={{ maxWidth: 640, marginBottom: 20 }}>{product.description}</p><PriceExplanation productId={id} /></>} />
          {announcing && <AnnounceDialog product={{ id, name: `${product.sku} · ${product.name}` }} onClose={announce.close} />}
          {receiving && <ReceiveDialog product={product} onClose={close} />}
        </>
      ) : <Empty kind="notFound" />}
    </Loaded>
  )
}

function Properties({ id, product }: { id: string; product: NonNullable<ProductQuery['product']> }) {
  const { t } = useTranslation()
  const { date, money, number } = useFormat()
  const { sku, unit, category, listPrice, currency, cost, available, inboundQuantity, inboundDate, leadTimeDays, attributes, replacement, variants, dataSheet } = product
  return (
    <>
      <dl className={c.facts}>
        <Fact label={t('field.sku')}>{sku}</Fact>
        <Fact label={t('field.category')}>{category?.name}</Fact>
        <Fact label={t('field.listPrice')}>{listPrice && money(listPrice, currency)}</Fact>
        {cost != null && <Fact label={t('field.cost')}>{money(cost, currency)}</Fact>}
        <TaxClassFact id={id} />
        <Fact label={t('field.available')}>{`${number(available)} ${unit ? t(`units.${unit}`, { defaultValue: unit }) : ''}`}</Fact>
        <Fact label={t('field.inbound')}>{inboundQuantity ? `${number(inboundQuantity)} · ${date(inboundDate)}` : null}</Fact>
        <Fact label={t('field.leadTime')}>{t('days', { count: leadTimeDays })}</Fact>
        {replacement && <Fact label={t('field.replacement')}><Link className="link" to="/products/$id" params={{ id: replacement.id }}>{replacement.sku}</Link></Fact>}
        {dataSheet && <Fact label={t('field.dataSheet')}><a className="link" href={dataSheet} target="_blank" rel="noreferrer">{t('open')}</a></Fact>}
      </dl>
      <ProductSupplies supplies={product.supplies.nodes} />
      {attributes.length > 0 && <Section title={t('products.attributes')}><dl className={c.facts}>{attributes.map(({ name, value }) => <Fact key={name} label={name}>{value}</Fact>)}</dl></Section>}
      {variants.length > 0 && <Section title={t('products.variants')}><ul className={c.list}>{variants.map((variant) => <li key={variant.id}><Link className={c.item} to="/products/$id" params={{ id: variant.id }}><span className="ellipsis">{variant.name}</span><span className="meta">{variant.sku}</span></Link></li>)}</ul></Section>}
    </>
  )
}
