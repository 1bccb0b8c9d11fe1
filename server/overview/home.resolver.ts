import type { GraphQLResolveInfo } from 'graphql'
import { Ctx, Field, FieldResolver, ID, Info, Int, ObjectType, Query, Resolver, Root, Args } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import { covers } from '../access/scope.ts'
import type { RequestContext } from '../context.ts'
import { everyone } from '../kit/audience.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { SqlScope } from '../kit/read/registry.ts'
import { DateTimeScalar, DecimalScalar } from '../kit/scalars.ts'
import { Order, promisedLater } from '../orders/order.ts'
import { Quote } from '../quotes/quote.ts'
import { SpecialPrice, decidedBy } from '../specials/special-price.ts'

@everyone @ObjectType({ description: 'A record that waits for the viewer.' })
class NeedsYou {
  @Field(() => String, { description: 'quote or order.' }) type!: string
  @Field(() => ID) id!: string
  @Field(() => String) number!: string
  @Field(() => String, { description: 'The verb that it waits for: accept or approve.' }) verb!: string
  @Field(() => DateTimeScalar) at!: string
}
@everyone @ObjectType({ description: "A dealer's first page." })
class Home {
  @Field(() => Int) openQuotes!: number
  @Field(() => Int) ordersUnderWay!: number
  @Field(() => Int, { description: 'Orders whose day was put off in the last two weeks.' }) promisedLater!: number
  @Field(() => [NeedsYou]) needsYou!: NeedsYou[]
  @Field(() => DecimalScalar, { nullable: true }) creditLeft!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'What the partner owes: orders not invoiced yet, and what is open of invoices.' }) balance!: string | null
  @Field(() => DecimalScalar, { nullable: true, description: 'Open of invoices whose last day to pay is over.' }) overdue!: string | null
  @Field(() => Int, { nullable: true }) overdueDays!: number | null
  @Field(() => String) currency!: string
}
@ObjectType({ description: "What waits for a member of staff; each list holds what they themselves may do." })
class Work {
  @Field(() => String, { nullable: true }) userId!: string
}

const underWay = `('PendingPartnerApproval', 'Placed', 'OnHold', 'Confirmed', 'PartiallyShipped', 'Shipped')`

@Resolver(() => Home)
export class HomeResolver {
  @Needs('cart:use') @Query(() => Home)
  async home(@Ctx() { run, me }: RequestContext): Promise<Home> {
    const [row] = await run(
      `select (select count(*)::int from quote where public_state in ('Requested', 'Presented') and partner_id = app.partner_id()) as "openQuotes",
         (select count(*)::int from sales_order where state in ${underWay} and partner_id = app.partner_id()) as "ordersUnderWay",
         (select count(*)::int from sales_order o where ${promisedLater('o')} and o.partner_id = app.partner_id()) as "promisedLater",
         trim_scale(c.credit_left)::text as "creditLeft", trim_scale(c.balance)::text as balance, trim_scale(c.overdue)::text as overdue, c.overdue_days as "overdueDays", (select currency from partner where id = app.partner_id()) as currency,
         (select coalesce(json_agg(n order by n.at desc), '[]') from (
           select 'quote' as type, q.id, q.number, 'accept' as verb, q.public_at as at from quote q
             where q.public_state = 'Presented' and q.partner_id = app.partner_id() and exists (select 1 from quote_version v where v.quote_id = q.id and v.state = 'Presented' and not v.superseded and v.valid_until >= app.today())
           union all select 'order', o.id, o.number, 'approve', o.placed_at from sales_order o where $1 and o.state = 'PendingPartnerApproval' and o.partner_id = app.partner_id()
           order by 5 desc limit 20) n) as "needsYou"
       from (select 1) one left join app.credit(app.partner_id()) c on true`, [me.can('order:approve')])
    return row as unknown as Home
  }

  @FieldResolver(() => connectionOf(Order))
  recentOrders(@Args(() => pageArgsOf(Order)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Order, args, info)
  }
}

@Resolver(() => Work)
export class WorkResolver {
  @Needs('signed-in') @Query(() => Work)
  work(@Ctx() { me }: RequestContext): Work {
    return { userId: me.userId }
  }

  @FieldResolver(() => connectionOf(Quote), { description: "Dealers' requests that wait to be taken up." })
  quotesToDraft(@Root() _work: Work, @Args(() => pageArgsOf(Quote)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return waiting(context, Quote, args, info, 'quote:draft', (row) => latestIs(row, 'Requested'))
  }

  @FieldResolver(() => connectionOf(Quote), { description: 'What others submitted and the viewer may decide on.' })
  quotesToApprove(@Root() _work: Work, @Args(() => pageArgsOf(Quote)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    // whom the chain asks, and not whose quote it is
    return context.read.page(Quote, args, info, (row) => (context.me.can('quote:approve')
      ? `${row}.id in (select v.quote_id from quote_version v where v.state = 'PendingApproval' and not v.superseded and app.decides_for(v.id) is not null)` : 'false'))
  }

  @FieldResolver(() => connectionOf(Quote), { description: 'Approved, and not yet shown to their buyer.' })
  quotesToPresent(@Root() _work: Work, @Args(() => pageArgsOf(Quote)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return waiting(context, Quote, args, info, 'quote:present', (row) => latestIs(row, 'Approved'))
  }

  @FieldResolver(() => connectionOf(SpecialPrice), { description: 'What others asked for and the viewer may decide on.' })
  specialPricesToApprove(@Root() _work: Work, @Args(() => pageArgsOf(SpecialPrice)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return context.read.page(SpecialPrice, args, info, (row, scope) => decidedBy(row, { ...scope, viewer: context.me }))
  }

  @FieldResolver(() => connectionOf(Order))
  ordersToConfirm(@Root() _work: Work, @Args(() => pageArgsOf(Order)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return waiting(context, Order, args, info, 'order:confirm', (row) => `${row}.state = 'Placed'`)
  }

  @FieldResolver(() => connectionOf(Order), { description: 'Orders whose day had to be put off in the last two weeks.' })
  ordersPromisedLater(@Root() _work: Work, @Args(() => pageArgsOf(Order)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return waiting(context, Order, args, info, 'order:read', promisedLater)
  }

  @FieldResolver(() => connectionOf(Order))
  ordersToShip(@Root() _work: Work, @Args(() => pageArgsOf(Order)) args: PageArgs, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo) {
    return waiting(context, Order, args, info, 'order:ship', (row) => `${row}.state in ('Confirmed', 'PartiallyShipped')`)
  }
}

const latestIs = (row: string, state: string): string =>
  `${row}.id in (select v.quote_id from quote_version v where v.state = '${state}' and not v.superseded)`

/** A page of the records on which the viewer may use a verb. */
function waiting(context: RequestContext, entity: typeof Quote | typeof Order, args: PageArgs, info: GraphQLResolveInfo, permission: string, when: (row: string, scope: SqlScope) => string): Promise<object> {
  return context.read.page(entity, args, info, (row, scope) => {
    const covered = covers(permission, row, context.me, scope)
    return covered === null ? 'false' : `(${covered}) and ${when(row, scope)}`
  })
}
