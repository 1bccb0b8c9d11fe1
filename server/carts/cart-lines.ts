import type { Transaction } from '../access/command.ts'
import { newId } from '../kit/ids.ts'
import { Cart } from './cart.ts'

/** The viewer's cart, made when first needed, and locked: of two windows at once, the second adds to what the first has put in. */
export async function myCart(tx: Transaction): Promise<Cart> {
  void tx.run('insert into cart (id, user_id, partner_id) values ($1, $2, $3) on conflict (user_id) do update set updated_at = now()', [newId(), tx.viewer.userId, tx.viewer.partnerId])
  return tx.em.findOneOrFail(Cart, { userId: tx.viewer.userId })
}

interface InCart { productId: string; quantity: number; configurationId?: string | null }

/** Sets how many of which products, or of what was configured, lie in the cart; none removes one. */
export function setLines(tx: Transaction, cart: Cart, lines: readonly InCart[]): void {
  const kept = lines.filter(({ quantity }) => quantity > 0), gone = lines.filter(({ quantity }) => quantity === 0)
  const named = (all: readonly InCart[]) => [all.map(({ productId }) => productId), all.map(({ configurationId }) => configurationId ?? null)]
  if (gone.length) void tx.run(
    `delete from cart_line l using unnest($2::uuid[], $3::uuid[]) as g (product_id, configuration_id) where l.cart_id = $1 and l.configuration_id is not distinct from g.configuration_id and (l.product_id = g.product_id or g.configuration_id is not null)`, [cart.id, ...named(gone)])
  if (kept.length) void tx.run(
    `insert into cart_line (id, cart_id, product_id, configuration_id, quantity) select l.id, $1, l.product_id, l.configuration_id, l.quantity from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[]) as l (id, product_id, configuration_id, quantity)
     on conflict (cart_id, product_id, configuration_id) do update set quantity = excluded.quantity`,
    [cart.id, kept.map(() => newId()), ...named(kept), kept.map(({ quantity }) => quantity)])
  cart.updatedAt = new Date()
}

/** Takes everything out of the cart, to be ordered or asked for: in the order in which it was put there, and whom it is for. */
export async function takeCart(tx: Transaction): Promise<{ accountId: string | null; lines: InCart[] }> {
  const [cart, lines] = await Promise.all([myCart(tx), tx.run(
    `with taken as (delete from cart_line where cart_id = (select id from cart where user_id = $1) returning *) select product_id as "productId", configuration_id as "configurationId", quantity from taken order by added_at, id`, [tx.viewer.userId])])
  const accountId = cart.account?.id ?? null
  cart.account = null
  await tx.em.flush()
  return { accountId, lines: lines as unknown as InCart[] }
}
