import { UserError } from '../kit/errors.ts'
import { Decimal, sum } from '../kit/money.ts'
import type { ToldStatement } from './provider.ts'

export const mostEntries = 20_000
const amountLike = /^\d{1,13}(\.\d{1,5})?$/
/** A day of the calendar, as 2026-11-22; there is no 30th of February. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text

/** An amount with its sign, as the bank tells the two apart. */
export function signed(amount: string | null, side: string | null, path: string[]): string {
  if (amount === null || !amountLike.test(amount) || (side !== 'CRDT' && side !== 'DBIT')) throw new UserError('BAD_USER_INPUT', path)
  const value = new Decimal(amount)
  return (side === 'DBIT' ? value.neg() : value).toFixed()
}

/** What a format calls a part of an entry. */
const called = { CAMT053: { day: 'BookgDt', amount: 'Amt', currency: 'Ccy' }, CSV: { day: 'date', amount: 'amount', currency: 'currency' } }

/** What is wrong with a statement as a whole: days that are none, an account that does not come to its closing balance. */
export function whole({ opening, closing, lines, toDay, currency, format }: ToldStatement, place: string): UserError[] {
  const faults: UserError[] = [], name = called[format]
  if (!isDay(toDay)) faults.push(new UserError('BAD_USER_INPUT', ['file', place, 'CLBD']))
  for (const { day, amount, currency: own, at } of lines) {
    if (!isDay(day)) faults.push(new UserError('BAD_USER_INPUT', [...at, name.day]))
    if (new Decimal(amount).isZero()) faults.push(new UserError('OUT_OF_RANGE', [...at, name.amount]))
    if (own !== currency) faults.push(new UserError('CONFLICTING', [...at, name.currency]))
  }
  if (!faults.length && opening !== null && closing !== null) {
    const moved = sum(lines.map(({ amount }) => amount)), reached = moved.plus(opening)
    if (!reached.eq(closing)) faults.push(new UserError('STATEMENT_UNBALANCED', ['file', place, 'CLBD'], { opening, moved: moved.toFixed(), reached: reached.toFixed(), closing }))
  }
  return faults
}

/** Nothing is booked before its day. */
export const yetToCome = ({ lines, format }: Pick<ToldStatement, 'lines' | 'format'>, today: string): UserError[] =>
  lines.filter(({ day }) => day > today).map(({ at }) => new UserError('OUT_OF_RANGE', [...at, called[format].day], { context: 'future' }))
