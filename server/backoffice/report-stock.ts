import type { Transaction } from '../access/command.ts'
import { refusePast } from '../access/command.ts'
import { UserError } from '../kit/errors.ts'
import { Product } from '../catalog/product.ts'
import { edit, loadSupply, move } from '../stock/moving.ts'
import { coverWaiting } from '../stock/repromise.ts'
import { lockStock } from '../stock/reservation.ts'
import { supplyFlow } from '../stock/supply.flow.ts'
import { Supply } from '../stock/supply.ts'
import type { StockRow, SupplyRow } from './inbound.input.ts'

/** Products by their SKUs, and their stock locked, all at once, so that reports never wait for each other in a circle. */
export async function lockProducts(tx: Transaction, skus: string[]): Promise<Map<string, string>> {
  const found = await tx.run('select id, lower(sku) as sku from product where lower(sku) = any ($1)', [skus.map((sku) => sku.trim().toLowerCase())])
  await lockStock(tx.run, found.map(({ id }) => id as string))
  return new Map(found.map(({ id, sku }) => [sku as string, id as string]))
}

async function productOf(tx: Transaction, products: Map<string, string>, sku: string): Promise<Product> {
  const id = products.get(sku.trim().toLowerCase())
  if (!id) throw new UserError('UNKNOWN_SKU', ['sku'], { sku })
  return tx.find(Product, id, 'sku')
}

/** What lies there now; more of it is first for the orders that wait. Errors: UNKNOWN_SKU, OUT_OF_RANGE below what is held for orders. */
export async function applyStock(tx: Transaction, products: Map<string, string>, { sku, onHand }: StockRow): Promise<string> {
  const product = await productOf(tx, products, sku)
  const [now] = await tx.run('select on_hand as "onHand", reserved from stock where product_id = $1', [product.id]), more = onHand - (now!.onHand as number)
  if (onHand < (now!.reserved as number)) throw new UserError('OUT_OF_RANGE', ['onHand'], { min: now!.reserved })
  if (more !== 0) {
    await tx.run('update stock set on_hand = $2 where product_id = $1', [product.id, onHand])
    if (more > 0) await coverWaiting(tx.run, product.id)
    tx.record('stock.received', { type: 'product', id: product.id }, { sku: product.sku, quantity: more })
  }
  return product.id
}

/** Pieces on their way, announced, moved to another day or quantity, or not to come. Errors: UNKNOWN_SKU, PAST, OUT_OF_RANGE, ILLEGAL_MOVE. */
export async function applySupply(tx: Transaction, products: Map<string, string>, row: SupplyRow, id: string | null): Promise<string> {
  const product = await productOf(tx, products, row.sku), known = id ?? ((await tx.run('select id from supply where external_id = $1', [row.externalId]))[0]?.id as string | undefined)
  const tell = (verb: string, supply: Supply, data = {}) => tx.record(`supply.${verb}`, supply.subject(), { sku: product.sku, quantity: supply.quantity, expectedDate: supply.expectedDate, ...(supply.source ? { source: supply.source } : {}), ...data })
  if (!known) {
    if (row.canceled) throw new UserError('NOT_FOUND', ['externalId'])
    await refusePast(tx, row.expectedDate, 'expectedDate')
    const supply = tx.em.create(Supply, { product, quantity: row.quantity, receivedQuantity: 0, reserved: 0, expectedDate: row.expectedDate, source: row.source?.trim() || null, externalId: row.externalId, state: supplyFlow.next(null, 'announce'), createdById: tx.viewer.userId })
    await tx.em.persist(supply).flush()
    await coverWaiting(tx.run, product.id)
    tell('announced', supply)
    return supply.id
  }
  const verb = row.canceled ? 'cancel' : 'edit', locked = await loadSupply(tx, known, verb), { supply } = locked
  if (locked.productId !== product.id) throw new UserError('CONFLICTING', ['sku'])
  if (verb === 'cancel') {
    supply.state = supplyFlow.next(supply.state, 'cancel')
    tell('canceled', supply, { repromised: await move(tx, locked, { leavesOn: '0001-01-01', atMost: 0 }) })
  } else {
    const before = { quantityBefore: supply.quantity, expectedBefore: supply.expectedDate }
    if (row.expectedDate !== supply.expectedDate) await refusePast(tx, row.expectedDate, 'expectedDate')
    if (row.source !== undefined) supply.source = row.source?.trim() || null
    tell('edited', supply, { ...before, repromised: await edit(tx, locked, row) })
  }
  return supply.id
}
