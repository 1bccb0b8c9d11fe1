import type { Operation } from '../operation.ts'
import { dealer } from '../world.ts'
import { counted, inOurForm } from './form.ts'

const query = `query Products($category: String!, $buyer: UUID!, $first: Int!, $counted: Boolean!) { __typename page: allProducts(condition: { below: $category }, orderBy: [LOWER_NAME_ASC, ROW_ID_ASC], first: $first) { __typename
  nodes { __typename stock: stockByProductId { available } category: categoryByCategoryId { __typename id: rowId name slug } currency(buyer: $buyer) id: rowId image leadTimeDays lifecycle listPrice(buyer: $buyer) name netPrice(buyer: $buyer)
    priceBreaks: priceBreaksList(buyer: $buyer) { __typename minQuantity netPrice } sku }
  pageInfo { __typename endCursor hasNextPage } totalCount @include(if: $counted) } }`

/** The catalogue's page of a category and all below it, by name; prices are computed columns over the product's own functions. */
export const catalogue: NonNullable<Operation['postgraphile']> = {
  schema: `
    create function bench.product_currency(product, buyer uuid) returns text language sql stable as $$ select app.buyer_currency(buyer, null) $$;
    create function bench.product_list_price(product, buyer uuid) returns numeric language sql stable as $$ select l.price from app.list_price($1.id, buyer, null, null) l $$;
    create function bench.product_net_price(product, buyer uuid) returns numeric language sql stable as $$ select n.price from app.net_price($1.id, $1.category_path, 1, buyer, null, null, null) n $$;
    create function bench.product_price_breaks(product, buyer uuid) returns table (min_quantity int, net_price numeric) language sql stable as $$
      select b.min_quantity, b.price from app.price_breaks($1.id, $1.category_path, buyer, null, null, null) b order by b.min_quantity $$;`,
  query,
  variables: ({ first, filter, counted: count }) => ({ category: filter.categoryId[0], buyer: dealer.partnerId, first, counted: count }),
  normalise: inOurForm(({ __typename, page: { nodes, totalCount, ...page } }) => ({
    __typename, page: { ...page, nodes: nodes.map(({ stock, ...product }: any) => ({ ...product, available: stock?.available ?? 0 })), ...(totalCount !== undefined && { totalCount: counted(totalCount) }) },
  })),
}
