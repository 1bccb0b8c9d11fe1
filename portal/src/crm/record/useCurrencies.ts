import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** Every currency with its name in the reader's language, found by either. */
export function useCurrencies() {
  const { language } = useTranslation().i18n
  return useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((value) => ({ value, label: `${value} · ${names.of(value)}` }))
  }, [language])
}
