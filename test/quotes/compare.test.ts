import { expect, it } from 'vitest'
import { type ComparedLine, type ComparedVersion, compareQuoteVersions } from '../../server/quotes/compare-versions.ts'

const line = (productId: string, more: Partial<ComparedLine> = {}): ComparedLine => ({ productId, quantity: 1, unitPrice: '10', discountPercent: '0', amount: '10', description: null, parts: null, ...more })
const version = (lines: ComparedLine[], more: Partial<ComparedVersion> = {}): ComparedVersion => ({ currency: 'USD', discountPercent: '0', subtotal: '10', total: '10', paymentDays: null, validUntil: null, note: null, lines, ...more })
const said = (before: ComparedLine[], after: ComparedLine[]) => compareQuoteVersions(version(before), version(after)).lines.map(({ change, before: was, after: is, changed }) => [change, (is ?? was)!.productId, ...changed].join(' '))

it('tells lines that came, went and changed, and in what', () => {
  expect(said([line('a'), line('b'), line('c')], [line('a', { quantity: 2, amount: '20' }), line('d'), line('c', { unitPrice: '9', discountPercent: '10', amount: '9' })]))
    .toEqual(['Changed a quantity amount', 'Added d', 'Changed c unitPrice discountPercent amount', 'Removed b'])
})

it('matches a product that stands there twice by its turn, and tells a description', () => {
  expect(said([line('a'), line('a', { quantity: 5 })], [line('a'), line('a', { quantity: 6, description: 'red' })])).toEqual(['Same a', 'Changed a quantity description'])
  expect(said([line('a'), line('a')], [line('a')])).toEqual(['Same a', 'Removed a'])
})

it('tells what something is built of now, and what no more', () => {
  const { lines: [differs] } = compareQuoteVersions(version([line('a', { parts: ['1 × pump', 'Axes: four'] })]), version([line('a', { parts: ['1 × pump', 'Axes: five', '2 × scale'] })]))
  expect(differs).toMatchObject({ change: 'Changed', changed: ['parts'], added: ['Axes: five', '2 × scale'], removed: ['Axes: four'] })
  expect(said([line('a', { parts: ['1 × pump'] })], [line('a', { parts: ['1 × pump'] })])).toEqual(['Same a'])
})

it('knows an amount however it is written', () => {
  expect(said([line('a', { unitPrice: '10.00', amount: '10' })], [line('a', { unitPrice: '10', amount: '10.000000' })])).toEqual(['Same a'])
})

it('tells what differs in the head, and nothing else', () => {
  const before = version([], { discountPercent: '5.0', validUntil: '2026-01-31', note: 'old' }), after = version([], { discountPercent: '5', paymentDays: 60, validUntil: '2026-02-28', note: null, total: '11' })
  expect(compareQuoteVersions(before, after).fields).toEqual([
    { field: 'paymentDays', before: null, after: '60' }, { field: 'validUntil', before: '2026-01-31', after: '2026-02-28' }, { field: 'note', before: 'old', after: null }, { field: 'total', before: '10', after: '11' },
  ])
})
