import { expect, it } from 'vitest'
import { code, sources, text } from './source.ts'

const folders = ['server', 'portal/src', 'migrations', 'test']
const here = 'test/house/words.test.ts'
const files = folders.flatMap((folder) => sources(folder, /\.(ts|tsx|mjs)$/)).filter((file) => file !== here)

it('leaves nothing for later', () => {
  const later = /\b(TODO|FIXME|HACK)\b|@ts-(ignore|nocheck)|\b(it|test|describe)\.(only|skip|todo)\(/
  expect(files.filter((file) => later.test(text(file)))).toEqual([])
})

it('calls things by their names', () => {
  // a partner has a program level, never a tier; who buys is an account, never a company record
  const other = /\b(tiers?|company records?|customer records?)\b/i
  expect(files.filter((file) => other.test(code(file)))).toEqual([])
})

it('waits for everything but what tells its fault to whoever waits', () => {
  // the promise of an async function that nobody waits for ends the server when its connection breaks
  const alone = /(?<!\breturn )\bvoid (?!tx\.run\(|this\.(run|sent|worker)\b)[a-z]/
  expect(sources('server', /\.ts$/).filter((file) => !/server\/(boot|kit|main)/.test(file) && code(file).split('\n').some((line) => alone.test(line.replace(/(=>|[:<|]) ?void/g, ''))))).toEqual([])
})

it('replaces nothing of its own in tests', () => {
  expect(sources('test', /\.ts$/).filter((file) => file !== here && /\bvi\.(mock|spyOn|stubGlobal)\b/.test(code(file)))).toEqual([])
})
