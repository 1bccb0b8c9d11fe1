import { Loader, Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { FindPeopleDocument, FindRecordsDocument } from '../gql/graphql'
import { useAccessWords } from './words'

/** What is found: `id` is a person's, or a record's after its type and a tilde. */
export type Found = { id: string; name: string }
type Option = Found & { detail?: string | null }
type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & { value: Found | null; onChange: (found: Found | null) => void }

/** Types whose records are found by their words, or – the later ones – by their id. */
export const RECORD_TYPES = ['Account', 'Contact', 'Partner', 'Product', 'Quote', 'Order', 'User', 'Shipment', 'PriceList', 'Promotion']
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** Anybody, of the house or of a partner, active or not. */
export function PersonFinder(props: Props) {
  const [text, setText] = useSearch(props.value)
  const [{ data, fetching }] = useQuery({ query: FindPeopleDocument, variables: { search: text.asked || null } })
  return <Finder {...props} text={text.shown} onText={setText} fetching={fetching} options={(data?.users.nodes ?? []).map(({ id, name, email }) => ({ id, name, detail: email }))} />
}

/** A record by its words or, where somebody has it, by its id; with a type, only of that one. */
export function RecordFinder({ only, ...props }: Props & { only: string | null }) {
  const words = useAccessWords()
  const [text, setText] = useSearch(props.value)
  const [{ data, fetching }] = useQuery({ query: FindRecordsDocument, variables: { query: text.asked }, pause: !text.asked || ID.test(text.asked) })
  const options: Option[] = ID.test(text.asked) ? (only ? [only] : RECORD_TYPES).map((type) => ({ id: `${type}~${text.asked}`, name: words.type(type), detail: text.asked }))
    : !text.asked ? [] : (data?.search ?? []).map(({ type, ...hit }) => ({ ...hit, type: capital(type) })).filter(({ type }) => !only || type === only).map(({ type, id, title, subtitle }) => ({ id: `${type}~${id}`, name: title, detail: `${words.type(type)} · ${subtitle}` }))
  return <Finder {...props} text={text.shown} onText={setText} fetching={fetching} options={options} />
}

function useSearch(value: Found | null) {
  const [shown, setShown] = useState(value?.name ?? '')
  const [asked] = useDebouncedValue(shown === value?.name ? '' : shown.trim(), 180)
  return [{ shown, asked }, setShown] as const
}

function Finder({ value, onChange, text, onText, fetching, options, ...props }: Props & { text: string; onText: (text: string) => void; fetching: boolean; options: Option[] }) {
  const { t } = useTranslation()
  const all: Option[] = value && !options.some(({ id }) => id === value.id) ? [value, ...options] : options
  return (
    <Select searchable placeholder={t('pick.placeholder')} nothingFoundMessage={t(fetching ? 'palette.searching' : text ? 'palette.nothing' : 'pick.placeholder')} rightSection={fetching ? <Loader size={12} /> : undefined}
      {...props} value={value?.id ?? null} data={all.map(({ id, name }) => ({ value: id, label: name }))} filter={({ options: given }) => given} searchValue={text} onSearchChange={onText}
      renderOption={({ option }) => { const detail = all.find(({ id }) => id === option.value)?.detail; return <span>{option.label}{detail && <span className="meta"> · {detail}</span>}</span> }}
      onChange={(id) => { const found = all.find((one) => one.id === id); onChange(found ? { id: found.id, name: found.name } : null) }} />
  )
}
