import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** What the build writes. */
const generated = /[\\/]gql$/

/** Every source file under a folder of the project, as paths from its root. */
export const sources = (folder: string, kinds = /\.(ts|tsx|mjs|css|graphql)$/): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kinds.test(entry.name) && !entry.name.endsWith('.gen.ts') && !generated.test(entry.parentPath))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))).sort()

export const text = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What a module says, its comments left out. */
export const code = (file: string): string => text(file).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

/** The project's own modules that a module imports, as paths from the root; types count, too. */
export const importsOf = (file: string): string[] =>
  [...code(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) => relative(root, resolve(root, file, '..', path!)))
