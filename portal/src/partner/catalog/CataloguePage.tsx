import { Button, Select, Skeleton, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { Empty } from '../../shared/Empty'
import { useFormat } from '../../shared/format'
import { Loaded } from '../../shared/Loaded'
import { CartPanel } from '../cart/CartPanel'
import { ProductsDocument, type ProductSortField } from '../gql/graphql'
import { PageHead } from '../parts/PageHead'
import { SearchBox } from '../parts/SearchBox'
import { CategoryTree } from './CategoryTree'
import { ProductCard } from './ProductCard'
import type { CatalogueSearch } from './search'
import { ORDERS } from './search'
import cards from './ProductCard.module.css'
import c from './CataloguePage.module.css'

const PAGE = 24
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
        <Products key={JSON.stringify([search, order])} search={search} order={order} onClear={() => onSearch({})} />
      </section>
      <div className={c.cart}><CartPanel /></div>
    </div>
  )
}

/** Each "show more" adds a page below; the pages are queries of their own, so the cache keeps them. */
function Products({ search, order, onClear }: { search: CatalogueSearch; order: ProductSortField; onClear: () => void }) {
  const [pages, setPages] = useState<(string | undefined)[]>([undefined])
  return <>{pages.map((after, index) => <ProductsPart key={after ?? ''} search={search} order={order} after={after} onClear={onClear} onMore={index === pages.length - 1 ? (cursor) => setPages([...pages, cursor]) : undefined} />)}</>
}

type PartProps = { search: CatalogueSearch; order: ProductSortField; after: string | undefined; onClear: () => void; onMore: ((cursor: string) => void) | undefined }

function ProductsPart({ search, order, after, onClear, onMore }: PartProps) {
  const { t } = useTranslation()
  const { total } = useFormat()
  const query = useQuery({
    query: ProductsDocument,
    variables: {
      first: PAGE, after,
      filter: { search: search.q, categoryId: search.category ? [search.category] : undefined, inStock: search.stock },
      sort: { by: order, direction: 'ASC' },
    },
  })
  return (
    <Loaded query={query} skeleton={<SkeletonCards />}>
      {({ products: { nodes, pageInfo, totalCount } }) => nodes.length === 0
        ? <Empty kind="noMatch" action={{ label: t('clearFilter'), run: onClear }} />
        : (
          <>
            {!after && <p className="meta" role="status" style={{ marginBottom: 12 }}>{t('catalogue.count', { count: totalCount.value, total: total(totalCount) })}</p>}
            <ul className={cards.grid} style={after ? { marginTop: 16 } : undefined} data-waiting={query[0].stale || undefined}>{nodes.map((product) => <ProductCard key={product.id} product={product} />)}</ul>
            {onMore && pageInfo.hasNextPage && pageInfo.endCursor && <Button variant="default" mt="lg" mx="auto" display="block" onClick={() => onMore(pageInfo.endCursor!)}>{t('catalogue.more')}</Button>}
          </>
        )}
    </Loaded>
  )
}

function SkeletonCards() {
  return (
    <div className={cards.grid} aria-hidden>
      {Array.from({ length: 9 }, (_, index) => (
        <div key={index} className={cards.card}><Skeleton style={{ aspectRatio: '16 / 9' }} h="auto" radius={0} /><div className={cards.body}><Skeleton h={10} w="60%" mb={8} /><Skeleton h={12} mb={18} /><Skeleton h={18} w="45%" mb={40} /><Skeleton h={34} /></div></div>
      ))}
    </div>
  )
}
