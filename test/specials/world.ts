import { expect } from 'vitest'
import { openPromotions } from '../promotions/world.ts'

export const dealer = 'owner@northstar.example', seller = 'seller@northstar.example', rival = 'owner@rival.example', rep = 'rep@guanxi.example', manager = 'manager@guanxi.example'
export const id = () => crypto.randomUUID()

const answer = `errors { code path } specialPrice { id number state revision actions validTo usedUp decisionNote partner { id } account { id } lines { id quantity requestedPrice netPrice approvedQuantity approvedPrice usedQuantity leftQuantity product { id } } }`

/** The demo company, and what dealers and staff do about special prices there. */
export async function openSpecials() {
  const base = await openPromotions(), { ask, today } = base
  async function command(who: string, name: string, type: string, input: Record<string, unknown>) {
    const { data, errors } = await ask(who, `mutation ($input: ${type}!) { ${name}SpecialPrice(input: $input) { ${answer} } }`, { input: { clientMutationId: id(), ...input } })
    return errors ? { errors: errors.map(({ extensions }) => ({ code: extensions.code })) } : data[`${name}SpecialPrice`]
  }
  const types: Record<string, string> = { approve: 'ApproveSpecialPriceInput', reject: 'DecideSpecialPriceInput', return: 'DecideSpecialPriceInput', edit: 'EditSpecialPriceInput' }
  const world = {
    ...base, command,
    partner: async (who: string): Promise<string> => (await base.admin.query<{ partner_id: string }>('select partner_id from app_user where email = $1', [who])).rows[0]!.partner_id,
    terms: async (more: Record<string, unknown>) => ({ reason: 'A tender', validFrom: await today(), validTo: await today(30), ...more }),
    create: async (who: string, more: Record<string, unknown>, partnerId?: string) => command(who, 'create', 'CreateSpecialPriceInput', { partnerId, terms: await world.terms(more) }),
    /** Decided on as it is, where nothing else is said. */
    verb: async (who: string, name: string, input: Record<string, unknown>) => command(who, name, types[name] ?? 'SpecialPriceInput', { ...(['approve', 'reject', 'return'].includes(name) ? { revision: await world.revision(input.id as string) } : {}), ...input }),
    revision: async (request: string): Promise<number> => (await base.admin.query<{ revision: number }>('select revision from special_price where id = $1', [request])).rows[0]!.revision,
    /** Asked for by the dealer and granted by the administrator, as it was asked for. */
    async granted(productId: string, quantity: number, requestedPrice: string, more: Record<string, unknown> = {}) {
      const { specialPrice: draft, errors } = await world.create(dealer, { lines: [{ productId, quantity, requestedPrice }], ...more })
      expect(errors).toEqual([])
      const { specialPrice: sent } = await world.verb(dealer, 'submit', { id: draft.id })
      const { specialPrice, errors: refused } = await world.verb('admin@guanxi.example', 'approve', { id: draft.id, revision: sent.revision })
      expect(refused).toEqual([])
      return specialPrice
    },
    read: async (who: string, request: string) => (await ask(who, 'query ($id: ID!) { specialPrice(id: $id) { state usedUp actions lines { usedQuantity leftQuantity } uses { nodes { quantity releasedQuantity order { number } } } } }', { id: request })).data?.specialPrice,
    quoted: async (who: string, productId: string, quantity = 1): Promise<{ netPrice: string; steps: { kind: string; applied: boolean; name: string; reason: string }[] }> =>
      (await ask(who, 'query ($id: ID!, $quantity: Int!) { explainPrice(productId: $id, quantity: $quantity) { netPrice steps { kind applied name reason } } }', { id: productId, quantity })).data.explainPrice,
  }
  return world
}
