import { UserError } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { spokenIn } from '../kit/locale.ts'
import { Decimal } from '../kit/money.ts'
import { type Shipped, shippedOf } from './shipped.ts'
import { partOf } from './shares.ts'
import { taxDraft } from './tax-draft.ts'
import { invoiceFlow } from './invoice.flow.ts'
import { performServices } from './perform-services.ts'
import type { Work } from './work.ts'

/** What orders must have in common to stand on one invoice. */
interface Head {
  orderId: string; partnerId: string | null; accountId: string | null; ownerId: string | null; sellerId: string | null; currency: string; paymentDays: number
  shipCountry: string | null; shipRegion: string | null; purchaseOrder: string | null; locale: string
}
const usualDays = 30
const same: (keyof Head)[] = ['partnerId', 'currency', 'shipCountry', 'shipRegion', 'paymentDays']

/** Locks orders, always in the same order, and says who buys on which terms. */
async function headsOf({ run }: Work, orderIds: string[]): Promise<Head[]> {
  await run('select id from sales_order where id = any ($1) order by id for update', [orderIds])
  return (await run(
    `select o.id as "orderId", o.partner_id as "partnerId", o.account_id as "accountId", o.owner_id as "ownerId", o.seller_id as "sellerId", o.currency, coalesce(o.payment_days, t.payment_days, ${usualDays}) as "paymentDays",
       coalesce(d.country, p.country, a.country) as "shipCountry", d.region as "shipRegion", o.purchase_order as "purchaseOrder",
       coalesce((select u.locale from app_user u where u.id = o.seller_id), ${spokenIn('coalesce(p.country, a.country)')}) as locale
     from sales_order o left join partner p on p.id = o.partner_id left join partner_terms t on t.partner_id = o.partner_id left join account a on a.id = o.account_id left join address d on d.id = o.ship_to_id
     where o.id = any ($1) order by o.placed_at, o.id`, [orderIds])) as unknown as Head[]
}

/** What all of them say alike, or null. */
const common = <Key extends keyof Head>(heads: Head[], key: Key): Head[Key] | null => (heads.every((head) => head[key] === heads[0]![key]) ? heads[0]![key] : null)

export interface Said { note?: string | null; /** What is open of services counts as performed today. */ services?: boolean }
/** A draft of what was shipped of some orders of one buyer, or of single shipments of them, and is on no invoice yet. Errors: EMPTY, CONFLICTING, TAX_MISSING. */
export async function createInvoice(work: Work, orderIds: string[], shipmentIds: string[] | null, { note = null, services = false }: Said = {}): Promise<string> {
  const heads = await headsOf(work, orderIds)
  if (services) await performServices(work, orderIds)
  const shipped = await shippedOf(work.run, orderIds, shipmentIds)
  if (!heads.length || !shipped.length) throw new UserError('EMPTY', [shipmentIds ? 'shipmentIds' : 'orderIds'], { context: 'invoice' })
  const differing = same.find((key) => heads.some((head) => head[key] !== heads[0]![key])) ?? (heads[0]!.partnerId === null && common(heads, 'accountId') === null ? 'accountId' : undefined)
  if (differing) throw new UserError('CONFLICTING', ['orderIds'], { context: 'orders' })
  const [head] = heads as [Head], id = newId()
  const row = {
    id, kind: 'INVOICE', state: invoiceFlow.next(null, 'create'), partner_id: head.partnerId, account_id: common(heads, 'accountId'), owner_id: common(heads, 'ownerId') ?? head.ownerId, seller_id: common(heads, 'sellerId'),
    order_id: heads.length === 1 ? head.orderId : null, currency: head.currency, payment_days: head.paymentDays, delivery_date: shipped.map(({ shippedOn }) => shippedOn).sort().at(-1), buyer_name: '', ship_country: head.shipCountry,
    ship_region: head.shipRegion, buyer_reference: [...new Set(heads.map(({ purchaseOrder }) => purchaseOrder).filter(Boolean))].join(', ').slice(0, 200) || null, locale: head.locale, note, net: 0, tax: 0, gross: 0, credited_amount: 0, paid_amount: 0,
    created_by_id: work.userId, created_at: new Date(), updated_at: new Date(), revision: 1,
  }
  await insert(work, 'invoice', [row])
  await insert(work, 'invoice_line', linesOf(id, shipped, head))
  await taxDraft(work, id)
  work.record('invoice.created', { type: 'invoice', id, accountId: row.account_id, partnerId: row.partner_id, ownerId: row.owner_id, sellerId: row.seller_id }, { name: await buyerOf(work, id) })
  return id
}

function linesOf(invoiceId: string, shipped: Shipped[], { currency, locale }: Head): Record<string, unknown>[] {
  const taken = new Map<string, { quantity: number; subtotal: string; amount: string }>()
  return shipped.map((piece, index) => {
    const before = taken.get(piece.orderLineId) ?? { quantity: piece.takenQuantity, subtotal: piece.takenSubtotal, amount: piece.takenAmount }
    const part = partOf({ quantity: piece.lineQuantity, subtotal: piece.lineSubtotal, amount: piece.lineAmount }, before, piece.quantity, currency)
    taken.set(piece.orderLineId, { quantity: before.quantity + piece.quantity, subtotal: add(before.subtotal, part.subtotal), amount: add(before.amount, part.amount) })
    return {
      id: newId(), invoice_id: invoiceId, position: index + 1, order_id: piece.orderId, order_line_id: piece.orderLineId, shipment_line_id: piece.shipmentLineId, product_id: piece.productId, sku: piece.sku,
      description: [piece.nameI18n[locale] ?? piece.name, piece.description].filter(Boolean).join(' – '), quantity: piece.quantity, unit: piece.unit, unit_price: piece.unitPrice, subtotal: part.subtotal,
      discount: minus(part.subtotal, part.amount), amount: part.amount, tax_class: piece.taxClass, tax_category: 'O', tax_rate: 0, claims: true, correction: false,
    }
  })
}

const buyerOf = async ({ run }: Work, id: string): Promise<string> => (await run('select buyer_name as name from invoice where id = $1', [id]))[0]!.name as string

const add = (one: string, other: string) => new Decimal(one).plus(other).toFixed()
const minus = (one: string, other: string) => new Decimal(one).minus(other).toFixed()

/** Rows by their columns; a piece that another invoice has taken meanwhile is refused by its unique index, and with it everything. */
export async function insert({ run }: Work, table: 'invoice' | 'invoice_line', rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0]!).join(', ')
  await run(`insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)])
}
