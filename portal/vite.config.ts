import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import mantine from 'postcss-preset-mantine'
import { defineConfig, type Connect, type Plugin } from 'vite'
import { compressed } from './vite.compressed.ts'
import { parts } from './vite.parts.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const apps = (process.env['APPS'] ?? 'crm,partner').split(',')

const routes = (app: string) =>
  // what a page asks for first stands with the page, not with what every page loads
  tanstackRouter({ target: 'react', autoCodeSplitting: true, codeSplittingOptions: { defaultBehavior: [['loader', 'component']] }, routesDirectory: `./src/${app}/routes`, generatedRouteTree: `./src/${app}/routeTree.gen.ts` })

/** What the real server does: every path below /crm and /partner is that app's page. */
const fallback: Connect.NextHandleFunction = (request, _response, next) => {
  const path = request.url?.split('?')[0] ?? ''
  const app = apps.find((name) => path === `/${name}` || path.startsWith(`/${name}/`))
  if (app && !path.includes('.')) request.url = `/${app}.html`
  next()
}

/** The server accepts only the operations that were built with the apps; it reads them here. */
const operations = (): Plugin => ({
  name: 'guanxi-operations',
  configureServer: (server) => void server.middlewares.use(fallback),
  configurePreviewServer: (server) => void server.middlewares.use(fallback),
  async writeBundle({ dir }) {
    await mkdir(`${dir}/operations`, { recursive: true })
    for (const app of apps) await copyFile(here(`src/${app}/gql/persisted-documents.json`), `${dir}/operations/${app}.json`)
  },
})

/** Codegen writes all operations of an app into one module; each becomes one of its own, so that it is loaded with the page that sends it. */
const documents = (): Plugin => ({
  name: 'guanxi-documents',
  enforce: 'pre',
  resolveId: (source) => (source.includes('/gql/graphql.ts?') ? { id: source, moduleSideEffects: false } : undefined),
  async load(id) {
    const [file, name] = id.split('/gql/graphql.ts?')
    if (!name) return undefined
    const line = (await readFile(`${file}/gql/graphql.ts`, 'utf8')).split('\n').find((text) => text.startsWith(`export const ${name} =`))!
    return line.slice(0, line.lastIndexOf(' as unknown as '))
  },
  transform(code, id) {
    if (!id.endsWith('/gql/graphql.ts')) return undefined
    const names = [...code.matchAll(/^export const (\w+) = .* as unknown as /gm)].map(([, name]) => name)
    return { code: names.map((name) => `export { ${name} } from '${id}?${name}'`).join('\n'), map: null, moduleSideEffects: false }
  },
})

const BUDGET = 270_000

/** Fails the build when an app would load more than the budget, gzipped, before it shows anything. */
const budget = (): Plugin => ({
  name: 'guanxi-budget',
  generateBundle(_options, bundle) {
    for (const entry of Object.values(bundle)) {
      if (entry.type !== 'chunk' || !entry.isEntry) continue
      const loaded = new Set<string>()
      const load = (file: string) => {
        const chunk = bundle[file]
        if (chunk?.type !== 'chunk' || loaded.has(file)) return
        loaded.add(file)
        chunk.imports.forEach(load)
      }
      load(entry.fileName)
      const size = [...loaded].reduce((sum, file) => sum + gzipSync((bundle[file] as { code: string }).code).length, 0)
      this.info(`${entry.name}: ${Math.round(size / 1000)} kB of JavaScript at start`)
      if (size > BUDGET) this.error(`${entry.name} loads ${size} bytes of JavaScript at start; the budget is ${BUDGET}`)
    }
  },
})

/** Of neither app: nothing of one may come with the other. */
const neutral = /node_modules[\\/]|src[\\/]shared[\\/]/

const proxy = { '/graphql': process.env['API'] ?? 'http://127.0.0.1:4000' }

export default defineConfig({
  root: here('.'),
  plugins: [documents(), ...apps.map(routes), react(), operations(), budget(), parts(apps), compressed()],
  css: { postcss: { plugins: [mantine()] } },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    outDir: process.env['PORTAL_OUT'] ?? here('../dist/portal'),
    emptyOutDir: true,
    rolldownOptions: {
      input: Object.fromEntries(apps.map((app) => [app, here(`${app}.html`)])),
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
            { name: 'data', test: /node_modules[\\/](urql|@urql|wonka|@0no-co|@tanstack[\\/](react-router|router-core|history|store|react-store)|i18next|react-i18next)[\\/]/, priority: 20 },
            // what both apps start with, and what many pages use, in one piece each: forty small files take longer than one
            { name: 'start', test: neutral, tags: ['$initial'], priority: 15 },
            { name: 'common', test: neutral, minShareCount: 4, priority: 10 },
          ],
        },
      },
    },
  },
})
