import { describe, expect, test } from 'vitest'
import { Random } from '../../server/demo/kit/random.ts'
import { type Availability, type Free, addDays, allocate, leaves, lots, made, promise, promiseAll } from '../../server/stock/promise.ts'

const today = '2026-03-02'

/** Something on the shelf, some supplies, now and then two on a day. */
function some(random: Random): Availability {
  const inbound = Array.from({ length: random.int(0, 5) }, (_, index): Free => ({ date: addDays(today, random.int(-4, 40)), quantity: random.int(1, 30), supplyId: `s${index}` }))
  return { productId: 'p', free: lots(random.int(0, 25), inbound.sort((a, b) => (a.date < b.date ? -1 : 1)), today), leadTimeDays: random.int(0, 45) }
}
const copy = (of: Availability): Availability => ({ ...of, free: of.free.map((lot) => ({ ...lot })) })
/** What exists in all by a day, said another way: everything that lies there by then. */
const existsBy = ({ free }: Availability, day: string): number => free.filter(({ date }) => leaves(date) <= day).reduce((sum, { quantity }) => sum + quantity, 0)

describe.each(Array.from({ length: 300 }, (_, seed) => seed))('seed %i', (seed) => {
  const random = new Random(seed), availability = some(random)

  test('whatever is promised one after the other, never more than exists by any day, before new ones are made', () => {
    const left = copy(availability), taken = Array.from({ length: random.int(1, 8) }, () => random.int(1, 20)).flatMap((wanted) => {
      const parts = allocate(wanted, left, today)
      expect(parts.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(wanted)
      return parts
    })
    for (let ahead = 0; ahead < 60; ahead++) {
      const day = addDays(today, ahead), given = taken.filter(({ source, date }) => source !== 'Make' && date <= day).reduce((sum, { quantity }) => sum + quantity, 0)
      expect(given).toBeLessThanOrEqual(existsBy(availability, day))
    }
    for (const lot of availability.free) {
      const given = taken.filter(({ supplyId, source }) => (lot.supplyId ? supplyId === lot.supplyId : source === 'Stock')).reduce((sum, { quantity }) => sum + quantity, 0)
      expect(given).toBeLessThanOrEqual(lot.quantity)
    }
    expect(taken.every(({ source, date }) => source !== 'Make' || date === made(availability.leadTimeDays, today))).toBe(true)
  })

  test('more pieces never leave earlier, and never in fewer pieces from the shelf', () => {
    let before = promise(1, availability, today)
    for (let quantity = 2; quantity < 80; quantity++) {
      const now = promise(quantity, availability, today)
      expect(now.date >= before.date).toBe(true)
      expect(now.quantityFromStock).toBeGreaterThanOrEqual(before.quantityFromStock)
      before = now
    }
  })

  test('the parts are the whole, in order, and the last of them is its day', () => {
    const quantity = random.int(1, 90), { date, parts } = promise(quantity, availability, today)
    expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity)
    expect(parts.map((part) => part.date)).toEqual([...new Set(parts.map((part) => part.date))].sort())
    expect(parts.at(-1)!.date).toBe(date)
    expect(date <= made(availability.leadTimeDays, today)).toBe(true)
  })

  test('lines of one product share what there is, in whatever pieces they are asked for', () => {
    const quantities = Array.from({ length: random.int(2, 6) }, () => random.int(1, 15)), of = new Map([['p', availability]])
    const lines = promiseAll(quantities.map((quantity) => ({ productId: 'p', quantity })), of, today)
    const whole = promise(quantities.reduce((sum, quantity) => sum + quantity, 0), availability, today)
    expect(lines.map(({ date }) => date).sort().at(-1)).toBe(whole.date)
    expect(lines.reduce((sum, { quantityFromStock }) => sum + quantityFromStock, 0)).toBe(whole.quantityFromStock)
  })

  test('asking takes nothing', () => {
    const before = JSON.stringify(availability)
    promise(30, availability, today)
    promiseAll([{ productId: 'p', quantity: 30 }], new Map([['p', availability]]), today)
    expect(JSON.stringify(availability)).toBe(before)
  })
})

test('forty now, sixty on the fourteenth', () => {
  const availability = { productId: 'p', free: lots(40, [{ date: '2026-03-12', quantity: 80, supplyId: 's' }], today), leadTimeDays: 30 }
  expect(promise(100, availability, today)).toEqual({ date: '2026-03-14', quantityFromStock: 40, parts: [{ date: '2026-03-04', quantity: 40 }, { date: '2026-03-14', quantity: 60 }] })
})

test('what comes is not on the shelf, whether or not its supply has a name', () => {
  for (const supply of [{ supplyId: 's' }, {}]) {
    expect(promise(50, { productId: 'p', free: lots(40, [{ date: '2026-03-12', quantity: 80, ...supply }], today), leadTimeDays: 30 }, today).quantityFromStock).toBe(40)
  }
})

test('nothing is promised from what is late, or comes later than another could be made', () => {
  const late = { productId: 'p', free: lots(0, [{ date: '2026-03-01', quantity: 80, supplyId: 'a' }, { date: '2026-05-01', quantity: 80, supplyId: 'b' }], today), leadTimeDays: 10 }
  expect(promise(5, late, today).date).toBe('2026-03-14')
})
