import { Select, Skeleton, Switch } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import type { PageList } from '../../shared/list/pages'
import { usePages } from '../../shared/list/usePages'
import { useWindowedRows } from '../../shared/list/useWindowedRows'
import { CartPanel } from '../cart/CartPanel'
import { ProductsDocument, type ProductCardFragment, type ProductSortField } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { SearchBox } from '../parts/SearchBox'
import { CategoryTree } from './CategoryTree'
import { ProductCard } from './ProductCard'
import type { CatalogueSearch } from './search'
import { ORDERS } from './search'
import cards from './ProductCard.module.css'
import c from './CataloguePage.module.css'

/** What an address of the catalogue asks. */
export const catalogueAsked = ({ q, category, order, stock }: CatalogueSearch) => ({
  filter: { search: q, categoryId: category ? [category] : undefined, inStock: stock }, sort: { by: order ?? 'POSITION', direction: 'ASC' },
})

type Props = { search: CatalogueSearch; onSearch: (search: CatalogueSearch) => void }

export function CataloguePage({ search, onSearch }: Props) {
  const { t } = useTranslation()
  const order: ProductSortField = search.order ?? 'POSITION'
  return (
    <div className={c.page}>
      <div className={c.categories}><CategoryTree value={search.category} onChange={(category) => onSearch({ ...search, category })} /></div>
      <section className={c.products}>
        <PageHead title={t('nav.catalogue')} />
        <div className={c.tools}>
          <SearchBox label={t('catalogue.search')} value={search.q} onSearch={(q) => onSearch({ ...search, q })} />
          <Select aria-label={t('catalogue.order')} w={168} allowDeselect={false} value={order} data={ORDERS.map((value) => ({ value, label: t(`catalogue.orders.${value}`) }))} onChange={(value) => onSearch({ ...search, order: (value as ProductSortField) ?? undefined })} />
          <Switch label={t('catalogue.inStockOnly')} checked={!!search.stock} onChange={(event) => onSearch({ ...search, stock: event.currentTarget.checked || undefined })} />
        </div>
        <Products search={search} order={order} onClear={() => onSearch({})} />
      </section>
      <div className={c.cart}><CartPanel /></div>
    </div>
  )
}

type ListProps = { search: CatalogueSearch; order: ProductSortField; onClear: () => void }

function Products({ search, order, onClear }: ListProps) {
  const { t } = useTranslation()
  const { total: counted } = useFormat()
  const { list, total, loading, outdated, error, again } = usePages(ProductsDocument, catalogueAsked({ ...search, order }))
  if (loading) return <SkeletonCards />
  if (error && list.length === 0) return <Empty kind="failed" action={{ label: t('tryAgain'), run: again }} />
  if (list.length === 0) return <Empty kind="noMatch" action={{ label: t('clearFilter'), run: onClear }} />
  return (
    <>
      <p className="meta" role="status" style={{ minHeight: '1.5em', marginBottom: 12 }}>{total && t('catalogue.count', { count: total.value, total: counted(total) })}</p>
      <Cards list={list} total={total?.exact ? total.value : undefined} outdated={outdated} />
    </>
  )
}

/** The cards in view of a catalogue of any length; the page itself scrolls. */
function Cards({ list, total, outdated }: { list: PageList<ProductCardFragment>; total: number | undefined; outdated: boolean }) {
  const box = useRef<HTMLUListElement>(null)
  const { perRow, gap } = useTracks(box)
  const { items, before, after, measure } = useWindowedRows({ box, rows: list, perRow, estimate: 340, gap })
  return (
    <ul ref={box} className={cards.grid} style={{ paddingBlock: `${before && before + gap}px ${after && after + gap}px` }} data-waiting={outdated || undefined} aria-busy={outdated}>
      {items.map(({ index, line }) => {
        const product = list.row(index), place = { 'aria-posinset': index + 1, 'aria-setsize': list.more ? total ?? -1 : list.length, 'data-index': line, ref: index % perRow === 0 ? measure : undefined }
        return product ? <ProductCard key={product.id} product={product} place={place} /> : <SkeletonCard key={index} />
      })}
    </ul>
  )
}

/** How many cards stand beside each other, as the style sheet decides. */
function useTracks(box: RefObject<HTMLElement | null>) {
  const [tracks, setTracks] = useState({ perRow: 3, gap: 16 })
  useLayoutEffect(() => {
    const element = box.current!
    const read = () => { const { gridTemplateColumns, rowGap } = getComputedStyle(element); setTracks({ perRow: gridTemplateColumns.split(' ').length, gap: parseFloat(rowGap) }) }
    read()
    const watch = new ResizeObserver(read)
    watch.observe(element)
    return () => watch.disconnect()
  }, [box])
  return tracks
}

const SkeletonCard = () => <li className={cards.card} aria-hidden><Skeleton style={{ aspectRatio: '16 / 9' }} h="auto" radius={0} /><div className={cards.body}><Skeleton h={10} w="60%" mb={8} /><Skeleton h={12} mb={18} /><Skeleton h={18} w="45%" mb={40} /><Skeleton h={34} /></div></li>

function SkeletonCards() {
  return <ul className={cards.grid} aria-hidden>{Array.from({ length: 9 }, (_, index) => <SkeletonCard key={index} />)}</ul>
}
