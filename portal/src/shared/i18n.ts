import i18next, { type BackendModule, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'

/** Each language under its own name. */
export const LOCALES = { en: 'English', 'zh-Hant': '繁體中文', 'zh-Hans': '简体中文' } as const
export type Locale = keyof typeof LOCALES

const STORED = 'guanxi.locale'
const files = import.meta.glob<ResourceKey>('../../locales/*/*.json', { import: 'default' })

const bundled: BackendModule = {
  type: 'backend',
  init() {},
  read(language, namespace, done) {
    const load = files[`../../locales/${language}/${namespace}.json`]
    if (load) load().then((texts) => done(null, texts), (error: Error) => done(error, null))
    else done(new Error(`no texts: ${language}/${namespace}`), null)
  },
}

export const isLocale = (value: string | null | undefined): value is Locale => !!value && value in LOCALES

/** The person's earlier choice, else the first of the browser's languages that we speak. */
function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED)
  if (isLocale(stored)) return stored
  for (const language of navigator.languages) {
    const tag = new Intl.Locale(language).maximize()
    if (tag.language === 'zh') return tag.script === 'Hant' ? 'zh-Hant' : 'zh-Hans'
    if (tag.language === 'en') return 'en'
  }
  return 'en'
}

/** Texts of the app, then the shared ones: `t('save')` needs no prefix. */
export async function startI18n(namespace: string): Promise<void> {
  const apply = (language: string) => { document.documentElement.lang = language }
  i18next.on('languageChanged', apply)
  await i18next.use(bundled).use(initReactI18next).init({
    lng: firstLocale(),
    fallbackLng: false,
    supportedLngs: Object.keys(LOCALES),
    load: 'currentOnly',
    ns: [namespace, 'shared'],
    defaultNS: namespace,
    fallbackNS: 'shared',
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
}

export const currentLocale = () => i18next.language as Locale

export async function changeLocale(locale: Locale): Promise<void> {
  localStorage.setItem(STORED, locale)
  await i18next.changeLanguage(locale)
}
