import type { Transaction } from '../access/command.ts'
import { UserError, notFound } from '../kit/errors.ts'
import { isId } from '../kit/ids.ts'
import { leaves } from './promise.ts'
import { coverWaiting, markDue, repromiseLines } from './repromise.ts'
import { end, heldWhere, holding, lockStock } from './reservation.ts'
import { type SupplyVerb, supplyFlow } from './supply.flow.ts'
import { Supply } from './supply.ts'

/** So many orders are promised anew while somebody waits; the rest is a job's (`repromise-orders.ts`). */
const mostAtOnce = 200

export interface Locked { supply: Supply; productId: string; orders: string[] }

/** Locks the orders that wait for a supply, where their days may move, its product's stock and the supply, in this order. */
export async function loadSupply(tx: Transaction, id: string, verb: SupplyVerb): Promise<Locked> {
  const [row] = isId(id) ? await tx.run('select product_id as "productId" from supply where id = $1', [id]) : []
  if (!row) throw notFound('id')
  const productId = row.productId as string, moves = verb === 'edit' || verb === 'cancel'
  const orders = moves ? await tx.run('select app.lock_orders_of($1, $2) as id', [id, mostAtOnce]) : []
  await lockStock(tx.run, [productId])
  const supply = await tx.load(Supply, id, `supply:${verb}`, 'id', {})
  supplyFlow.next(supply.state, verb, verb === 'receive' ? 'Announced' : undefined)
  return { supply, productId, orders: orders.map((order) => order.id as string) }
}

/** Another day or another quantity: whoever was promised what comes later, or not at all, is told a new day. */
export async function move(tx: Transaction, { supply, productId, orders }: Locked, { leavesOn, atMost }: { leavesOn: string; atMost: number }): Promise<number> {
  await markDue(tx.run, supply.id, { leavesOn, atMost })
  await tx.em.flush()
  const lines = await tx.run('select app.lines_of($1::uuid[]) as id', [orders])
  const moved = await repromiseLines(tx.run, lines.map(({ id }) => id as string), [productId])
  await coverWaiting(tx.run, productId)
  const [row] = await tx.run('select app.tell_repromised($1::uuid[], $2, $3) as orders', [moved, tx.viewer.data.name, tx.viewer.data.channel])
  return row!.orders as number
}

export async function edit(tx: Transaction, locked: Locked, { quantity, expectedDate }: { quantity?: number | null; expectedDate?: string | null }): Promise<number> {
  const { supply } = locked, slips = expectedDate && expectedDate > supply.expectedDate
  if (quantity != null && quantity <= supply.receivedQuantity) throw new UserError('OUT_OF_RANGE', ['quantity'], { min: supply.receivedQuantity + 1 })
  if (quantity != null) supply.quantity = quantity
  if (expectedDate) supply.expectedDate = expectedDate
  return move(tx, locked, { leavesOn: slips ? leaves(expectedDate) : '0001-01-01', atMost: supply.openQuantity() })
}

/** Brings pieces from a supply onto the shelf: first those that were promised, the most urgent first. */
export async function receive(tx: Transaction, { supply, productId }: Locked, quantity: number): Promise<void> {
  if (quantity > supply.openQuantity()) throw new UserError('OUT_OF_RANGE', ['quantity'], { max: supply.openQuantity() })
  void tx.run('update stock set on_hand = on_hand + $2 where product_id = $1', [productId, quantity])
  let left = quantity
  const arrived = (await heldWhere(tx.run, 'r.supply_id = $1', [supply.id])).flatMap((held) => {
    const here = Math.min(left, held.quantity)
    left -= here
    return here > 0 ? [{ ...held, quantity: here }] : []
  })
  await end(tx.run, arrived, 'Released')
  if (arrived.length) await tx.run(...holding(arrived.map((held) => ({ ...held, source: 'Stock' as const, supplyId: null }))))
  supply.receivedQuantity += quantity
  supply.state = supplyFlow.next(supply.state, 'receive', supply.openQuantity() === 0 ? 'Received' : 'Announced')
  await tx.em.flush()
  await coverWaiting(tx.run, productId)
}
