import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const source = join(import.meta.dirname, '../../portal/src')
const files = (folder: string) => readdirSync(join(source, folder), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/[\\/]gql$/.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name))
const imports = (file: string) => [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => relative(source, resolve(file, '..', path!)))

it.each([['partner', ['partner', 'shared']], ['crm', ['crm', 'shared']], ['shared', ['shared']]])('%s imports only what it may', (app, allowed) => {
  const beyond = files(app).flatMap((file) => imports(file).filter((path) => !path.startsWith('..') && !allowed.includes(path.split('/')[0]!)).map((path) => `${relative(source, file)} → ${path}`))
  expect(beyond).toEqual([])
})

it.each(['partner', 'shared', 'crm'])('%s has no component with literal text', (app) => {
  // What stands between tags and has two letters in a row, beside {…}, is text that nobody translated – but for names and keys.
  const name = /^(PDF|Guanxi|(Ctrl|Shift|Alt|Del|Esc|Enter)( \S+)?)$/
  const literal = files(app).filter((file) => file.endsWith('.tsx')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/<[a-zA-Z][^<>]*[^=<>]>([^<>{}()=;]*\p{L}{2}[^<>{}()=;]*)<\//gu)].map(([, text]) => text!.trim()).filter((text) => !name.test(text)).map((text) => `${relative(source, file)}: ${text}`))
  expect(literal).toEqual([])
})

it('asks of the viewer by their id, so that what is kept of them is added to', () => {
  const texts = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.graphql')).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
  const asked = texts.flatMap((text) => [...text.matchAll(/\bviewer \{\s*(\S+)/g)].map(([, first]) => first!))
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((first) => first !== 'id' && first !== '...Viewer')).toEqual([])
})
