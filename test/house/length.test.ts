import { expect, it } from 'vitest'
import { sources, text } from './source.ts'

const most = 200

it.each(['server', 'portal/src', 'migrations', 'test'])('%s has no file of more than 200 lines', (folder) => {
  const long = sources(folder).map((file) => `${file}: ${text(file).split('\n').length - 1}`)
    .filter((line) => Number(line.split(': ')[1]) > most)
  expect(long).toEqual([])
})
