import { Button } from '@mantine/core'
import { IconShoppingCartPlus } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { SkeletonRows } from '../../shared/Skeletons'
import { toastDone, toastFailed } from '../../shared/toasts'
import { useCommand } from '../../shared/useCommand'
import { AddCartLinesDocument, RunningPromotionsDocument, type RunningPromotionsQuery } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { useOffer } from './offer'
import c from './promotions.module.css'

type Promotion = RunningPromotionsQuery['runningPromotions'][number]
const mostShown = 12
/** The one that a link names comes into view once it is there. */
const show = (entry: HTMLElement | null) => entry?.scrollIntoView({ block: 'nearest' })

/** What the dealer gets something off for today, and on which conditions. */
export function PromotionsPage() {
  const { t } = useTranslation()
  const query = useQuery({ query: RunningPromotionsDocument, requestPolicy: 'cache-and-network' })
  return (
    <>
      <PageHead title={t('nav.promotions')} />
      <Loaded query={query} skeleton={<SkeletonRows rows={5} columns={3} />}>{({ runningPromotions }) => (runningPromotions.length
        ? <ul className={c.list}>{runningPromotions.map((promotion) => <Entry key={promotion.id} promotion={promotion} />)}</ul>
        : <Empty kind="nothing" title={t('promotions.none')} hint="" />)}</Loaded>
    </>
  )
}

function Entry({ promotion }: { promotion: Promotion }) {
  const { t } = useTranslation()
  const { date, number } = useFormat()
  const offer = useOffer()
  const [whole, setWhole] = useState(false)
  const aimed = useLocation({ select: ({ hash }) => hash }) === promotion.id
  const { id, name, kind, description, validTo, limited, allProducts, categories, items } = promotion
  const bundle = kind === 'BUNDLE', known = items.flatMap(({ product, quantity }) => (product ? [{ ...product, quantity }] : []))
  return (
    <li id={id} className={c.entry} data-aimed={aimed || undefined} ref={aimed ? show : undefined}>
      <div className={c.head}><h2>{name}</h2><b className={c.offer}>{offer(promotion)}</b><span className="meta">{[validTo ? t('promotions.until', { day: date(validTo) }) : t('promotions.openEnd'), limited && t('promotions.lasts')].filter(Boolean).join(' · ')}</span></div>
      {description && <p>{description}</p>}
      {allProducts && <p className="muted">{t('promotions.allProducts')}</p>}
      {categories.length > 0 && <p>{categories.map((category) => <Link key={category.id} className="link" to="/catalogue" search={{ category: category.id } as never}>{category.name}</Link>).flatMap((link, at) => (at ? [', ', link] : [link]))}</p>}
      {known.length > 0 && <ul className={c.products}>{known.slice(0, whole ? undefined : mostShown).map((product) => <li key={product.id}>{bundle && <b>{number(product.quantity)} × </b>}<Link className="link" to="/catalogue/$id" params={{ id: product.id }}>{product.name}</Link> <span className="meta">{product.sku}</span></li>)}</ul>}
      {known.length > mostShown && !whole && <div><Button variant="light" size="compact-sm" onClick={() => setWhole(true)}>{t('promotions.more', { count: known.length - mostShown })}</Button></div>}
      {bundle && known.length === items.length && <BundleButton name={name} items={known} />}
    </li>
  )
}

function BundleButton({ name, items }: { name: string; items: { id: string; sku: string; quantity: number }[] }) {
  const { t } = useTranslation()
  const { run, pending } = useCommand(AddCartLinesDocument)
  const add = async () => {
    const payload = await run({ lines: items.map(({ sku, quantity }) => ({ sku, quantity })) })
    // what can't be ordered says so, and the bundle is none without it
    if (payload?.refused?.length) for (const { sku, reason } of payload.refused) toastFailed(`${sku}: ${reason}`)
    else if (payload) toastDone(t('promotions.bundleAdded', { name }))
  }
  return <div><Button leftSection={<IconShoppingCartPlus size={16} aria-hidden />} loading={pending} onClick={() => void add()}>{t('promotions.addBundle')}</Button></div>
}
