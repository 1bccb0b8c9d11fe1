import { Loader, Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { PickAccountsDocument, PickContactsDocument, PickGoodsDocument, PickPartnersDocument, PickUsersDocument } from '../gql/graphql'

type Picked = { id: string; name: string }
type Kind = 'account' | 'contact' | 'partner' | 'product' | 'user'
type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & { of: Kind; /** Only accounts that this partner holds. */ heldBy?: string; /** Not this one. */ except?: string; value: Picked | null; onChange: (record: Picked | null) => void }

const documents = { account: PickAccountsDocument, contact: PickContactsDocument, partner: PickPartnersDocument, product: PickGoodsDocument, user: PickUsersDocument }

/** Finds one record by a few letters of its name. */
export function RecordPicker({ of, heldBy, except, value, onChange, ...props }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text === value?.name ? '' : text.trim(), 180)
  const [{ data, fetching }] = useQuery<Record<string, { nodes: (Picked & { code?: string; number?: string; city?: string | null; title?: string | null })[] }>, object>({ query: documents[of], variables: { search: search || null, ...(heldBy && { partnerId: [heldBy] }) } })
  const found = (data?.[`${of}s`]?.nodes ?? []).filter(({ id }) => id !== except)
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found
  const detail = new Map(found.map((one) => [one.id, [one.code ?? one.number ?? one.title, one.city].filter(Boolean).join(' · ')]))
  return (
    <Select searchable placeholder={t('pick.placeholder')} nothingFoundMessage={t(fetching ? 'palette.searching' : 'palette.nothing')} rightSection={fetching ? <Loader size={12} /> : undefined}
      {...props} value={value?.id ?? null} data={all.map(({ id, name }) => ({ value: id, label: name }))} filter={({ options }) => options} searchValue={text} onSearchChange={setText}
      renderOption={({ option }) => <span>{option.label}{detail.get(option.value) && <span className="meta"> · {detail.get(option.value)}</span>}</span>}
      onChange={(id) => { const record = all.find((one) => one.id === id); onChange(record ? { id: record.id, name: record.name } : null) }} />
  )
}
