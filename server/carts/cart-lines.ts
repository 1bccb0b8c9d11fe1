import type { Transaction } from '../access/command.ts'
import { newId } from '../kit/ids.ts'
import { Cart } from './cart.ts'

/** The viewer's cart, made when first needed. Two windows at once get the same one. */
export async function myCart(tx: Transaction): Promise<Cart> {
  await tx.run('insert into cart (id, user_id, partner_id) values ($1, $2, $3) on conflict (user_id) do nothing', [newId(), tx.viewer.userId, tx.viewer.partnerId])
  return tx.em.findOneOrFail(Cart, { userId: tx.viewer.userId })
}

/** Sets how many of a product lie in the cart; none removes it. */
export async function setLine(tx: Transaction, cart: Cart, productId: string, quantity: number): Promise<void> {
  if (quantity === 0) await tx.run('delete from cart_line where cart_id = $1 and product_id = $2', [cart.id, productId])
  else await tx.run(
    `insert into cart_line (id, cart_id, product_id, quantity) values ($1, $2, $3, $4) on conflict (cart_id, product_id) do update set quantity = excluded.quantity`,
    [newId(), cart.id, productId, quantity])
  cart.updatedAt = new Date()
}

export async function linesInCart(tx: Transaction): Promise<{ accountId: string | null; lines: { productId: string; quantity: number }[] }> {
  const cart = await myCart(tx)
  const rows = await tx.run('select product_id as "productId", quantity from cart_line where cart_id = $1 order by added_at, id for update', [cart.id])
  return { accountId: cart.account?.id ?? null, lines: rows as { productId: string; quantity: number }[] }
}

/** Empties the cart after it was ordered or asked for. */
export async function clearCart(tx: Transaction): Promise<void> {
  const cart = await myCart(tx)
  await tx.run('delete from cart_line where cart_id = $1', [cart.id])
  cart.account = null
}
