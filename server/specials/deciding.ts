import { type Transaction, refusePast } from '../access/command.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { newId } from '../kit/ids.ts'
import { Decimal, round } from '../kit/money.ts'
import { User } from '../people/user.ts'
import type { ApproveSpecialPriceInput } from './special-price.input.ts'
import { SpecialPriceLine } from './special-price-line.ts'
import { specialPriceFlow } from './special-price.flow.ts'
import type { SpecialPrice } from './special-price.ts'

/** Nobody decides on what they asked for themselves. */
export function refuseOwn(tx: Transaction, { createdById, submittedBy }: SpecialPrice): void {
  if ([createdById, submittedBy?.id].includes(tx.viewer.userId)) throw new UserError('OWN_APPROVAL', ['id'])
}

/** Moves it on, and tells it with what was said. */
export function decide(tx: Transaction, request: SpecialPrice, verb: 'approve' | 'reject' | 'return', note: string | null): void {
  request.state = specialPriceFlow.next(request.state, verb)
  Object.assign(request, { decidedBy: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date(), decisionNote: note })
  const subject = request.subject(), said = { number: request.number, ...(note ? { reason: note } : {}) }
  if (verb === 'approve') tx.record('specialPrice.approved', subject, said, true)
  else if (verb === 'reject') tx.record('specialPrice.rejected', subject, said, true)
  else tx.record('specialPrice.returned', subject, said, true)
}

/** What is granted of each line, which may differ from what was asked for. */
async function grant(tx: Transaction, request: SpecialPrice, given: NonNullable<ApproveSpecialPriceInput['lines']>): Promise<void> {
  const lines = await tx.em.find(SpecialPriceLine, { specialPriceId: request.id }, { orderBy: { position: 'asc' } }), faults: UserError[] = []
  for (const line of lines) Object.assign(line, { approvedQuantity: line.quantity, approvedPrice: line.requestedPrice })
  given.forEach(({ lineId, quantity, price }, index) => {
    const line = lines.find(({ id }) => id === lineId), at = (field: string) => ['lines', String(index), field], rounded = round(new Decimal(price), request.currency)
    if (!line) { faults.push(notFound(...at('lineId'))); return }
    // what was granted above what it costs would be no special price; of a line that is left out, no price is asked
    if (quantity && (rounded.lt(0) || rounded.gte(line.netPrice))) faults.push(new UserError('OUT_OF_RANGE', at('price'), { max: new Decimal(line.netPrice).toFixed() }))
    Object.assign(line, { approvedQuantity: quantity, approvedPrice: quantity ? rounded.toFixed() : null })
  })
  if (faults.length) throw new UserErrors(faults)
  if (!lines.some(({ approvedQuantity }) => approvedQuantity! > 0)) throw new UserError('EMPTY', ['lines'])
}

/** Makes a dated price of it, with so many pieces to give it to. */
export async function approve(tx: Transaction, request: SpecialPrice, { lines, validTo, note }: ApproveSpecialPriceInput): Promise<void> {
  refuseOwn(tx, request)
  const last = validTo ?? request.validTo
  await refusePast(tx, last, 'validTo')
  if (last < request.validFrom) throw new UserError('OUT_OF_RANGE', ['validTo'])
  decide(tx, request, 'approve', note?.trim() || null)
  request.validTo = last
  await grant(tx, request, lines ?? [])
  await tx.em.flush()
  await tx.run('select app.grant_special_price($1, $2, $3)', [request.id, newId(), request.number])
}
