import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import { Category } from './category.ts'
import { Product } from './product.ts'

const mostSkus = 500

@Resolver()
export class CatalogResolver {
  @Needs('catalog:read') @Query(() => [Category], { description: "The roots of the catalogue's tree." })
  categories(@Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.list(Category, (row) => `${row}.parent_id is null`, (row) => `${row}.position, ${row}.id`, info)
  }

  @Needs('catalog:read') @Query(() => Category, { nullable: true })
  category(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Category, id, info)
  }

  @Needs('catalog:read') @Query(() => connectionOf(Product))
  products(@Args(() => pageArgsOf(Product)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Product, args, info)
  }

  @Needs('catalog:read') @Query(() => Product, { nullable: true })
  product(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Product, id, info)
  }

  @Needs('catalog:read') @Query(() => [Product], { description: 'Those of the SKUs that exist, upper and lower case alike; at most 500.' })
  productsBySku(@Arg('skus', () => [String]) skus: string[], @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    if (skus.length > mostSkus) throw new UserError('TOO_MANY_LINES', ['skus'], { max: mostSkus })
    return read.list(Product, (row, { param }) => `lower(${row}.sku) = any (${param(skus.map((sku) => sku.trim().toLowerCase()))}::text[])`, (row) => `${row}.sku`, info)
  }
}
