/** A text in the three languages of the product. */
export interface Words { en: string; 'zh-Hant': string; 'zh-Hans': string }

export const words = (en: string, hant: string, hans: string): Words => ({ en, 'zh-Hant': hant, 'zh-Hans': hans })

export const eachLanguage = (make: (language: keyof Words) => string): Words => ({ en: make('en'), 'zh-Hant': make('zh-Hant'), 'zh-Hans': make('zh-Hans') })
