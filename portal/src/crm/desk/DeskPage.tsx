import { Chip, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from 'urql'
import { OrderProductsDocument } from '../../shared/gql/graphql'
import { useViewer } from '../../shared/session/Session'
import { SearchField } from '../grid/SearchField'
import { picked } from '../grid/listState'
import type { DeskCardFragment } from '../gql/graphql'
import { RecordPicker } from '../record/RecordPicker'
import { TitleBar } from '../shell/TitleBar'
import { DeskColumnView } from './DeskColumnView'
import { columnFilter, DESK_COLUMNS, type DeskSearch } from './search'
import { useDeskActions, type DeskVerb } from './useDeskActions'
import { useDeskKeys } from './useDeskKeys'
import c from './desk.module.css'

const KEYS: Record<string, DeskVerb> = { c: 'confirm', h: 'hold', r: 'release', s: 'ship' }

/** All open orders by where they stand: what is to be confirmed, what waits and why, what is due, what is under way. */
export function DeskPage({ search }: { search: DeskSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { id: me } = useViewer()
  const { act, busy, dialogs } = useDeskActions()
  // what is on the board now, for the keys
  const [cards] = useState(() => new Map<string, DeskCardFragment>())
  const change = (next: Partial<DeskSearch>) => void navigate({ to: '/desk', search: { ...search, ...next }, replace: true })
  const open = (id: string) => void navigate({ to: '/orders/$id', params: { id } })
  const keys = useDeskKeys(open, (id, key) => {
    const order = cards.get(id), verb = KEYS[key]!
    if (order?.actions.includes(verb)) act(order, verb)
  })
  const filtered = Object.values(search).some(Boolean)
  return (
    <>
      <TitleBar title={t('desk.title')} />
      <div className={c.bar}>
        <SearchField value={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        {(['mine', 'late', 'changes'] as const).map((name) => <Chip key={name} size="xs" checked={!!search[name]} onChange={(on) => change({ [name]: on || undefined })}>{t(`desk.filters.${name}`)}</Chip>)}
        <RecordPicker of="partner" size="xs" clearable w={180} aria-label={t('field.partner')} placeholder={t('field.partner')} value={search.partner ? picked(search.partner) : null} onChange={(record) => change({ partner: record ? `${record.id}~${record.name}` : undefined })} />
        <ProductPicker value={search.product} onChange={(product) => change({ product })} />
      </div>
      <div className={c.board} tabIndex={0} role="region" aria-label={t('desk.title')} onKeyDown={keys}>
        {DESK_COLUMNS.map((column) => <DeskColumnView key={`${column.id} ${JSON.stringify(search)}`} column={column} filter={columnFilter(column, search, me)} filtered={filtered} busy={busy} cards={cards} onAct={act} />)}
      </div>
      {dialogs}
    </>
  )
}

function ProductPicker({ value, onChange }: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation()
  const chosen = value ? picked(value) : undefined
  const [typed, setTyped] = useState(chosen?.name ?? '')
  const [text] = useDebouncedValue(typed.trim(), 180)
  const [{ data }] = useQuery({ query: OrderProductsDocument, variables: { text }, pause: text.length < 2 || text === chosen?.name })
  const found = (data?.products.nodes ?? []).map(({ id, sku }) => ({ value: id, label: sku }))
  return (
    <Select size="xs" w={160} clearable searchable aria-label={t('field.product')} placeholder={t('field.product')} nothingFoundMessage={t('palette.nothing')} filter={({ options }) => options} searchValue={typed} onSearchChange={setTyped}
      data={chosen && !found.some((one) => one.value === chosen.id) ? [{ value: chosen.id, label: chosen.name }, ...found] : found} value={chosen?.id ?? null} onChange={(id, option) => onChange(id ? `${id}~${option.label}` : undefined)} />
  )
}
