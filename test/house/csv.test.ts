import { expect, it } from 'vitest'
import { code, sources } from './source.ts'

it('whatever writes CSV escapes cells that a spreadsheet would compute', () => {
  const writers = sources('server', /\.ts$/).filter((file) => code(file).includes('csv-stringify'))
  expect(writers.length).toBeGreaterThan(0)
  expect(writers.filter((file) => code(file).split(/(?<!\.)\bstringify\(/).slice(1).some((call) => !call.split('\n')[0]!.includes('escape_formulas: true')))).toEqual([])
})
