import { expect, it } from 'vitest'
import { check } from '../../server/configurator/check.ts'
import { faultsOf, readDefinition } from '../../server/configurator/faults.ts'
import { billOf } from '../../server/configurator/offer.ts'
import { allowed } from '../../server/configurator/selection.ts'
import { Solver } from '../../server/configurator/solver.ts'
import { Asking } from '../../server/configurator/state.ts'
import { machiningCentre } from '../../server/demo/configurator/machining-centre.ts'
import { solution } from '../../server/demo/configurator/solutions.ts'

it('the machining centre of the demo has dozens of options, and nothing in it is in vain', () => {
  expect(machiningCentre.options.length).toBeGreaterThan(40)
  expect(faultsOf(readDefinition(JSON.parse(JSON.stringify(machiningCentre))))).toEqual([])
  expect(check(new Solver(machiningCentre))).toEqual([])
})

it('every text of it is in three languages', () => {
  const texts = [...JSON.stringify(machiningCentre).matchAll(/\{"en":"[^}]*\}/g)].map(([text]) => JSON.parse(text) as object)
  expect(texts.length).toBeGreaterThan(200)
  expect(texts.filter((text) => Object.keys(text).join() !== 'en,zh-Hant,zh-Hans')).toEqual([])
})

it.each(['moulds', 'jobs', 'europe'] as const)('what was saved of it can be built: %s', (name) => {
  expect(allowed(machiningCentre, solution(name))).toBe(true)
  expect(billOf(machiningCentre, solution(name))[0]).toMatchObject({ sku: expect.stringMatching(/^VMC-1160/), quantity: 1 })
})

it('counts derived parts', () => {
  // two styli for the probe, and twice as many to spare
  expect(billOf(machiningCentre, solution('europe'))).toEqual(expect.arrayContaining([{ sku: 'ST-M4-6-50', quantity: 2 }, { sku: 'ST-M4-4-50', quantity: 4 }, { sku: 'LB-CUT5-20', quantity: 2 }]))
})

it('answers with few questions to the solver, however many choices there are', () => {
  const solver = new Solver(machiningCentre), asking = new Asking(solver)
  const questions = () => (solver as unknown as { asked: number }).asked
  const before = questions()
  asking.state({ speed: ['s24'], market: ['ce'], pallets: ['two'], functions: ['axis5'] })
  expect(questions() - before).toBeLessThan(220)
})
