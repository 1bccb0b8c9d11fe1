/** The languages in which the product writes, each by its own name. */
export const LANGUAGES = [{ value: 'en', label: 'English' }, { value: 'zh-Hant', label: '繁體中文' }, { value: 'zh-Hans', label: '简体中文' }]
