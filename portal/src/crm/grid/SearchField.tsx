import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Types freely and tells a moment later; follows the address when that changes from elsewhere. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const told = useRef(value)
  useEffect(() => { if (value !== told.current) { told.current = value; setText(value) } }, [value])
  const tell = useDebouncedCallback((next: string) => { told.current = next; onChange(next) }, 220)
  return (
    <TextInput data-list-search type="search" aria-label={t('search')} placeholder={t('search')} leftSection={<IconSearch size={14} />} w={{ base: 'auto', sm: 200 }} value={text}
      onChange={(event) => { setText(event.currentTarget.value); tell(event.currentTarget.value.trim()) }} />
  )
}
