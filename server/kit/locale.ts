import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'

export const locales = ['en', 'zh-Hant', 'zh-Hans'] as const
export type Locale = (typeof locales)[number]

// beside the bundle in dist/server, or in the sources
const folder = [join(import.meta.dirname, 'locales'), join(import.meta.dirname, '../locales'), join(import.meta.dirname, '../../server/locales')].find((path) => existsSync(path))!
const i18n = i18next.createInstance()
await i18n.init({
  fallbackLng: 'en', initAsync: false, interpolation: { escapeValue: false },
  resources: Object.fromEntries(locales.map((locale) => [locale, { translation: JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8')) as object }])),
})

/** A server sentence in a locale, with `{{name}}` filled in; English where a translation is missing. */
export const translate = (locale: string, key: string, values: Record<string, unknown> = {}): string => i18n.t(key, { lng: locale, ...values })

/** As SQL: the language that is spoken in a country. */
export const spokenIn = (country: string): string => `case when ${country} in ('TW', 'HK', 'MO') then 'zh-Hant' when ${country} = 'CN' then 'zh-Hans' else 'en' end`

/** The locale of a request: the viewer's own, else the first that Accept-Language names and the product speaks. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]!.trim()
    const exact = locales.find((locale) => locale.toLowerCase() === tag.toLowerCase())
    if (exact) return exact
    if (/^zh-(tw|hk|mo|hant)/i.test(tag)) return 'zh-Hant'
    if (/^zh/i.test(tag)) return 'zh-Hans'
    if (/^en/i.test(tag)) return 'en'
  }
  return 'en'
}
