import { type Transaction, refusePast } from '../access/command.ts'
import { UserError, UserErrors, notFound } from '../kit/errors.ts'
import { isId, newId } from '../kit/ids.ts'
import { translate } from '../kit/locale.ts'
import { Decimal, round } from '../kit/money.ts'
import { User } from '../people/user.ts'
import type { ApproveSpecialPriceInput } from './special-price.input.ts'
import { SpecialPriceLine } from './special-price-line.ts'
import { specialPriceFlow } from './special-price.flow.ts'
import { SpecialPrice, toDecline } from './special-price.ts'

type Granted = NonNullable<ApproveSpecialPriceInput['lines']>

/** Locks a request to decide on. Who may, the rules say, and not whose it is; so it may be one that the viewer sees only therefore. */
export async function loadToDecide(tx: Transaction, id: string): Promise<SpecialPrice> {
  const [row] = isId(id) ? await tx.run('select * from special_price where id = $1 for update', [id]) : []
  if (!row) throw notFound('id')
  return tx.em.map(SpecialPrice, row)
}

/** Nobody decides on what they asked for themselves. */
function refuseOwn(tx: Transaction, { createdById, submittedBy }: SpecialPrice): void {
  if ([createdById, submittedBy?.id].includes(tx.viewer.userId)) throw new UserError('OWN_APPROVAL', ['id'])
}

/** Rejects it or sends it back. */
export async function decline(tx: Transaction, request: SpecialPrice, verb: 'reject' | 'return', note: string): Promise<void> {
  refuseOwn(tx, request)
  const values: unknown[] = [request.id], may = toDecline('r', { viewer: tx.viewer, param: (value) => `$${values.push(value)}` })
  const [row] = await tx.run(`select ${may} as may from special_price r where r.id = $1`, values)
  if (!row!.may) throw new UserError('FORBIDDEN', ['id'])
  decide(tx, request, verb, note.trim())
}

/** Refuses whoever is not the one whom the rules ask for what is granted, and says who is: beside the lines of which they ask it. */
async function refuseOthers(tx: Transaction, { id }: SpecialPrice, lines: readonly SpecialPriceLine[], given: Granted, locale: string): Promise<void> {
  const granted = JSON.stringify(lines.map((line) => ({ id: line.id, quantity: line.approvedQuantity, price: line.approvedPrice })))
  const [row] = await tx.run('select app.decides_on_special_price($1, $2) as for', [id, granted])
  if (row!.for) return
  const steps = await tx.run('select s.line_id, s.role, u.name, s.place from app.special_price_steps($1, $2) s left join app_user u on u.id = s.person_id', [id, granted])
  const [{ role, name, place }] = steps as [Record<string, any>], asking = steps.filter((step) => step.place === place).map((step) => step.line_id)
  const faults = given.flatMap(({ lineId }, index) => (asking.includes(lineId) ? [['lines', String(index), 'price']] : []))
  throw new UserErrors((faults.length ? faults : [['id']]).map((path) => new UserError('FORBIDDEN', path, { context: 'decider', who: name ?? translate(locale, `access.roles.${role}`) })))
}

/** Moves it on, and tells it with what was said. */
function decide(tx: Transaction, request: SpecialPrice, verb: 'approve' | 'reject' | 'return', note: string | null): void {
  request.state = specialPriceFlow.next(request.state, verb)
  Object.assign(request, { decidedBy: tx.em.getReference(User, tx.viewer.userId), decidedAt: new Date(), decisionNote: note })
  const subject = request.subject(), said = { number: request.number, ...(note ? { reason: note } : {}) }
  if (verb === 'approve') tx.record('specialPrice.approved', subject, said, true)
  else if (verb === 'reject') tx.record('specialPrice.rejected', subject, said, true)
  else tx.record('specialPrice.returned', subject, said, true)
}

/** What is granted of each line, which may differ from what was asked for. */
async function grant(tx: Transaction, request: SpecialPrice, given: Granted): Promise<SpecialPriceLine[]> {
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
  return lines
}

/** Makes a dated price of it, with so many pieces to give it to. */
export async function approve(tx: Transaction, request: SpecialPrice, { lines, validTo, note }: ApproveSpecialPriceInput, locale: string): Promise<void> {
  refuseOwn(tx, request)
  const last = validTo ?? request.validTo
  await refusePast(tx, last, 'validTo')
  if (last < request.validFrom) throw new UserError('OUT_OF_RANGE', ['validTo'])
  await refuseOthers(tx, request, await grant(tx, request, lines ?? []), lines ?? [], locale)
  decide(tx, request, 'approve', note?.trim() || null)
  request.validTo = last
  await tx.em.flush()
  await tx.run('select app.grant_special_price($1, $2, $3)', [request.id, newId(), request.number])
}
