import { newId } from '../../kit/ids.ts'
import { sum } from '../../kit/money.ts'
import { totalsOf } from '../../quotes/quote-pricing.ts'
import type { QuoteState } from '../../quotes/quote.flow.ts'
import type { Row } from '../kit/rows.ts'
import type { DemoPartner } from '../people/partner.ts'
import type { Person } from '../people/person.ts'
import type { World } from '../world.ts'
import { type Line, type Wanted, lineColumns, priced, unitCost } from './lines.ts'

export interface VersionRow extends Row {
  id: string; number: number; state: QuoteState; subtotal: string; total: string; superseded: boolean; valid_until: string | null
  submitted_at: Date | null; submitted_by_id: string | null; presented_at: Date | null
}

export interface NewVersion {
  quoteId: string; number: number; state: QuoteState; partner: DemoPartner | null; seller: Person | null; author: Person; at: Date
  wanted: readonly Wanted[]; discount: number; withCost: boolean; wishedDiscount: number | null; requestNote: string | null; note: string | null; internalNote?: string | null
}

export interface MadeVersion { row: VersionRow; lines: Line[]; internal: Row | null }

/** A version with its lines at the prices of its day. A dealer's request knows no cost. */
export function addVersion(world: World, made: NewVersion): MadeVersion {
  const { partner, discount, at } = made
  const currency = partner?.currency ?? 'TWD'
  const lines = priced(world, partner, made.wanted, world.calendar.dayOf(at))
  const totals = totalsOf(lines, String(discount), currency)
  const row: VersionRow = {
    id: newId(), quote_id: made.quoteId, number: made.number, state: made.state, partner_id: partner?.id ?? null, seller_id: made.seller?.id ?? null, currency, discount_percent: discount,
    subtotal: totals.subtotal, discount_amount: totals.discountAmount, total: totals.total, valid_until: null, note: made.note, wished_discount_percent: made.wishedDiscount, request_note: made.requestNote,
    created_by_id: made.author.id, created_at: at, submitted_by_id: null, submitted_at: null, presented_at: null, superseded: false, decided_by_id: null, decided_at: null, decline_reason: null, purchase_order: null,
  }
  world.rows.add('quote_version', row)
  const cost = sum(lines.map((line) => unitCost(line, currency) * line.quantity))
  const internal = made.withCost ? { version_id: row.id, cost: cost.toFixed(), internal_note: made.internalNote ?? null, approval_reasons: [] } : null
  if (internal) world.rows.add('quote_version_internal', internal)
  lines.forEach((line, index) => {
    const id = newId()
    world.rows.add('quote_line', { id, version_id: row.id, ...lineColumns(line, index) })
    if (internal) world.rows.add('quote_line_cost', { line_id: id, unit_cost: unitCost(line, currency) })
  })
  return { row, lines, internal }
}
