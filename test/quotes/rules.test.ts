import { expect, it } from 'vitest'
import { type Figures, type Rule, type Step, chainFor, covers, joined, named, reasonsFor } from '../../server/approvals/approval-rules.ts'
import { Random } from '../../server/demo/kit/random.ts'

const manager = (level: number, more: Partial<Step> = {}): Step => ({ decider: 'MANAGER', level, role: null, personId: null, remindDays: null, escalateDays: null, ...more })
const role = (name: string): Step => ({ decider: 'ROLE', level: null, role: name, personId: null, remindDays: null, escalateDays: null })
const person = (personId: string): Step => ({ decider: 'PERSON', level: null, role: null, personId, remindDays: null, escalateDays: null })
const rule = (measure: Rule['measure'], more: Partial<Rule> = {}): Rule => ({ id: measure, measure, threshold: null, amounts: null, currencies: [], discountedOnly: false, steps: [manager(1)], ...more })
const figures = (more: Partial<Figures> = {}): Figures => ({ total: 900, net: 1000, cost: 600, currency: 'USD', recently: {}, paymentDays: null, usualDays: 30, ...more })

it.each<[string, Rule, Partial<Figures>, string | null]>([
  ['a discount at the limit', rule('DISCOUNT', { threshold: 10 }), {}, null],
  ['a discount above it', rule('DISCOUNT', { threshold: 9.99 }), {}, 'discount 10 9.99'],
  ['a margin at the limit', rule('MARGIN', { threshold: '33.33' }), {}, null],
  ['a margin below it', rule('MARGIN', { threshold: 34 }), {}, 'margin 33.33 34'],
  ['a margin that nobody knows', rule('MARGIN', { threshold: 0 }), { cost: null }, 'margin – 0'],
  ['what is given away', rule('DISCOUNT', { threshold: 99 }), { total: 0 }, 'discount 100 99'],
  ['an amount at the limit', rule('AMOUNT', { amounts: { USD: 900 } }), {}, null],
  ['an amount with what was quoted beside it', rule('AMOUNT', { amounts: { USD: 1000 } }), { recently: { USD: '100.01' } }, 'amount 1000.01 1000'],
  ['an amount split over two currencies', rule('AMOUNT', { amounts: { USD: 1000, TWD: 32000 } }), { recently: { TWD: '6400' } }, 'amount 1100 1000'],
  ['an amount in money that the rule does not know', rule('AMOUNT', { amounts: { EUR: 1 } }), {}, null],
  ['an amount without a discount', rule('AMOUNT', { amounts: { USD: 1 }, discountedOnly: true }), { total: 1000 }, null],
  ['terms by the days agreed', rule('PAYMENT_DAYS', { threshold: 60 }), { paymentDays: 90, usualDays: 90 }, null],
  ['terms that are longer', rule('PAYMENT_DAYS', { threshold: 60 }), { paymentDays: 61 }, 'payment 61 60'],
  ['terms within the limit', rule('PAYMENT_DAYS', { threshold: 60 }), { paymentDays: 60 }, null],
  ['another currency', rule('CURRENCY', { currencies: ['JPY'] }), {}, null],
  ['the currency', rule('CURRENCY', { currencies: ['JPY', 'USD'] }), {}, 'currency USD '],
])('%s', (_what, one, given, expected) => {
  const [reason] = reasonsFor(figures(given), [one])
  expect(reason ? `${reason.code} ${reason.actual} ${reason.limit}` : null).toBe(expected)
})

it('makes one chain of many: managers upward, persons, roles, administrators last; nobody twice, with the shorter patience', () => {
  const chain = joined([role('administrator'), role('finance'), manager(2, { remindDays: 5 }), person('x'), manager(1), manager(2, { remindDays: 3, escalateDays: 9 })])
  expect(chain.map(({ level, role: held, personId }) => level ?? held ?? personId)).toEqual([1, 2, 'x', 'finance', 'administrator'])
  expect(chain[1]).toMatchObject({ remindDays: 3, escalateDays: 9 })
})

it.each<[string, Step[], string[], (string | null)[], unknown[]]>([
  ['the nth manager', [manager(2)], ['a', 'b', 'c'], ['me'], ['b']],
  ['the topmost where there are fewer', [manager(1), manager(5)], ['a'], ['me'], ['a']],
  ['the next above a manager who submitted it', [manager(1)], ['a', 'b'], ['a', 'me'], ['b']],
  ['the nearest below a topmost manager who submitted it', [manager(2)], ['a', 'b'], ['b'], ['a']],
  ['administrators where nobody stands above', [manager(1)], [], ['me'], ['administrator']],
  ['administrators where only the submitter does', [manager(1)], ['a'], ['a'], ['administrator']],
  ['administrators for a person who would decide on their own', [person('me')], ['a'], ['me'], ['administrator']],
])('asks %s', (_what, steps, above, own, expected) => {
  expect(named(steps, above, own).map(({ personId, role: held }) => personId ?? held)).toEqual(expected)
})

const random = new Random(34)
const pick = <T>(all: readonly T[]): T => all[Math.floor(random.next() * all.length)]!
const whole = (most: number) => Math.floor(random.next() * (most + 1))
const someStep = (): Step => pick([() => manager(1 + whole(3)), () => role(pick(['finance', 'administrator'])), () => person(pick(['x', 'y']))])()
const someRule = (): Rule => {
  const measure = pick(['DISCOUNT', 'MARGIN', 'AMOUNT', 'PAYMENT_DAYS', 'CURRENCY'] as const)
  return rule(measure, {
    threshold: measure === 'PAYMENT_DAYS' ? whole(120) : whole(100), amounts: measure === 'AMOUNT' ? { USD: 500 + whole(2000), EUR: 500 + whole(2000) } : null, currencies: pick([['USD'], ['EUR'], ['JPY']]), discountedOnly: whole(3) === 0,
    steps: Array.from({ length: 1 + whole(2) }, someStep),
  })
}
const someFigures = (): Figures => figures({ total: whole(1200), cost: whole(5) ? whole(1000) : null, currency: pick(['USD', 'EUR']), recently: pick<Record<string, number>>([{}, { USD: whole(2000) }, { EUR: whole(2000), USD: 5 }]), paymentDays: pick([null, whole(120)]) })
const has = (chain: readonly Step[], step: Step) => chain.some((known) => covers(known, step) && covers(step, known))
const stricter = (one: Rule): Rule => ({ ...one, discountedOnly: false,
  threshold: one.threshold === null ? null : one.measure === 'MARGIN' ? Number(one.threshold) + whole(20) : Number(one.threshold) - whole(20),
  amounts: one.amounts && Object.fromEntries(Object.entries(one.amounts).map(([currency, most]) => [currency, Number(most) / 2])), currencies: [...one.currencies, pick(['USD', 'EUR'])] })

it('removing a rule never adds a step, a stricter one never removes one, and their order changes nothing', () => {
  for (let turn = 0; turn < 5000; turn++) {
    const rules = Array.from({ length: 1 + whole(4) }, someRule), given = someFigures(), chain = chainFor(given, rules), place = whole(rules.length - 1)
    for (const step of chainFor(given, rules.filter((_, index) => index !== place))) expect(has(chain, step)).toBe(true)
    const strict = chainFor(given, rules.map((one, index) => (index === place ? stricter(one) : one)))
    for (const step of chain) expect(has(strict, step), JSON.stringify({ rules, given, step, place })).toBe(true)
    expect(chainFor(given, [...rules].reverse())).toEqual(chain)
    expect(new Set(chain.map((step) => JSON.stringify([step.decider, step.level, step.role, step.personId]))).size).toBe(chain.length)
  }
})
