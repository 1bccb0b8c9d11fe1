import 'reflect-metadata'
import { expect, it } from 'vitest'
import { printedSchemas } from '../../server/schema.ts'
import { sources, text } from './source.ts'

const printed = printedSchemas()

it.each(Object.keys(printed))('schema/%s is what the code says', (name) => {
  // npm run guanxi -- schema print writes it anew
  expect(text(`schema/${name}`) === printed[name]).toBe(true)
})

it('has no contract that nothing prints', () => {
  expect(sources('schema', /./)).toEqual(Object.keys(printed).sort().map((name) => `schema/${name}`))
})

it('for the dealer these words do not exist', () => {
  const secret = /margin|\bcost\b|Cost\b|\bcost[A-Z]|internalNote|creditRating|creditLimit|creditStanding|approvalReasons|revenuePotential/g
  expect(text('schema/partner.graphql').match(secret)).toBeNull()
  // they do for staff, so that the test would notice a change of names
  for (const word of ['margin', 'cost', 'internalNote', 'creditRating', 'creditLimit', 'creditStanding', 'approvalReasons', 'revenuePotential']) expect(text('schema/crm.graphql')).toContain(word)
})
