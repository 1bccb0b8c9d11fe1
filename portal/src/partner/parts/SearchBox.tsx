import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Asks a moment after the last key; follows the address when it changes elsewhere. */
export function SearchBox({ label, value, onSearch }: { label: string; value: string | undefined; onSearch: (text: string | undefined) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value ?? '')
  const ask = useDebouncedCallback(onSearch, 220)
  useEffect(() => { setText((now) => (now.trim() === (value ?? '') ? now : value ?? '')) }, [value])
  const set = (next: string) => { setText(next); ask(next.trim() || undefined) }
  return (
    <TextInput
      type="search" aria-label={label} placeholder={label} value={text} onChange={(event) => set(event.currentTarget.value)} style={{ flex: '1 1 240px' }}
      leftSection={<IconSearch size={16} stroke={1.7} />}
      rightSection={text ? <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => set('')} /> : undefined}
    />
  )
}
