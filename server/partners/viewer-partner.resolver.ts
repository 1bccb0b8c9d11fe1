import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import type { GraphQLResolveInfo } from 'graphql'
import type { RequestContext } from '../context.ts'
import { ViewerType } from '../people/session.resolver.ts'
import { Partner } from './partner.ts'

/** The organisation that the signed-in person belongs to. */
@Resolver(() => ViewerType)
export class ViewerPartnerResolver {
  @FieldResolver(() => Partner, { nullable: true })
  partner(@Root() viewer: ViewerType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<object | null> | null {
    return viewer.partnerId ? context.read.one(Partner, viewer.partnerId, info) : null
  }
}
