import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

type Chunk = { type: 'chunk'; fileName: string; facadeModuleId: string | null; imports: string[]; viteMetadata?: { importedCss: Set<string> } }
type Found = { routes: Record<string, string[]>; texts: Record<string, string[]> }

/** Runs in the browser before the app's own script: asks for the parts that this address needs, so that they come beside the app and not after it. */
const script = ({ routes, texts }: Found) => `;(function (routes, texts) {
  var path = '/' + location.pathname.split('/').slice(2).filter(Boolean).join('/')
  var locale = localStorage.getItem('guanxi.locale') || (/^en/.test(navigator.language) ? 'en' : '')
  ;(routes[path] || routes[path.replace(/[^/]+$/, '$id')] || []).concat(texts[locale] || []).forEach(function (file) {
    var link = document.createElement('link'), style = /css$/.test(file)
    link.rel = style ? 'preload' : 'modulepreload'
    if (style) link.as = 'style'
    link.crossOrigin = ''
    link.href = '/' + file
    document.head.appendChild(link)
  })
})(${JSON.stringify(routes)}, ${JSON.stringify(texts)})
`

/** What a page runs before it is painted: while developing a file by itself, built the first part of the page's own script. */
const first = 'src/shared/scheme.js'

/** Tells each app's page which files its routes are made of. */
export const parts = (apps: string[]): Plugin => ({
  name: 'guanxi-parts',
  enforce: 'post',
  async generateBundle(_options, bundle) {
    const scheme = await readFile(new URL(first, import.meta.url), 'utf8')
    const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file as unknown as Chunk] as const] : [])))
    const whole = (file: string, seen = new Set<string>()): Set<string> => {
      const chunk = chunks.get(file)
      if (!chunk || seen.has(file)) return seen
      seen.add(file)
      chunk.viteMetadata?.importedCss.forEach((style) => seen.add(style))
      chunk.imports.forEach((next) => whole(next, seen))
      return seen
    }
    for (const app of apps) {
      const page = bundle[`${app}.html`], entry = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${app}.html`))
      if (page?.type !== 'asset' || !entry) continue
      const start = whole(entry.fileName), found: Found = { routes: {}, texts: {} }
      const add = (to: Record<string, string[]>, key: string, file: string) => { to[key] = [...new Set([...(to[key] ?? []), ...[...whole(file)].filter((one) => !start.has(one))])] }
      for (const { facadeModuleId, fileName } of chunks.values()) {
        const route = facadeModuleId?.match(new RegExp(`/src/${app}/routes/([^/?]+)\\.tsx`))?.[1], [, locale, texts] = facadeModuleId?.match(/\/locales\/([^/]+)\/([^/]+)\.json/) ?? []
        if (route && fileName !== entry.fileName) add(found.routes, `/${route.replace(/\.?index$/, '').replaceAll('.', '/')}`, fileName)
        if (locale && (texts === app || texts === 'shared')) add(found.texts, locale, fileName)
      }
      const name = this.getFileName(this.emitFile({ type: 'asset', name: `${app}-parts.js`, source: scheme + script(found) }))
      const html = String(page.source), tag = /<script\s[^>]*>/.exec(html.slice(0, html.indexOf('<title>')))?.[0]
      if (!tag?.includes(`"/${first}"`)) this.error(`${app}.html does not run ${first} first`)
      page.source = html.replace(tag, `<script src="/${name}">`)
    }
  },
})
