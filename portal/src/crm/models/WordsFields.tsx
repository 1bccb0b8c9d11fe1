import { Group, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LOCALES } from '../../shared/i18n'
import type { Words } from './definition'

/** A text in every language; English stands in for one that is missing. */
export function WordsFields({ label, words, required = false, onChange }: { label: string; words: Words | undefined; required?: boolean; onChange: (words: Words | undefined) => void }) {
  const { t } = useTranslation()
  const set = (locale: string, text: string) => {
    const { [locale]: _, ...others } = words ?? {}
    const next: Words = text || locale === 'en' ? { ...others, [locale]: text } : others
    onChange(required || Object.values(next).some((one) => one) ? { en: '', ...next } : undefined)
  }
  return (
    <Group gap="xs" grow align="flex-end" role="group" aria-label={label}>
      {Object.entries(LOCALES).map(([locale, name], index) => (
        <TextInput key={locale} label={index === 0 ? label : name} aria-label={`${label} (${name})`} placeholder={index === 0 ? name : t('models.form.asEnglish')} value={words?.[locale] ?? ''} required={required && locale === 'en'} maxLength={200} onChange={(event) => set(locale, event.currentTarget.value)} />
      ))}
    </Group>
  )
}
