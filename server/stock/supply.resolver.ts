import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Int, Mutation, Query, Resolver } from 'type-graphql'
import { type Transaction, refusePast } from '../access/command.ts'
import { Needs } from '../access/needs.ts'
import { Product } from '../catalog/product.ts'
import type { RequestContext } from '../context.ts'
import { UserError } from '../kit/errors.ts'
import { connectionOf, pageArgsOf } from '../kit/page.ts'
import { payload } from '../kit/payload.ts'
import type { PageArgs } from '../kit/read/connection.ts'
import type { Answer } from '../kit/read/resolve.ts'
import { type Locked, edit, loadSupply, move, receive } from './moving.ts'
import { coverWaiting } from './repromise.ts'
import { lockStock } from './reservation.ts'
import { type SupplyVerb, supplyFlow } from './supply.flow.ts'
import { AnnounceSupplyInput, CancelSupplyInput, EditSupplyInput, ReceiveSupplyInput, type SupplyInput } from './supply.input.ts'
import { Supply } from './supply.ts'

const SupplyPayload = payload('SupplyPayload', { supply: Supply })
const MovedPayload = payload('MovedSupplyPayload', { supply: Supply }, { repromised: { type: () => Int, description: 'How many orders were promised later; of many, the rest follows.' } })

const told = (tx: Transaction, verb: string, supply: Supply, sku: string, data: Record<string, unknown> = {}) =>
  tx.record(`supply.${verb}`, supply.subject(), { sku, quantity: supply.quantity, expectedDate: supply.expectedDate, ...(supply.source ? { source: supply.source } : {}), ...data })

@Resolver()
export class SupplyResolver {
  @Needs('supply:read') @Query(() => connectionOf(Supply), { description: 'What is on its way, and what has come.' })
  supplies(@Args(() => pageArgsOf(Supply)) args: PageArgs, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.page(Supply, args, info)
  }

  @Needs('supply:read') @Query(() => Supply, { nullable: true })
  supply(@Arg('id', () => ID) id: string, @Ctx() { read }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return read.one(Supply, id, info)
  }

  @Needs('supply:announce') @Mutation(() => SupplyPayload, { description: 'Pieces that will come: they can be promised from now on, first to orders that wait to have theirs made. Errors: NOT_FOUND, PAST, TAKEN.' })
  announceSupply(@Arg('input', () => AnnounceSupplyInput) input: AnnounceSupplyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return context.command(info, input, async (tx) => {
      const product = await tx.find(Product, input.productId, 'productId')
      await refusePast(tx, input.expectedDate, 'expectedDate')
      await lockStock(tx.run, [product.id])
      if (input.externalId && (await tx.run('select 1 from supply where external_id = $1', [input.externalId])).length) throw new UserError('TAKEN', ['externalId'])
      const supply = tx.em.create(Supply, {
        product, quantity: input.quantity, receivedQuantity: 0, reserved: 0, expectedDate: input.expectedDate, source: input.source?.trim() || null, externalId: input.externalId ?? null,
        state: supplyFlow.next(null, 'announce'), createdById: tx.viewer.userId,
      })
      await tx.em.persist(supply).flush()
      await coverWaiting(tx.run, product.id)
      told(tx, 'announced', supply, product.sku)
      return { supply }
    })
  }

  @Needs('supply:edit') @Mutation(() => MovedPayload, { description: 'Another day, another quantity. Orders whose day can no longer be kept are promised anew, and their people are told. Errors: STALE, PAST, OUT_OF_RANGE below what is here already.' })
  editSupply(@Arg('input', () => EditSupplyInput) input: EditSupplyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onSupply(context, info, input, 'edit', async (tx, locked, sku) => {
      const { supply } = locked
      if (input.revision != null && input.revision !== supply.revision) throw new UserError('STALE', ['revision'])
      const before = { quantityBefore: supply.quantity, expectedBefore: supply.expectedDate }
      if (input.expectedDate && input.expectedDate !== supply.expectedDate) await refusePast(tx, input.expectedDate, 'expectedDate')
      if (input.source !== undefined) supply.source = input.source?.trim() || null
      const repromised = await edit(tx, locked, input)
      told(tx, 'edited', supply, sku, { ...before, repromised })
      return { supply, repromised }
    })
  }

  @Needs('supply:receive') @Mutation(() => SupplyPayload, { description: 'Brings all of it, or a part, onto the shelf. Errors: OUT_OF_RANGE above what is still to come: more than that was never announced.' })
  receiveSupply(@Arg('input', () => ReceiveSupplyInput) input: ReceiveSupplyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onSupply(context, info, input, 'receive', async (tx, locked, sku) => {
      const { supply } = locked, received = input.quantity ?? supply.openQuantity()
      await receive(tx, locked, received)
      told(tx, 'received', supply, sku, { received })
      return { supply }
    })
  }

  @Needs('supply:cancel') @Mutation(() => MovedPayload, { description: 'What is still to come will not. Orders that waited for it are promised anew, and their people are told.' })
  cancelSupply(@Arg('input', () => CancelSupplyInput) input: CancelSupplyInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<Answer> {
    return onSupply(context, info, input, 'cancel', async (tx, locked, sku) => {
      const { supply } = locked
      supply.state = supplyFlow.next(supply.state, 'cancel')
      const repromised = await move(tx, locked, { leavesOn: '0001-01-01', atMost: 0 })
      told(tx, 'canceled', supply, sku, { ...(input.reason ? { reason: input.reason } : {}), repromised })
      return { supply, repromised }
    })
  }
}

/** A verb on a supply, under its locks. */
function onSupply(context: RequestContext, info: GraphQLResolveInfo, input: SupplyInput, verb: SupplyVerb, act: (tx: Transaction, locked: Locked, sku: string) => Promise<Record<string, unknown>>): Promise<Answer> {
  return context.command(info, input, async (tx) => {
    const locked = await loadSupply(tx, input.id, verb), { sku } = await tx.find(Product, locked.productId, 'id')
    return act(tx, locked, sku)
  })
}
