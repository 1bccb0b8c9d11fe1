import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql'
import { Needs } from '../access/needs.ts'
import type { RequestContext } from '../context.ts'
import { payload } from '../kit/payload.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { InboundResult, ReportInvoicesInput, ReportShipmentsInput, ReportStockInput, ReportSuppliesInput } from './inbound.input.ts'
import { takeReports } from './inbound.ts'
import { applyInvoice, applyShipment, lockOrdersOf } from './report-order.ts'
import { applyStock, applySupply, lockProducts } from './report-stock.ts'

const results = { results: { type: () => [InboundResult], description: 'One for each row, in the same order.' } }
const ReportPayload = payload('ReportPayload', {}, results)
const each = 'A row that is refused keeps no other from being taken. '

/** What other systems report, by their own names for things: up to 500 rows at once, each of which may be sent again. */
@Resolver()
export class InboundResolver {
  @Needs('backoffice:stock') @Mutation(() => ReportPayload, { description: `What lies in the warehouse now, by SKU. ${each}Errors of a row: UNKNOWN_SKU, OUT_OF_RANGE below what is held for orders, CONFLICTING.` })
  reportStock(@Arg('input', () => ReportStockInput) input: ReportStockInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const products = await lockProducts(tx, input.rows.map(({ sku }) => sku))
      return { results: await takeReports(tx, 'STOCK', input.rows, ({ sku }) => sku.trim().toUpperCase(), (row) => applyStock(tx, products, row)) }
    })
  }

  @Needs('backoffice:supply') @Mutation(() => ReportPayload, { description: `What is on its way, by the other system's name of it. ${each}Errors of a row: UNKNOWN_SKU, PAST, OUT_OF_RANGE, ILLEGAL_MOVE, CONFLICTING.` })
  reportSupplies(@Arg('input', () => ReportSuppliesInput) input: ReportSuppliesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      // the orders that wait are locked before stock, as everywhere
      await tx.run('select app.lock_orders_of(u.id, 200) from supply u where u.external_id = any ($1) order by u.id', [input.rows.map(({ externalId }) => externalId)])
      const products = await lockProducts(tx, input.rows.map(({ sku }) => sku))
      return { results: await takeReports(tx, 'SUPPLY', input.rows, ({ externalId }) => externalId, (row, id) => applySupply(tx, products, row, id)) }
    })
  }

  @Needs('backoffice:ship') @Mutation(() => ReportPayload, { description: `What has left the warehouse, and what has arrived. ${each}Errors of a row: NOT_FOUND, UNKNOWN_SKU, OUT_OF_RANGE above what is open, OUT_OF_STOCK, ILLEGAL_MOVE, CONFLICTING.` })
  reportShipments(@Arg('input', () => ReportShipmentsInput) input: ReportShipmentsInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      await lockOrdersOf(tx, input.rows, true)
      return { results: await takeReports(tx, 'SHIPMENT', input.rows, ({ externalId }) => externalId, (row, id) => applyShipment(tx, row, id)) }
    })
  }

  @Needs('backoffice:invoice') @Mutation(() => ReportPayload, { description: `What an ERP has invoiced of what was shipped. ${each}Errors of a row: NOT_FOUND, EMPTY, UNKNOWN_SKU, OUT_OF_RANGE above what was shipped and is on no invoice, CONFLICTING, TAKEN.` })
  reportInvoices(@Arg('input', () => ReportInvoicesInput) input: ReportInvoicesInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      await lockOrdersOf(tx, input.rows, false)
      return { results: await takeReports(tx, 'INVOICE', input.rows, ({ externalId }) => externalId, (row, id) => applyInvoice(tx, row, id)) }
    })
  }
}
