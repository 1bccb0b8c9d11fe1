import { describe, expect, test } from 'vitest'
import { partOf } from '../../server/billing/shares.ts'
import { Random } from '../../server/demo/kit/random.ts'
import { Decimal, exponentOf, sum } from '../../server/kit/money.ts'
import { taxIdOf } from '../../server/tax/tax-id.ts'
import { type Category, type Rule, type TaxBuyer, type TaxClass, taxOf, totalsOf } from '../../server/tax/tax.ts'

const rule = (country: string, taxClass: TaxClass, category: Category, rate: string, more: Partial<Rule> = {}): Rule => ({ country, region: null, taxClass, category, rate, fromAbroad: false, validFrom: null, validTo: null, ...more })
const rules = [
  rule('TW', 'STANDARD', 'S', '5'), rule('TW', 'EXEMPT', 'E', '0'), rule('TW', 'ZERO', 'Z', '0'),
  rule('DE', 'STANDARD', 'S', '16', { validFrom: '2020-07-01', validTo: '2020-12-31' }), rule('DE', 'STANDARD', 'S', '19', { validTo: '2020-06-30' }), rule('DE', 'STANDARD', 'S', '19', { validFrom: '2021-01-01' }), rule('DE', 'REDUCED', 'S', '7'),
  rule('FR', 'STANDARD', 'S', '20'), rule('US', 'STANDARD', 'O', '0'), rule('US', 'STANDARD', 'S', '7.25', { region: 'CA', fromAbroad: true }),
]
const certificate = { country: 'TW', number: 'X-7', validFrom: '2026-01-01', validTo: '2026-06-30' }
const buyer = (taxId: string | null = null, exemptions: TaxBuyer['exemptions'] = []): TaxBuyer => ({ taxId, exemptions })

describe('who is taxed how', () => {
  test.each<[string, string, TaxBuyer, string, string | null, TaxClass, string, string | null]>([
    ['at home', 'TW', buyer(), 'TW', null, 'STANDARD', '2026-03-01', 'S 5'],
    ['a service at home is taxed as goods are', 'TW', buyer(), 'TW', null, 'SERVICE', '2026-03-01', 'S 5'],
    ['exempt by its class', 'TW', buyer(), 'TW', null, 'EXEMPT', '2026-03-01', 'E 0 EXEMPT'],
    ['zero by its class', 'TW', buyer(), 'TW', null, 'ZERO', '2026-03-01', 'Z 0'],
    ['with a certificate', 'TW', buyer(null, [certificate]), 'TW', null, 'STANDARD', '2026-06-30', 'E 0 CERTIFICATE'],
    ['its last day is over', 'TW', buyer(null, [certificate]), 'TW', null, 'STANDARD', '2026-07-01', 'S 5'],
    ['a certificate of another country', 'DE', buyer(null, [certificate]), 'DE', null, 'STANDARD', '2026-03-01', 'S 19'],
    ['a class without a rule', 'TW', buyer(), 'TW', null, 'REDUCED', '2026-03-01', null],
    ['export', 'TW', buyer('DE123456789'), 'DE', null, 'STANDARD', '2026-03-01', 'G 0 EXPORT'],
    ['export to a state without tax', 'TW', buyer(), 'US', 'OR', 'STANDARD', '2026-03-01', 'G 0 EXPORT'],
    ['where the company is registered abroad', 'TW', buyer(), 'US', 'CA', 'STANDARD', '2026-03-01', 'S 7.25'],
    ['an earlier rate', 'DE', buyer(), 'DE', null, 'STANDARD', '2020-08-15', 'S 16'],
    ['the day before it', 'DE', buyer(), 'DE', null, 'STANDARD', '2020-06-30', 'S 19'],
    ['reduced', 'DE', buyer(), 'DE', null, 'REDUCED', '2026-03-01', 'S 7'],
    ['goods to a business of another member state', 'DE', buyer('FR12345678901'), 'FR', null, 'STANDARD', '2026-03-01', 'K 0 INTRA_COMMUNITY'],
    ['a service to one', 'DE', buyer('FR12345678901'), 'FR', null, 'SERVICE', '2026-03-01', 'AE 0 REVERSE_CHARGE'],
    ['Greece calls itself EL', 'DE', buyer('EL123456789'), 'GR', null, 'STANDARD', '2026-03-01', 'K 0 INTRA_COMMUNITY'],
    ['a business of the own state, elsewhere', 'DE', buyer('DE123456789'), 'FR', null, 'STANDARD', '2026-03-01', 'S 20'],
    ['somebody without a number in another state', 'DE', buyer(), 'FR', null, 'STANDARD', '2026-03-01', 'S 20'],
    ['where that state has no rule here', 'DE', buyer(), 'IT', null, 'STANDARD', '2026-03-01', 'S 19'],
    ['out of the union', 'DE', buyer('TW12345675'), 'TW', null, 'STANDARD', '2026-03-01', 'G 0 EXPORT'],
    ['a state of its own tax', 'US', buyer(), 'US', 'CA', 'STANDARD', '2026-03-01', 'S 7.25'],
    ['a state without', 'US', buyer(), 'US', 'OR', 'STANDARD', '2026-03-01', 'O 0 OUT_OF_SCOPE'],
  ])('%s', (_what, from, whom, country, region, taxClass, day, expected) => {
    const tax = taxOf({ country: from }, whom, { country, region }, taxClass, day, rules)
    expect(tax && [tax.category, tax.rate, tax.reason].filter(Boolean).join(' ')).toBe(expected)
  })
})

test.each([['DE 123 456 789', 'DE', 'DE123456789'], ['DE12345678', 'DE', null], ['04595257', 'TW', '04595257'], ['04595258', 'TW', null], ['FR 40 303 265 045', 'DE', 'FR40303265045'], ['12-3456789', 'US', '123456789'], ['abc', 'US', null], ['X12', 'BR', null], ['12.345.678/0001-95', 'BR', '12345678000195']])(
  'the number %s of a buyer in %s', (text, country, kept) => expect(taxIdOf(text, country)).toBe(kept))

test('groups are the total to the cent, in every currency; another order of the lines changes nothing', () => {
  const random = new Random(37)
  for (let round = 0; round < 2_000; round++) {
    const currency = random.pick(['TWD', 'JPY', 'USD', 'EUR', 'KWD']), unit = 10 ** exponentOf(currency)
    const lines = Array.from({ length: random.int(1, 12) }, () => ({ amount: new Decimal(random.int(-50, 1_000_000)).div(unit).toFixed(), category: 'S' as Category, rate: random.pick(['5', '7', '19', '25.5']), reason: null }))
    const totals = totalsOf(lines, currency)
    expect(totals.gross).toBe(sum([totals.net, totals.tax]).toFixed())
    expect(sum(totals.groups.map(({ tax }) => tax)).toFixed()).toBe(totals.tax)
    expect(sum(lines.map(({ amount }) => amount)).toFixed()).toBe(totals.net)
    for (const { net, tax, rate } of totals.groups) expect(new Decimal(net).times(rate).div(100).minus(tax).abs().times(unit).lte(0.5)).toBe(true)
    expect(new Decimal(totals.tax).decimalPlaces()).toBeLessThanOrEqual(exponentOf(currency))
    expect(totalsOf([...lines].reverse(), currency)).toEqual(totals)
  }
})

test('the parts of a line are the line to the cent, however it is parted', () => {
  const random = new Random(38)
  for (let round = 0; round < 2_000; round++) {
    const currency = random.pick(['TWD', 'USD', 'KWD']), unit = 10 ** exponentOf(currency), quantity = random.int(1, 40), subtotal = new Decimal(random.int(0, 5_000_000)).div(unit)
    const whole = { quantity, subtotal: subtotal.toFixed(), amount: subtotal.times(random.int(50, 100)).div(100).toDecimalPlaces(exponentOf(currency)).toFixed() }
    let before = { quantity: 0, subtotal: '0', amount: '0' }
    while (before.quantity < quantity) {
      const part = partOf(whole, before, random.int(1, quantity - before.quantity), currency)
      expect(Number(part.amount)).toBeGreaterThanOrEqual(0)
      before = { quantity: before.quantity + part.quantity, subtotal: sum([before.subtotal, part.subtotal]).toFixed(), amount: sum([before.amount, part.amount]).toFixed() }
    }
    expect(before).toEqual({ ...whole, subtotal: subtotal.toFixed() })
  }
})
